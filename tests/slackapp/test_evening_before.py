"""Who has read their morning message and wants it the evening before from now on misses nothing."""

from datetime import time, timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Person
from tests.slackapp.booking import booked
from tests.slackapp.corrected import came, settled
from tests.slackapp.mail import all_told, at, mail, states
from tests.slackapp.office import Office
from tests.slackapp.test_booked_late import chose
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = MORNING + 8.5 * HOUR
"""17:00 in Berlin, Tuesday."""


@pytest.fixture
def ana(office: Office) -> Person:
    """In Berlin; she had Tuesday's message at 8:30, and then chose 17:00."""
    ana = ana_and_ben(office)[0]
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    booked(office, [ana], TEN_THIRTY + DAY - HOUR, candidate="Bo Lee")
    booked(office, [ana], TEN_THIRTY + DAY + 4 * HOUR, candidate="Jane Smith")
    all_told(office, ana)
    at(office, MORNING)
    mail(ana, "Tuesday 24 November")
    settled(office)
    office.clock.at = MORNING + HOUR
    chose(office, ana, at_time=time(17))
    return ana


def test_that_evening_they_have_what_no_other_message_tells(office: Office, ana: Person) -> None:
    at(office, EVENING)
    settled(office)
    evening = came(ana, "2 interviews")[-1].reading()
    assert "B.L. · Trust & Safety Operations Specialist · also in Tuesday's message" in evening
    assert "J.S. · Trust & Safety Operations Specialist\n" in evening
    at(office, EVENING + DAY)
    settled(office)
    assert [state for state, _ in states(office, Kind.DIGEST)].count("sent") == 2


def test_none_comes_that_evening_when_they_choose_the_morning_again(office: Office, ana: Person) -> None:
    chose(office, ana)
    at(office, EVENING)
    settled(office)
    at(office, MORNING + DAY)
    settled(office)
    assert "J.S." in came(ana, "2 interviews")[-1].reading()
    assert [state for state, _ in states(office, Kind.DIGEST)].count("sent") == 2
