"""A pause never hides an interview: whoever arranged it is told at once, once, unless they saw it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Person
from storage import agenda, arranging, preferences
from tests.slackapp.booker import Booker
from tests.slackapp.booking import booked, known
from tests.slackapp.mail import BEFORE_NAMES, at, mail, said, states
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import EVERYTHING, admin, opened
from tests.slackapp.test_digest import ana_and_ben

pytestmark = pytest.mark.in_turn

WEDNESDAY = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""10:30 in Berlin."""
DAY = timedelta(days=1)
TITLE = "Ana Costa has paused messages"


def paused(office: Office) -> list[str]:
    """States of what arrangers are told of pauses."""
    return [state for state, _ in states(office, Kind.PAUSED)]


def has_paused(office: Office, person: Person, until: date | None) -> None:
    """They paused before anything else happened."""
    known(office, person)
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, person.id, until)
        agenda.member_changed(session, office.acme.id, person.id, office.clock())


def a_booking(office: Office) -> tuple[Person, Person, Interview]:
    """Ana and Ben have an interview on Wednesday that Priya arranged."""
    ana, ben = ana_and_ben(office)
    return ana, ben, booked(office, [ana, ben], WEDNESDAY)


@pytest.mark.parametrize("how", ["command", "modal", "settings"])
def test_when_the_pause_begins_whoever_arranged_it_is_told_at_once(office: Office, how: str) -> None:
    ana, _, _ = a_booking(office)
    if how == "command":
        assert (
            "whoever arranges them sees or hears that you have paused" in office.ask("pause until friday", by=ana).text
        )
    elif how == "modal":
        ana.command("/interview", "pause")
        ana.submit(ana.wait_modal(containing="Pause until"), {"until": "2026-11-27"})
    else:
        ana.submit(opened(office, ana), EVERYTHING | {"paused_until": "2026-11-27"})
    message = mail(office.priya, TITLE)
    assert message.reading().split("\n") == [
        TITLE,
        "J.S. · Trust & Safety Operations Specialist · "
        "Wednesday 25 November, 3:00 pm–3:45 pm Kolkata time, in 48 hours 30 minutes.",
        "They get none until Friday 27 November, so no morning message tells them of this interview. "
        "Please make sure that they know of it, or find somebody else.",
        "[Change the interview]  [⋯ Why this message · Pause · Settings]",
    ]
    assert "J.S." not in said(message)[:BEFORE_NAMES]
    until(lambda: paused(office) == ["sent"])
    office.priya.choose(message, "message.more", "Why this message")
    office.priya.wait_message(message.channel, containing="It came because somebody's pause hides an interview")


def test_it_is_told_once_an_interview_and_person_and_day(office: Office) -> None:
    ana, ben, _ = a_booking(office)
    office.ask("pause until friday", by=ana)
    mail(office.priya, TITLE)
    office.ask("pause until friday", by=ana)
    office.ask("resume", by=ana)
    office.ask("pause until friday", by=ana)
    office.ask("pause until friday", by=ben)
    mail(office.priya, "Ben Okoro has paused messages")
    until(lambda: paused(office) == ["sent", "sent"])


def test_a_second_pause_until_another_day_is_told_too(office: Office) -> None:
    ana, _, interview = a_booking(office)
    office.ask("pause until thursday", by=ana)
    mail(office.priya, "They get none until Thursday 26 November")
    office.ask("resume", by=ana)
    with office.db.begin() as session:
        later = WEDNESDAY + 3 * DAY
        arranging.move(session, office.acme.id, interview.id, later, 45, office.priya.id, office.clock())
    office.ask("pause until sunday", by=ana)
    mail(office.priya, "They get none until Sunday 29 November")
    until(lambda: paused(office) == ["sent", "sent"])


def test_of_two_pauses_that_wait_to_be_told_the_last_is(office: Office) -> None:
    ana, *_ = a_booking(office)
    office.ask("pause until saturday")
    office.ask("pause until thursday", by=ana)
    office.ask("pause until friday", by=ana)
    assert paused(office) == ["planned", "planned"]
    at(office, WEDNESDAY - DAY)
    mail(office.priya, "They get none until Friday 27 November")
    until(lambda: sorted(paused(office)) == ["sent", "skipped"])


def test_nobody_is_told_of_themselves(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    office.ask("pause until friday")
    assert paused(office) == []


def test_what_the_morning_message_after_the_pause_tells_or_one_before_it_told_is_not_hidden(office: Office) -> None:
    ana, ben, _ = a_booking(office)
    office.ask("pause until wednesday", by=ana)
    at(office, WEDNESDAY - timedelta(hours=2))
    mail(ben, "Wednesday 25 November")
    office.ask("pause until friday", by=ben)
    assert paused(office) == []


def test_whoever_adds_it_saw_it_in_the_check_and_is_not_told(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    has_paused(office, ana, date(2026, 11, 27))
    booker = Booker(office, office.priya)
    view = booker.check({"day": "2026-11-25"}, interviewers=[ana])
    assert "Ana Costa paused my messages until Friday 27 November" in view.reading()
    booker.fill()
    until(lambda: booker.view.title == "Added")
    assert paused(office) == ["superseded"]
    answer = ana.submit(opened(office, ana), EVERYTHING | {"paused_until": "2026-11-27"})
    assert "Saved." in answer.modals[-1].reading()
    assert paused(office) == ["superseded"], "they know it from then on"


def test_a_colleague_who_moves_it_into_the_pause_saw_it_and_whoever_arranged_it_did_not(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], WEDNESDAY + 8 * DAY)
    has_paused(office, ana, date(2026, 11, 27))
    assert paused(office) == []
    mover = admin(office)
    known(office, mover)
    with office.db.begin() as session:
        arranging.move(session, office.acme.id, interview.id, WEDNESDAY, 45, mover.id, office.clock())
    office.assembled.metronome.nudge()
    mail(office.priya, TITLE)


def test_what_no_check_shows_is_told_to_whoever_adds_it(office: Office) -> None:
    """Ana has her messages in the evening: of Friday morning she would hear on Thursday, when she has paused."""
    ana, _ = ana_and_ben(office)
    has_paused(office, ana, date(2026, 11, 27))
    ana.submit(
        opened(office, ana),
        EVERYTHING | {"time": "17:00", "days": ["1", "2", "3", "4", "5"], "paused_until": "2026-11-27"},
    )
    booked(office, [ana], WEDNESDAY + 2 * DAY)
    office.assembled.metronome.nudge()
    mail(office.priya, TITLE)


def test_what_is_not_so_any_more_is_not_told(office: Office) -> None:
    ana, *_ = a_booking(office)
    office.ask("pause until saturday")
    office.ask("pause until friday", by=ana)
    office.ask("resume", by=ana)
    at(office, WEDNESDAY - DAY)
    until(lambda: states(office, Kind.PAUSED) == [("skipped", "they take messages again")])


def test_whoever_has_paused_themselves_hears_a_day_before(office: Office) -> None:
    ana, _, _ = a_booking(office)
    office.ask("pause until saturday")
    office.ask("pause until friday", by=ana)
    assert paused(office) == ["planned"]
    at(office, WEDNESDAY - DAY)
    mail(office.priya, TITLE)
