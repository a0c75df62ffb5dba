"""Adding an interview in the modal, from the command to "added", and on to the next one."""

import pytest

from prep.interviews import Interview, Seat
from storage import candidates, interviews, openings
from storage.filling import fill
from storage.tables import Draft
from storage.tables import Interview as Row
from tests.slackapp.booker import Booker, block, held
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.office import Office
from tests.slackapp.test_find import many

pytestmark = pytest.mark.in_turn


def stored(office: Office) -> list[Interview]:
    """Every interview there is, by its start."""
    with office.db.read() as session:
        ids = list(session.query(Row.interview_id).where(Row.team_id == office.acme.id))
        return interviews.many(session, office.acme.id, [id_ for (id_,) in ids])


def test_an_interview_is_added_step_by_step(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    booker = Booker(office, office.priya)
    first = booker.open("schedule T&S")
    assert "Start hiring for Trust & Safety Operations Specialist" in first.reading()
    booker.fill()
    assert "only the initials" in booker.view.reading()
    assert held(booker.view, "zone") == "Asia/Kolkata", "the arranger's own, to begin with"
    assert "Kolkata time (yours)" in booker.view.reading()
    booker.fill(name="Jane Smith", day="2026-11-24", start="10:30", zone="Europe/Berlin")
    booker.fill(
        interviewers=[ana, office.priya],
        place="Room 4",
        cv="https://cv.example/js",
        feedback="https://form.example",
        note="Captions on.",
    )
    reading = booker.view.reading()
    assert "J.S. · Trust & Safety Operations Specialist" in reading
    assert "10:30 am–11:15 am, Berlin time" in reading
    assert "Priya Nair · Tue 24 Nov, 3:00 pm–3:45 pm, Kolkata time" in reading
    assert stored(office) == [], "nothing is there before the last step"
    booker.fill()
    assert booker.view.title == "Added"
    assert "calendar invites are still yours to send" in booker.view.reading()

    [added] = stored(office)
    assert added.candidate.shown_as == "J.S."
    assert (added.part.position, added.minutes) == (1, 45)
    assert added.starts_at.isoformat() == "2026-11-24T09:30:00+00:00"
    assert (added.links.place, added.links.cv, added.note) == ("Room 4", "https://cv.example/js", "Captions on.")
    assert [(each.member_id, each.seat) for each in added.panel] == [
        (ana.id, Seat.LEADS),
        (office.priya.id, Seat.INTERVIEWER),
    ]
    assert added.arranged_by == office.priya.id
    with office.db.read() as session:
        assert session.query(Draft).all() == [], "what was typed is not kept any longer"


def test_the_candidates_next_interview_starts_filled_in(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.add(
        interviewers=[office.priya],
        place="https://meet.example/1",
        cv="https://cv.example/js",
        feedback="https://form.example",
        note="Captions on.",
    )
    office.priya.press(booker.view, "schedule.next")
    view = office.priya.wait_modal(containing="Step 2")
    assert "Candidate: [J.S." in view.reading()
    assert "2. Rules and priorities, 45 minutes" in view.reading()
    assert held(view, "zone") == "Europe/Berlin"
    assert held(view, "day") is None
    booker.fill(day="2026-11-25", start="09:00")
    room = booker.view
    assert (held(room, "cv"), held(room, "feedback")) == ("https://cv.example/js", "https://form.example")
    assert held(room, "note") == "Captions on."
    assert held(room, "place") is None, "where it is differs from one interview to the next"
    booker.fill(interviewers=[office.priya])
    booker.fill()
    first, second = stored(office)
    assert (first.candidate, first.opening) == (second.candidate, second.opening)
    assert second.part.position == 2


def test_the_part_proposed_follows_the_candidate(office: Office) -> None:
    known = booked(office, [office.priya], MONDAY.replace(day=24))
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    view = booker.view
    assert held(view, "candidate") == "new"
    assert held(view, "part") == "1"
    office.priya.choose(view, "day", "2026-11-25")
    view = booker.choose("candidate", "J.S.")
    assert (held(view, "candidate"), held(view, "part")) == (known.candidate.id, "2")
    assert held(view, "day") == "2026-11-25", "what was chosen stays"
    assert "Name of the new candidate" not in view.reading()
    view = booker.choose("part", "4")
    assert (held(view, "part"), held(view, "minutes")) == ("4", "30")
    view = booker.choose("candidate", "A new candidate")
    assert (held(view, "part"), held(view, "minutes")) == ("1", "45")
    office.priya.choose(view, block(view, "minutes"), "50")
    view = booker.choose("part", "4")
    assert held(view, "minutes") == "50", "what was typed stays"


def test_a_cancelled_interview_does_not_count_for_the_proposal(office: Office) -> None:
    known = booked(office, [office.priya], MONDAY.replace(day=24))
    with office.db.begin() as session:
        interviews.change(session, office.acme.id, known.id, office.clock(), state="cancelled")
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    assert held(booker.choose("candidate", "J.S."), "part") == "1"


def test_going_back_keeps_what_was_typed(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    view = booker.back(name="Jane Smith", start="10:30", minutes="500")
    assert "Step 1" in view.reading()
    booker.fill()
    view = booker.view
    assert (held(view, "name"), held(view, "start"), held(view, "minutes")) == ("J.S.", "10:30", "500")
    booker.fill(day="2026-11-24", zone="Europe/Berlin", minutes="40")
    view = booker.back(interviewers=[ana], cv="not a link", others="Eve", note="Half done")
    assert (held(view, "day"), held(view, "zone"), held(view, "minutes")) == ("2026-11-24", "Europe/Berlin", "40")
    booker.fill()
    view = booker.view
    assert held(view, "interviewers") == [ana.id]
    assert (held(view, "cv"), held(view, "others"), held(view, "note")) == ("not a link", "Eve", "Half done")
    booker.fill(cv="https://cv.example")
    assert "Step 4" in booker.view.reading()
    assert held(booker.back(), "note") == "Half done"


def test_another_search_forgets_only_what_belonged_to_the_first(office: Office) -> None:
    booked(office, [office.priya], MONDAY.replace(day=24))
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    booker.choose("candidate", "J.S.")
    view = booker.back(day="2026-11-25")
    assert "Trust & Safety" in view.reading()
    booker.fill(hiring="Start hiring for Data Analyst")
    view = booker.view
    assert "1. Requests and teamwork, 30 minutes" in view.reading()
    assert "Candidate:" not in view.reading()
    assert (held(view, "minutes"), held(view, "day")) == ("30", "2026-11-25")


def test_a_search_under_way_comes_first_and_only_once(office: Office) -> None:
    booked(office, [office.priya], MONDAY.replace(day=24))
    view = Booker(office, office.priya).open("schedule")
    [menu] = view.elements()
    labels = [label for label, _ in menu.options]
    others = ("Customer Support Specialist", "Data Analyst", "Software Engineer")
    assert labels == ["Trust & Safety Operations Specialist", *(f"Start hiring for {each}" for each in others)]
    assert held(view, "hiring") is None


def test_the_ways_in(office: Office) -> None:
    booker = Booker(office, office.priya)
    assert "Data Analyst" in booker.open("schedule data analyst").reading()
    assert "Start hiring for Data Analyst" in booker.open("add interview data analyst").reading()
    view = booker.open("schedule astronaut <!channel>")
    assert "I know no role called “astronaut <!channel>”" in view.reading()
    for words in ("add", "add question"):
        message = office.ask(words)
        assert "What would you like to add?" in message.text
    office.priya.press(message, "schedule.open")
    view = office.priya.wait_modal(containing="Step 1", since=view)
    office.priya.press(office.ask(""), "schedule.open")
    office.priya.wait_modal(containing="Step 1", since=view)


def test_guests_add_none(office: Office) -> None:
    gast = office.acme.person("Gast Gastson", "Europe/Berlin", kind="guest")
    assert "guest" in office.ask("schedule", by=gast).text
    assert gast.modals() == []


def test_without_roles_there_is_nothing_to_add_for(office: Office) -> None:
    with office.db.begin() as session:
        for table in ("question_role", "role_alias", "role"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    assert office.priya.command("/interview", "schedule").ok
    view = office.priya.wait_modal(containing="no roles in the bank yet")
    assert view.elements() == []


def test_a_role_that_went_meanwhile_is_said_to_be_gone(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.open()
    with office.db.begin() as session:
        for table in ("question_role", "role_alias", "role"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    assert "no longer there" in booker.fill().errors["hiring"]


def test_a_role_beyond_the_hundredth_is_found_by_its_name(office: Office) -> None:
    with office.db.begin() as session:
        fill(session, office.acme.id, many(110), office.clock())
    view = Booker(office, office.priya).open("schedule")
    assert "/interview schedule and the role's name" in view.reading()
    [menu] = view.elements()
    assert len(menu.options) == 100
    view = Booker(office, office.priya).open("schedule trust-safety")
    assert "Trust & Safety Operations Specialist" in view.reading()


def test_with_many_candidates_the_newest_are_offered(office: Office) -> None:
    first = booked(office, [office.priya], MONDAY.replace(day=24))
    with office.db.begin() as session:
        for number in range(100):
            candidates.add(session, office.acme.id, first.opening.id, f"C{number} D", office.clock(), keeps_names=True)
        assert len(openings.current(session, office.acme.id)) == 1
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    assert "These are the newest ones." in booker.view.reading()
