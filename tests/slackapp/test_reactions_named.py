"""A morning message that names interviews far ahead: its reactions are about those that it shows in full."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from prep.interviews import Interview
from sandbox.client import Message, Person
from slackapp.jobs.tidying import tidy
from storage import interviews
from storage.tables import Posting, Rating
from tests.slackapp.booking import booked
from tests.slackapp.mail import all_told, at, mail
from tests.slackapp.office import Office, until
from tests.slackapp.rating import after_all, remembered, said

pytestmark = pytest.mark.in_turn

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def morning(office: Office, ana: Person) -> tuple[Message, Interview, Interview]:
    """Ana's morning message, of an interview today and, new, of another in two hundred days."""
    today = booked(office, [ana], MORNING + timedelta(hours=2))
    all_told(office, ana)
    at(office, MORNING - timedelta(minutes=5))
    far = booked(office, [ana], MORNING + timedelta(days=200), candidate="Mo Khan")
    at(office, MORNING)
    message = remembered(office, mail(ana, "Tuesday 24 November"))
    assert "Also new" in message.reading()
    return message, today, far


def read_at(office: Office, *about: Interview) -> Sequence[datetime | None]:
    """When whoever leads has read about each."""
    with office.db.read() as session:
        found = [interviews.find(session, office.acme.id, each.id) for each in about]
        return [each.panel[0].read_at for each in found if each]


def test_that_it_was_read_is_about_what_it_shows(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    message, *both = morning(office, ana)
    ana.react(message, "white_check_mark")
    until(lambda: read_at(office, *both) == [MORNING, None])


def test_what_was_said_at_it_is_cut_off_thirty_days_after_what_it_shows(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    message, today, _ = morning(office, ana)
    ana.react(message, "one")
    after_all(office)
    assert said(office, message) == {(ana.id, 1, "helped")}
    tidy(office.db, lambda: today.starts_at + timedelta(days=30))
    with office.db.read() as session:
        assert [each.source for each in session.scalars(select(Rating))] == ["past/24322"]
        assert (message.channel, message.ts) not in {
            (each.channel_id, each.ts) for each in session.scalars(select(Posting))
        }
