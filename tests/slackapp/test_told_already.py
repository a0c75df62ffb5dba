"""A reminder that another message has told already comes no second time, and “why” says where it was."""

from datetime import timedelta

import pytest

from prep.interviews import Links
from prep.messages import Kind, TakenOver
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.corrected import came, edit, move, told
from tests.slackapp.mail import all_told, mail, settled, states
from tests.slackapp.office import Office
from tests.slackapp.test_digest import MORNING, ana_and_ben

pytestmark = pytest.mark.in_turn

SOON = MORNING + timedelta(minutes=45)
PLAN = "Keep five minutes at either end"


def test_what_stood_in_the_morning_message_comes_no_second_time_after_a_change(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], SOON)
    all_told(office, ana)
    told(office, MORNING)
    assert PLAN in mail(ana, "Tuesday 24 November").reading()
    settled(office, Kind.REMINDER, State.SUPERSEDED)
    office.clock.forward(minutes=5)
    edit(office, interview, Links(), note="captions on.")
    assert states(office, Kind.REMINDER) == [(State.SUPERSEDED, TakenOver.DIGEST)]
    told(office, SOON - timedelta(minutes=14))
    assert len(came(ana, PLAN)) == 1
    why = office.ask("why", by=ana).text
    assert "A reminder before an interview, today at 09:00, Berlin time: it stood in your morning message." in why


def test_at_another_start_it_comes_as_ever(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], SOON)
    all_told(office, ana)
    told(office, MORNING)
    office.clock.forward(minutes=5)
    move(office, interview, SOON + timedelta(hours=3))
    told(office, SOON + timedelta(hours=3, minutes=-15))
    mail(ana, "In 15 minutes")


def test_what_came_when_they_were_added_does_not_either(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    office.clock.at = MORNING + timedelta(hours=1)
    start = office.clock() + timedelta(minutes=50)
    interview = booked(office, [ana], start)
    told(office, office.clock() + timedelta(minutes=2))
    assert PLAN in mail(ana, "added you").reading()
    settled(office, Kind.REMINDER, State.SUPERSEDED)
    edit(office, interview, Links(), note="captions on.")
    told(office, start - timedelta(minutes=10))
    assert len(came(ana, PLAN)) == 1
    assert "its questions came when you were added." in office.ask("why", by=ana).text
