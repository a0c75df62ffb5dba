"""Questions that were only promised: what says that the interview comes before they would have been shown has them."""

from datetime import timedelta

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Person
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import QUIET, lines, move, told
from tests.slackapp.mail import mail, numbers, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_correction import THREE
from tests.slackapp.test_digest import MORNING, ana_and_ben

pytestmark = pytest.mark.in_turn

WEEK = timedelta(days=7)
SIX = {1, 2, 3, 4, 5, 6}


def promised(office: Office) -> tuple[Person, Interview]:
    """Ana was added to an interview next Tuesday; this Tuesday at 10:30 her morning message would have come."""
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], THREE + WEEK, candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    assert "Your questions come on" in mail(ana, "added you").reading()
    told(office, MORNING + timedelta(hours=2))
    return ana, interview


def test_moved_into_today_it_has_them_all(office: Office) -> None:
    ana, interview = promised(office)
    move(office, interview, THREE)
    told(office, office.clock() + QUIET)
    reading = lines(ana, "Moved: M.K., ")
    assert "Same questions." not in reading[0]
    assert reading[1] == "You ask:"
    assert [each[:3] for each in reading[2:-1]] == [f"{number}. " for number in sorted(SIX)]
    news = mail(ana, "Moved: M.K., ")
    until(lambda: set(numbers(office, news).values()) == SIX)
    move(office, interview, THREE + timedelta(hours=1))
    told(office, office.clock() + QUIET)
    until(lambda: states(office, Kind.CORRECTION) == [("sent", None)] * 2)
    [again] = [each for each in ana.dm() if "It was 15:00." in each.reading()]
    assert "Same questions." in again.reading()
    assert "You ask:" not in again.reading()


def test_where_a_morning_message_still_comes_it_has_none(office: Office) -> None:
    ana, interview = promised(office)
    move(office, interview, THREE + timedelta(days=1))
    told(office, office.clock() + QUIET)
    reading = lines(ana, "Moved: M.K., ")
    assert "Same questions." in reading[0]
    assert reading[1].startswith("[")
