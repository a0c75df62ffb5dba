"""Whoever is put into an interview while another message of theirs hangs is told of it once."""

import pytest

from prep.messages import Kind
from sandbox.client import Person
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import came, flies, settled
from tests.slackapp.mail import at, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_booked_late import HOUR, TWO, chose, welcomed
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def test_booked_while_a_message_hangs_it_is_told_once(office: Office, ana: Person) -> None:
    booked(office, [ana], MONDAY + 5 * HOUR, candidate="Mo Khan")
    office.desk.fault("chat.postMessage", "slow", times=1, seconds=6)
    at(office, MONDAY + TWO)
    flies(office, Kind.ADDED)
    booked(office, [ana], MONDAY + 6 * HOUR, candidate="Jane Smith")
    at(office, MONDAY + 2 * TWO)
    settled(office)
    until(lambda: len(came(ana, "added you")) == 2)
    [one, two] = sorted((each.reading() for each in came(ana, "added you")), key=lambda each: "J.S." in each)
    assert "M.K." in one
    assert "J.S." not in one
    assert "M.K." not in two


def test_what_a_morning_message_tells_that_hangs_is_not_told_besides(office: Office, ana: Person) -> None:
    welcomed(office, ana)
    chose(office, ana, muted=[Kind.ADDED])
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    office.desk.fault("chat.postMessage", "slow", times=2, seconds=6)  # whoever arranged it has one, too
    at(office, MORNING)
    flies(office, Kind.DIGEST)
    chose(office, ana)  # nobody knows yet that she was told
    at(office, MORNING + TWO)
    settled(office)
    until(lambda: came(ana, "1 interview"))
    assert not came(ana, "added you")
    assert ("skipped", "there was nothing left to tell") in states(office, Kind.ADDED)


def test_what_a_morning_message_will_tell_that_hangs_before_it_says_anything_is_not_told_besides(
    office: Office, ana: Person
) -> None:
    welcomed(office, ana)
    chose(office, ana, muted=[Kind.ADDED])
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    office.desk.fault("conversations.open", "slow", times=2, seconds=6)  # whoever arranged it has one, too
    at(office, MORNING)
    until(lambda: states(office, Kind.DIGEST)[0][0] == "sending")
    chose(office, ana)
    at(office, MORNING + TWO)
    settled(office)
    until(lambda: came(ana, "1 interview"))
    assert not came(ana, "added you")
    assert ("skipped", "your morning message tells it") in states(office, Kind.ADDED)
