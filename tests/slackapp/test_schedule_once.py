"""Adding an interview: twice, at once, after a while, too often. Nothing is lost and nothing doubled."""

from concurrent.futures import ThreadPoolExecutor

from sandbox.client import Person
from storage.tables import Candidate, Delivery, Draft, Opening, Question
from tests.slackapp.booker import Booker
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.office import Office
from tests.slackapp.test_schedule import stored


def counted(office: Office) -> tuple[int, int, int]:
    """How many searches, candidates and interviews there are."""
    with office.db.read() as session:
        return session.query(Opening).count(), session.query(Candidate).count(), len(stored(office))


def test_every_step_submitted_twice_adds_one(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    twice = office.desk.fault("view_submission", "twice", times=None)
    view = Booker(office, office.priya).add(interviewers=[ana])
    office.desk.lift(twice)
    assert view.title == "Added"
    assert counted(office) == (1, 1, 1)
    assert [each.member_id for each in stored(office)[0].panel] == [ana.id]
    with office.db.read() as session:
        kinds = sorted(row.kind for row in session.query(Delivery).filter(Delivery.state == "planned"))
    assert len(kinds) == len(set(kinds)), "she is told each thing once"


def test_added_many_times_at_once_it_is_one(office: Office) -> None:
    booker = Booker(office, office.priya)
    view = booker.check(interviewers=[office.priya])
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: office.priya.submit(view), range(4)))
    assert [answer.error for answer in answers] == [None] * 4
    assert booker.view.title == "Added"
    assert counted(office) == (1, 1, 1)


def test_two_who_begin_the_same_search_at_once_share_it(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    bookers = [Booker(office, person) for person in (office.priya, ben)]
    for booker in bookers:
        booker.check({"name": "Mina Kaya"}, interviewers=[booker.person])
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda booker: booker.fill(), bookers))
    for late in (booker for booker in bookers if booker.view.title != "Added"):
        # The search of whoever came second had been promised other questions: they look once more.
        assert "questions for this interview have just changed" in late.view.reading()
        assert "Somebody is shown as M.K. already, so this one is M.K. 2." in late.view.reading()
        late.fill()
    assert [booker.view.title for booker in bookers] == ["Added", "Added"]
    assert counted(office) == (1, 2, 2)
    assert sorted(each.candidate.shown_as for each in stored(office)) == ["M.K.", "M.K. 2"]


def test_two_who_add_to_a_search_at_once_get_candidates_of_their_own(office: Office) -> None:
    booked(office, [office.priya], MONDAY.replace(day=24))
    people = [office.priya, *office.acme.people(["Ben Okoro", "Ana Costa", "Eve Ek"], "Europe/Berlin")]

    def ready(person: Person) -> Booker:
        booker = Booker(office, person)
        booker.check({"name": "Mina Kaya"}, interviewers=[person])
        return booker

    bookers = [ready(person) for person in people]
    with ThreadPoolExecutor(len(bookers)) as threads:
        list(threads.map(lambda booker: booker.fill(), bookers))
    assert [booker.view.title for booker in bookers] == ["Added"] * 4
    shown = sorted(each.candidate.shown_as for each in stored(office))
    assert shown == ["J.S.", "M.K.", "M.K. 2", "M.K. 3", "M.K. 4"]


def test_what_is_added_is_what_was_shown(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.check(interviewers=[office.priya])
    with office.db.begin() as session:
        [draft] = session.query(Draft)
        session.query(Question).filter(Question.question_id == draft.fields["questions"][0]).update(
            {"status": "retired"}
        )
    booker.fill()
    assert stored(office) == []
    assert "questions for this interview have just changed" in booker.view.reading()
    booker.fill()
    assert booker.view.title == "Added"


def test_a_candidate_erased_meanwhile_is_not_added_to(office: Office) -> None:
    known = booked(office, [office.priya], MONDAY.replace(day=24))
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    booker.choose("candidate", "J.S.")
    view = booker.view
    erase(office, known.candidate.id)
    assert "no longer there" in booker.fill(day="2026-11-25", start="10:00").errors["schedule.candidate"]
    assert "candidate" in office.priya.submit(view).errors["schedule.candidate"]


def erase(office: Office, candidate_id: str) -> None:
    """Takes the candidate away."""
    with office.db.begin() as session:
        row = session.get(Candidate, (office.acme.id, candidate_id))
        assert row
        row.erased_at = office.clock()


def test_what_has_passed_since_the_check_is_not_added(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.check(interviewers=[office.priya])
    office.clock.forward(hours=25)
    booker.fill()
    assert "in the past" in office.priya.modals()[-1].reading()
    assert stored(office) == []


def test_a_member_adds_at_most_thirty_a_day(office: Office) -> None:
    for hour in range(29):
        booked(office, [office.priya], MONDAY.replace(day=24, hour=hour % 24), candidate=f"A{hour} B{hour}")
    booker = Booker(office, office.priya)
    booker.add(interviewers=[office.priya])
    view = booker.view
    office.priya.press(view, "schedule.next")
    office.priya.wait_modal(containing="30 interviews in the last 24 hours")
    assert "30 interviews" in office.ask("schedule").text
    office.clock.forward(hours=24, seconds=1)
    booker.open("schedule")


def test_thirty_a_day_holds_for_what_was_begun_before(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.check(interviewers=[office.priya])
    for hour in range(30):
        booked(office, [office.priya], MONDAY.replace(day=24, hour=hour % 24), candidate=f"A{hour} B{hour}")
    booker.fill()
    assert "30 interviews" in office.priya.modals()[-1].reading()
    assert len(stored(office)) == 30


def test_a_form_that_nobody_went_on_with_is_let_go(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.open()
    with office.db.begin() as session:
        session.query(Draft).delete()
    answer = booker.fill()
    assert "start again: /interview schedule" in answer.errors["hiring"]
