"""Changing an interview: moved, edited, re-staffed, called off; by whom, when, and once."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.interviews import Interview, Links, State
from sandbox.client import Person
from storage import arranging, interviews, told
from storage.tables import Interview as InterviewRow
from storage.tables import Workspace
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer, changes, now, planned
from tests.slackapp.office import Office

pytestmark = pytest.mark.in_turn

DAY = timedelta(days=1)


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    person = office.acme.person("Ana Costa", "Europe/Berlin")
    known(office, person)
    return person


@pytest.fixture
def interview(office: Office, ana: Person) -> Interview:
    """Tuesday at 10 in Berlin, 14:30 in Kolkata, where Priya is, who arranged it."""
    return booked(office, [ana, "Ben Okoro"], office.clock() + DAY, links=Links("Room 4", "", ""), note="Captions on")


@pytest.fixture
def changer(office: Office) -> Changer:
    """Priya at the modal."""
    return Changer(office, office.priya)


def test_the_modal_shows_the_interview_and_what_can_be_done(changer: Changer, interview: Interview) -> None:
    view = changer.open(interview)
    read = view.reading()
    for said in (
        "J.S. · Trust & Safety Operations Specialist",
        "Tuesday 24 November, 2:30 pm–3:15 pm, Kolkata time",
        "Ana Costa (leads) and Ben Okoro.",
        "Please: Captions on",
        "Where: Room 4",
    ):
        assert said in read
    labels = [each.label for each in view.elements()]
    assert labels == [
        "Move",
        "Edit details",
        "Change people",
        "Role or candidate",
        "Cancel it",
        "Export",
        "Erase this candidate",
    ]


def test_a_move_is_by_ones_own_clock_and_what_is_to_be_sent_follows(
    office: Office, changer: Changer, interview: Interview
) -> None:
    changer.open(interview)
    step = changer.press("move")
    assert "by the clocks in Kolkata time" in step.reading()
    assert step.values["start"]["start"]["selected_time"] == "14:30"
    changer.submit(day="2026-11-26", start="16:00", minutes="30")
    assert "Worth a look" in changer.view.title, "it is shorter than planned"
    assert "won't fit" in changer.view.reading()
    assert now(office, interview) == interview
    changer.submit()
    done = changer.view.reading()
    assert "Moved." in done
    assert "Thursday 26 November, 4:00 pm–4:30 pm, Kolkata time" in done
    assert "calendar invites are yours" in done
    moved = now(office, interview)
    assert (moved.starts_at, moved.minutes) == (datetime(2026, 11, 26, 10, 30, tzinfo=UTC), 30)
    assert [row.due_at for row in planned(office, "reminder")] == [moved.starts_at - timedelta(minutes=15)]
    assert len(changes(office, "interview.moved")) == 1


def test_a_move_with_nothing_to_say_is_done_at_once(office: Office, changer: Changer, interview: Interview) -> None:
    view = changer.does(interview, "move", day="2026-11-25", start="15:00")
    assert view.title == "Done"
    changer.press("back")
    assert "Wednesday 25 November, 3:00 pm" in changer.view.reading()


def test_a_move_to_where_it_is_changes_nothing(office: Office, changer: Changer, interview: Interview) -> None:
    view = changer.does(interview, "move")
    assert view.title == "Change an interview"
    assert now(office, interview) == interview


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"day": "2026-11-20"}, "day", "in the past"),
        ({"day": "2026-11-23", "start": "09:00"}, "start", "in the past"),
        ({"day": "2028-11-23"}, "day", "more than a year"),
        ({"minutes": "5"}, "minutes", "from 15 to 240"),
    ],
)
def test_mistakes_are_said_at_their_field(
    office: Office, changer: Changer, interview: Interview, fields: dict[str, str], field: str, sentence: str
) -> None:
    changer.open(interview)
    changer.press("move")
    assert sentence in changer.submit(**fields).errors[field]
    assert now(office, interview) == interview


def test_a_time_that_the_clocks_leave_out_is_said(office: Office, ana: Person, interview: Interview) -> None:
    with office.db.begin() as session:
        row = session.get(Workspace, office.acme.id)
        assert row
        row.movers = [ana.id]
    changer = Changer(office, ana)
    changer.open(interview)
    changer.press("move")
    assert "there is no 02:30 in Berlin time" in changer.submit(day="2027-03-28", start="02:30").errors["start"]


def test_a_clash_is_shown_before_and_the_interview_is_not_in_its_own_way(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    booked(office, [ana], office.clock() + DAY + timedelta(hours=2), candidate="Li Wei")
    assert changer.does(interview, "move", start="14:45").title == "Done"
    view = changer.does(interview, "move", start="16:30")
    assert "Ana Costa has another interview" in view.reading()
    changer.press("back")
    assert "2:45 pm" in changer.view.reading()


def test_links_and_note_are_edited(office: Office, changer: Changer, interview: Interview) -> None:
    changer.open(interview)
    changer.press("details")
    assert "begin with https://" in changer.submit(cv="ftp://cv").errors["cv"]
    changer.submit(place="https://meet.example/2", cv="https://cv.example/2", note="  Large print. ")
    assert "Join" in changer.view.reading()
    edited = now(office, interview)
    assert edited.links == Links("https://meet.example/2", "https://cv.example/2", "")
    assert edited.note == "Large print."


def test_a_cancellation_keeps_its_reason_from_interviewers(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    view = changer.does(interview, "cancel", reason="They took another offer")
    assert "Cancelled." in view.reading()
    assert now(office, interview).state is State.CANCELLED
    assert planned(office, "reminder") == planned(office, "digest") == []
    assert [row.detail["reason"] for row in changes(office, "interview.cancelled")] == ["They took another offer"]
    assert "another offer" not in office.ask("mine", by=ana).text
    assert "was cancelled" in changer.press("back").reading()


def test_those_who_hear_of_it_are_named(office: Office, changer: Changer, interview: Interview, ana: Person) -> None:
    with office.db.begin() as session:
        told.know(session, office.acme.id, interview, ana.id, office.clock())
    said = changer.does(interview, "move", day="2026-11-25", start="15:00").reading()
    assert "Ana Costa will hear from me what changed" in said


def test_what_changed_meanwhile_is_shown_and_not_overwritten(
    office: Office, changer: Changer, interview: Interview
) -> None:
    for step, fields in (
        ("move", {"day": "2026-12-01"}),
        ("details", {"note": "x"}),
        ("people", {"others": "Dana Fox"}),
        ("cancel", {}),
    ):
        changer.open(interview)
        changer.press(step)
        before = now(office, interview)
        later = before.starts_at + timedelta(minutes=15)
        with office.db.begin() as session:
            arranging.move(session, office.acme.id, interview.id, later, 45, office.priya.id, office.clock())
        changer.submit(**fields)
        assert "changed this interview while you had it open" in changer.view.reading()
        assert now(office, interview).starts_at == later
        assert now(office, interview).state is State.PLANNED
        changer.submit(**fields)
        assert now(office, interview).sequence == before.sequence + 2, "what is shown now can be changed"
        changer.person.close(changer.view, everything=True)


@pytest.mark.parametrize(
    ("step", "fields", "action"),
    [
        ("move", {"day": "2026-11-25", "start": "15:00"}, "interview.moved"),
        ("details", {"note": "x"}, "interview.edited"),
        ("people", {"others": "Dana Fox"}, "interview.restaffed"),
        ("cancel", {"reason": "x"}, "interview.cancelled"),
    ],
)
def test_what_slack_delivers_twice_is_done_once(
    office: Office, changer: Changer, interview: Interview, step: str, fields: dict[str, str], action: str
) -> None:
    changer.open(interview)
    changer.press(step)
    office.desk.fault("view_submission", "twice", times=1)
    changer.submit(**fields)
    assert changer.view.title == "Done"
    office.desk.settled()
    assert len(changes(office, action)) == 1
    assert now(office, interview).sequence == interview.sequence + 1


def test_only_some_may_change_it_and_every_step_asks_again(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    changer.open(interview)
    changer.press("cancel")
    with office.db.begin() as session:
        interviews.change(session, office.acme.id, interview.id, office.clock(), arranged_by=ana.id)
    answer = changer.submit()
    assert "arranged by Ana Costa" in answer.errors["reason"]
    assert now(office, interview).state is State.PLANNED


def test_what_is_over_or_cancelled_stays_as_it_is(office: Office, changer: Changer, interview: Interview) -> None:
    changer.open(interview)
    changer.press("move")
    office.clock.forward(days=2)
    assert "This interview is over" in changer.submit(day="2026-12-01").errors["minutes"]
    view = changer.press("back")
    assert "This interview is over" in view.reading()
    assert "Move" not in [each.label for each in view.elements()]


def test_an_interview_that_is_not_there_any_more_is_said_to_be_gone(office: Office, interview: Interview) -> None:
    message = office.ask("mine")
    with office.db.begin() as session:
        session.query(InterviewRow).filter_by(team_id=office.acme.id, interview_id=interview.id).delete()
    office.priya.press(message, "change.open")
    office.priya.wait_message(office.priya.dm_channel(), containing="can't find this interview any more")
