"""The plan grows with the interviews that use it: frozen once, the same for every candidate, no question twice."""

from storage import candidates, openings
from storage.tables import PlanQuestion, Question
from tests.slackapp.booker import Booker
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.office import Office
from tests.slackapp.test_schedule import stored


def questions(office: Office, position: int) -> list[str]:
    """The ids of a part's questions, in running order."""
    opening = stored(office)[0].opening
    with office.db.read() as session:
        return [each.id for each in openings.questions(session, office.acme.id, opening.id, position)]


def test_the_second_candidate_gets_the_very_same_questions(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    booker = Booker(office, office.priya)
    first = booker.check(interviewers=[office.priya])
    assert "Adding it fixes them." in first.reading()
    booker.fill()
    fixed = questions(office, 1)
    with office.db.begin() as session:
        # Neither what the bank drops, nor how it is reworded, changes what is fixed.
        for row in session.query(Question).filter(Question.question_id.in_(fixed)):
            row.status, row.text = "retired", "Reworded?"
    again = booker.check({"name": "Max Mole"}, interviewers=[ana, office.priya])
    assert "They are fixed: every candidate gets these." in again.reading()
    assert "Reworded?" not in again.reading()
    booker.fill()
    assert questions(office, 1) == fixed
    one, two = ({question.question_id for seat in each.panel for question in seat.asks} for each in stored(office))
    assert one == two == set(fixed)


def test_no_question_stands_in_two_parts(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.add(interviewers=[office.priya])
    for day in ("25", "26", "27"):
        view = booker.view
        office.priya.press(view, "schedule.next")
        office.priya.wait_modal(containing="Step 2")
        booker.fill(day=f"2026-11-{day}", start="10:00")
        booker.fill(interviewers=[office.priya])
        booker.fill()
    with office.db.read() as session:
        rows = [(row.position, row.question_id) for row in session.query(PlanQuestion)]
    assert {position for position, _ in rows} == {1, 2, 3, 4}
    assert len({question_id for _, question_id in rows}) == len(rows)


def test_two_candidates_alike_among_forty_are_told_apart(office: Office) -> None:
    first = booked(office, [office.priya], MONDAY.replace(day=24), candidate="Mina Kaya")
    with office.db.begin() as session:
        for number in range(38):
            name = f"{chr(65 + number % 26)}a {chr(65 + number // 26)}b"
            candidates.add(session, office.acme.id, first.opening.id, name, office.clock(), keeps_names=False)
    booker = Booker(office, office.priya)
    view = booker.check({"name": "Moritz Kant"}, interviewers=[office.priya])
    assert "Somebody is shown as M.K. already, so this one is M.K. 2." in view.reading()
    booker.fill()
    booker.open()
    booker.fill()
    view = booker.view
    [menu] = [each for each in view.elements() if each.block_id == "schedule.candidate"]
    labels = [label for label, _ in menu.options]
    assert len(labels) == 41
    assert labels[:2] == ["A new candidate", "M.K. 2"], "the newest first"
    assert dict(menu.options)["M.K."] == first.candidate.id
    assert len(set(labels)) == 41
