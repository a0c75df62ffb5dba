"""Moved so near that its reminder should have come already: one message says so, and is the plan for the room."""

from datetime import timedelta

import pytest

from prep.interviews import Links
from prep.messages import Kind
from sandbox.client import Person
from storage import arranging
from tests.slackapp.booking import booked
from tests.slackapp.corrected import QUIET, came, cancel, edit, lines, move, settled, told
from tests.slackapp.mail import BEFORE_NAMES, mail, numbers, said, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_booked_late import chose
from tests.slackapp.test_correction import CALENDAR, ROLE, THREE, in_the_morning
from tests.slackapp.test_digest import ana_and_ben

pytestmark = pytest.mark.in_turn

MINUTE = timedelta(minutes=1)
TWO = THREE - timedelta(hours=1)
"""14 o'clock in Berlin, Tuesday."""


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def test_it_is_the_one_message_and_has_the_questions_with_follow_ups(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana, keeps_names=True, candidate="Bo")
    told(office, TWO - 10 * MINUTE)
    before = len(ana.dm())
    move(office, interview, TWO)
    assert len(ana.dm()) == before + 1
    reading = lines(ana, "Priya Nair changed it")
    assert reading[0] == f"Moved: now today 14:00–14:45 (was 15:00) · Bo · {ROLE} · Berlin time"
    assert reading[2] == "You ask"
    assert reading[3].startswith("1. ")
    assert reading[4].startswith("• ")
    assert reading[-2:] == [
        f"Priya Nair changed it at 13:50. {CALENDAR}",
        "[What to listen for]  [I can't make it]  [⋯ Why this message · Pause · Settings]",
    ]
    message = mail(ana, "Priya Nair changed it")
    assert said(message).startswith(f"Moved: your interview for {ROLE} is now today, 14:00–14:45 Berlin time.")
    assert "Bo" not in said(message)[:BEFORE_NAMES]
    until(lambda: set(numbers(office, message).values()) == {1, 2, 3, 4, 5, 6})
    edit(office, interview, Links("Room 4"), note="captions on.")
    told(office, TWO)
    assert [state for state, _ in states(office, Kind.REMINDER)] == ["superseded"], "the old start's"
    assert "Please: captions on." in mail(ana, "Priya Nair changed it").reading()


def test_who_was_reminded_of_the_old_start_has_the_plan_for_the_new_one(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    told(office, THREE - 15 * MINUTE)
    assert len(came(ana, "In 15 minutes: M.K.")) == 1
    office.clock.forward(minutes=5)
    move(office, interview, THREE + 2 * MINUTE)
    assert "You ask\n1. " in mail(ana, "Priya Nair changed it at 14:50.").reading()
    told(office, THREE)
    assert len(came(ana, "You ask\n1. ")) == 2, "the reminder of the old start, and this"


def test_what_changes_after_it_is_said_in_it_too(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    told(office, TWO - 10 * MINUTE)
    move(office, interview, TWO)
    move(office, interview, THREE)
    assert len(came(ana, f"Moved: now today 15:00–15:45 (was 14:00) · M.K. · {ROLE} · Berlin time\n")) == 1
    assert "is now today 15:00–15:45 Berlin time. It was 14:00." in lines(ana, "Moved: M.K., ")[0]
    told(office, THREE - 15 * MINUTE)
    assert len(came(ana, "In 15 minutes: M.K.")) == 1, "and a reminder comes of the start as it is"
    cancel(office, interview)
    assert len(came(ana, "Cancelled: Tue 24 Nov, 14:00–14:45")) == 1


def test_of_several_it_is_told_by_itself_and_the_others_after_it(office: Office, ana: Person) -> None:
    """A process that was busy: both wait when it comes to them."""
    near = in_the_morning(office, ana)
    far = booked(office, [ana], THREE + timedelta(hours=3), candidate="Jane Smith", by=ana)
    told(office, TWO - 10 * MINUTE)
    with office.db.begin() as session:
        for each, start in ((far, THREE + timedelta(hours=4)), (near, TWO)):
            arranging.move(session, office.acme.id, each.id, start, 45, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)
    assert "J.S." not in mail(ana, "Priya Nair changed it at 13:50.").reading()
    told(office, office.clock() + QUIET)
    assert "is now today 19:00–19:45 Berlin time. It was 18:00." in lines(ana, "Moved: J.S., ")[0]
    assert states(office, Kind.CORRECTION) == [("sent", None)] * 2


def test_reminders_off_it_is_short(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    chose(office, ana, reminder_minutes=0)
    told(office, TWO - 10 * MINUTE)
    move(office, interview, TWO)
    settled(office)
    assert "is now today 14:00–14:45 Berlin time. It was 15:00." in lines(ana, "Moved: M.K., ")[0]
    assert "You ask" not in mail(ana, "Moved: M.K., ").reading()
