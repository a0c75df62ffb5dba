"""After a process was asleep for a day nothing is sent, and nothing is drawn anew, about what is over by then."""

from datetime import timedelta

import pytest

from prep.handing_over import Said
from prep.messages import Kind, Withdrawn
from sandbox.client import Person
from storage import arrangers, arranging
from storage import handing_over as hand_overs
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.corrected import came, told
from tests.slackapp.mail import at, mail, states
from tests.slackapp.office import Office, until
from tests.slackapp.substitution import room
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

DAY = timedelta(days=1)
OVER = (State.SKIPPED, Withdrawn.OVER)
BEFORE = TEN_THIRTY - timedelta(hours=1)


def test_that_somebody_cannot_come_is_no_news_any_more(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    with office.db.begin() as session:
        after = arranging.decline(session, office.acme.id, interview.id, ben.id, BEFORE)
        assert after
        arrangers.tell_cannot(session, office.acme.id, after, ben.id, Said(), BEFORE)
        office.clock.at = TEN_THIRTY + DAY
    at(office, TEN_THIRTY + DAY)
    until(lambda: states(office, Kind.CANNOT) == [OVER])


@pytest.mark.parametrize("yes", [True, False])
def test_nor_whom_they_asked_and_what_the_answer_was(office: Office, yes: bool) -> None:
    there = room(office)
    team_id = office.acme.id
    with office.db.begin() as session:
        office.clock.at = TEN_THIRTY + DAY
        asked = hand_overs.ask(session, team_id, there.interview, there.ana.id, there.chloe.id, Said(), BEFORE)
        answer = hand_overs.accept if yes else hand_overs.refuse
        answer(session, team_id, asked, there.interview, BEFORE)
    at(office, office.clock())
    until(lambda: states(office, Kind.ANSWERED) == [OVER])
    office.rest()
    assert [each for each in office.priya.dm() if "Chloé Martin" in each.reading()] == []


def moved_in_sleep(office: Office) -> Person:
    """Ana has had her morning message; then her interview moved by ten minutes, and the next tick is a day later."""
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    told(office, MORNING - timedelta(hours=1))
    told(office, MORNING)
    mail(ana, "Tuesday 24 November: 1 interview")
    with office.db.begin() as session:
        start = TEN_THIRTY + timedelta(minutes=10)
        arranging.move(session, office.acme.id, interview.id, start, 45, office.priya.id, BEFORE)
        office.clock.at = TEN_THIRTY + DAY
    return ana


def test_what_was_sent_about_it_stays_as_it_was(office: Office) -> None:
    ana = moved_in_sleep(office)
    told(office, office.clock())
    assert set(states(office, Kind.EDIT)) >= {OVER}
    assert came(ana, "Moved:") == []


def test_what_its_reader_does_in_it_shows_all_the_same(office: Office) -> None:
    ana = moved_in_sleep(office)
    message = mail(ana, "Tuesday 24 November: 1 interview")
    assert ana.press(message, "digest.read").ok
    assert mail(ana, "[✅ Read]").ts == message.ts
