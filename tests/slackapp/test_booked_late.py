"""Whoever is put into an interview is told of it, however late it was booked and whatever they chose."""

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest

from prep.messages import Kind, Withdrawn
from sandbox.client import Person
from slackapp.views.more_menu import MOST_INTERVIEWS
from storage import agenda, preferences
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import came, lines, move, restaff, settled, told
from tests.slackapp.mail import all_told, mail, states
from tests.slackapp.office import Office
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TWO, TEN = 2 * MINUTE, 10 * MINUTE


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def chose(
    office: Office,
    who: Person,
    *,
    muted: Sequence[Kind] = (),
    at_time: time = time(8, 30),
    reminder_minutes: int = 15,
    paused_until: date | None = None,
) -> None:
    """They choose so in their settings."""
    with office.db.begin() as session:
        preferences.keep(
            session,
            office.acme.id,
            who.id,
            at=at_time,
            days=[1, 2, 3, 4, 5],
            reminder_minutes=reminder_minutes,
            muted=muted,
        )
        preferences.pause(session, office.acme.id, who.id, paused_until)
        agenda.member_changed(session, office.acme.id, who.id, office.clock())
    office.assembled.metronome.nudge()


def welcomed(office: Office, who: Person) -> None:
    """They were told of an interview in a month, and welcomed."""
    booked(office, [who], MONDAY + 30 * DAY)
    all_told(office, who)


def test_who_wants_no_word_of_it_is_told_where_nothing_else_tells_it(office: Office, ana: Person) -> None:
    welcomed(office, ana)
    chose(office, ana, muted=[Kind.ADDED], reminder_minutes=0)
    booked(office, [ana], MONDAY + 5 * HOUR, candidate="Mo Khan")
    told(office, MONDAY + TWO)
    assert "In 4 hours 58 minutes: M.K." in mail(ana, "added you").reading()
    booked(office, [ana], TEN_THIRTY, candidate="Jane Smith")
    told(office, MONDAY + HOUR)
    assert len(came(ana, "added you")) == 1, "that one is told by the morning message"


def test_what_begins_within_two_minutes_or_has_begun_is_told_at_once(office: Office, ana: Person) -> None:
    welcomed(office, ana)
    booked(office, [ana], MONDAY + TWO, candidate="Mo Khan")
    office.assembled.metronome.nudge()
    settled(office)
    assert "In 2 minutes: M.K." in mail(ana, "added you").reading()
    booked(office, [ana], MONDAY - TEN, candidate="Jane Smith")
    office.assembled.metronome.nudge()
    settled(office)
    assert "10 minutes ago: J.S." in mail(ana, "10 minutes ago").reading()


def test_booked_for_next_week_and_moved_to_today_is_told_in_time(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], MONDAY + 7 * DAY, candidate="Mo Khan")
    office.clock.forward(minutes=1)
    move(office, interview, MONDAY + 9 * MINUTE)
    told(office, MONDAY + 3 * MINUTE)
    assert "In 6 minutes: M.K." in mail(ana, "added you").reading()


def test_left_to_the_morning_message_which_is_then_switched_off(office: Office, ana: Person) -> None:
    office.clock.at = MORNING - 30 * MINUTE
    welcomed(office, ana)
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    told(office, MORNING - 20 * MINUTE)
    assert states(office, Kind.ADDED) == [("skipped", "your morning message tells it")]
    chose(office, ana, muted=[Kind.DIGEST])
    told(office, MORNING - 18 * MINUTE)
    assert "Tue 24 Nov, 10:30–11:15 · M.K." in mail(ana, "added you").reading()


def test_left_to_the_morning_message_which_is_then_put_off(office: Office, ana: Person) -> None:
    office.clock.at = MORNING - 30 * MINUTE
    welcomed(office, ana)
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    told(office, MORNING - 20 * MINUTE)
    chose(office, ana, at_time=time(17))
    told(office, MORNING - 18 * MINUTE)
    assert "Tue 24 Nov, 10:30–11:15 · M.K." in mail(ana, "added you").reading()


def test_paused_it_is_told_a_day_before_it_starts(office: Office, ana: Person) -> None:
    welcomed(office, ana)
    chose(office, ana, paused_until=(MONDAY + 7 * DAY).date())
    interview = booked(office, [ana], MONDAY + 3 * DAY, candidate="Mo Khan")
    told(office, MONDAY + DAY)
    assert came(ana, "added you") == []
    told(office, interview.starts_at - DAY)
    assert "In 24 hours: M.K." in mail(ana, "added you").reading(), "neither of the others will bring the questions"


def test_a_pause_that_begins_holds_back_what_waits_until_it_is_over(office: Office, ana: Person) -> None:
    welcomed(office, ana)
    booked(office, [ana], MONDAY + 9 * DAY, candidate="Mo Khan")
    chose(office, ana, paused_until=(MONDAY + 2 * DAY).date())
    told(office, MONDAY + TEN)
    assert states(office, Kind.ADDED)[0] == ("skipped", Withdrawn.PAUSED)
    told(office, MORNING + DAY)
    assert "Wed 2 Dec, 10:00–10:45 · M.K." in mail(ana, "added you").reading()


def test_somebody_who_goes_on_adding_keeps_nobody_waiting_for_more_than_half_an_hour(
    office: Office, ana: Person
) -> None:
    for number in range(5):
        booked(office, [ana], TEN_THIRTY + number * DAY, candidate=f"Mo{number} Khan", position=number % 3 + 1)
        told(office, office.clock() + 7 * MINUTE)
    assert "added you to 5 interviews" in lines(ana, "added you")[0]
    assert office.clock() == MONDAY + 35 * MINUTE


def test_more_than_one_message_holds_is_told_in_the_next(office: Office, ana: Person) -> None:
    for number in range(MOST_INTERVIEWS + 1):
        booked(office, [ana], TEN_THIRTY + (number + 1) * DAY, candidate="Mo Khan")
    told(office, MONDAY + TEN)
    assert f"added you to {MOST_INTERVIEWS} interviews" in lines(ana, "added you")[0]
    told(office, office.clock() + TEN)
    assert "added you to an interview" in lines(ana, "added you to an")[0]
    assert [state for state, _ in states(office, Kind.ADDED)] == ["sent", "sent"]


def test_put_on_by_a_change_of_people_it_is_told_too(office: Office, ana: Person) -> None:
    _, ben = ana_and_ben(office)
    interview = booked(office, [ben], MONDAY + HOUR, candidate="Mo Khan")
    told(office, MONDAY + TWO)
    restaff(office, interview, ben, ana)
    told(office, office.clock() + TWO)
    assert "In 56 minutes: M.K." in mail(ana, "added you").reading()
