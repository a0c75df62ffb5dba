"""The daily chores: candidates past retention are forgotten, people with something ahead are looked up again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Person
from slackapp.after import After
from slackapp.installations import OneInstallation
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.jobs.metronome import Metronome
from slackapp.jobs.refreshing import BETWEEN, Refresh
from slackapp.jobs.retention import BUSY, forget_candidates
from slackapp.metrics import Metrics
from slackapp.people import People
from storage.claims import LONGEST_LEASE
from storage.clocks import database_time
from storage.deliveries import State
from storage.tables import Candidate, Delivery
from tests.slackapp.booking import booked, known
from tests.slackapp.mail import at
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import due


@pytest.fixture
def installed(office: Office) -> OneInstallation:
    """The office's workspace, for a chore of the test's own."""
    url = office.assembled.app.client.base_url
    installation = OneInstallation(office.installation.bot_token, url, welcome=lambda *_: None)
    installation.learn()
    return installation


@pytest.fixture
def refresh(office: Office, installed: OneInstallation) -> Iterator[Refresh]:
    """The chore that looks people up."""
    after = After(Metrics())
    yield Refresh(office.db, People(office.db, installed, after, office.clock), office.clock)
    after.close(1)


def shown(office: Office) -> list[str]:
    """The candidates, as they are shown."""
    with office.db.read() as session:
        return sorted(row.shown_as for row in session.query(Candidate))


def asked_about(office: Office) -> list[str]:
    """Of whom Slack was asked."""
    return [str(each.sent["user"]) for each in office.desk.calls("users.info")]


def lost(office: Office, person: Person, zone: str) -> None:
    """The person moves, and the event never arrives."""
    office.desk.fault("event:user_change", "drop_before", times=None)
    person.update(zone=zone)
    office.desk.settled()


def test_a_candidate_is_forgotten_when_the_retention_is_over(office: Office) -> None:
    booked(office, [office.priya], office.clock() + timedelta(hours=1), candidate="Jane Smith")
    booked(office, [office.priya], office.clock() + timedelta(days=2), candidate="Max Muster")
    at(office, office.clock() + timedelta(days=365, hours=2))
    office.rest()
    assert forget_candidates(office.db, office.clock) is None
    assert shown(office) == ["Erased 1", "M.M."]
    assert forget_candidates(office.db, office.clock) is None
    office.clock.forward(days=2)
    office.rest()
    forget_candidates(office.db, office.clock)
    assert shown(office) == ["Erased 1", "Erased 2"]


def test_whoever_is_being_written_about_is_forgotten_a_little_later(office: Office) -> None:
    interview = booked(office, [office.priya], office.clock() + timedelta(hours=1))
    office.clock.forward(days=366)
    with office.db.begin() as session:
        for row in session.query(Delivery).filter_by(about=interview.id):
            row.state, row.lease_until = State.SENDING, datetime.now(UTC) + LONGEST_LEASE
    assert forget_candidates(office.db, office.clock) == BUSY
    assert shown(office) == ["J.S."]


def test_a_zone_that_no_event_told_of_is_found(office: Office, refresh: Refresh) -> None:
    booked(office, [office.priya], datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    lost(office, office.priya, "Europe/Berlin")
    office.clock.forward(days=1, hours=1)
    assert refresh() is None
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 26, 7, 30, tzinfo=UTC)]


def test_people_are_looked_up_one_a_second_and_once_a_day(office: Office, refresh: Refresh) -> None:
    people = [office.acme.person(f"Ivy {number}", "Europe/Berlin") for number in range(3)]
    booked(office, people, datetime(2026, 12, 11, 9, 0, tzinfo=UTC), by=people[0])
    idle = office.acme.person("Ida Idle", "Europe/Berlin")
    known(office, idle)
    office.desk.clear_record()
    assert refresh() is None
    office.clock.forward(days=1, hours=1)
    assert [refresh(), refresh(), refresh()] == [BETWEEN, BETWEEN, None]
    assert sorted(asked_about(office)) == sorted(each.id for each in people)
    assert refresh() is None
    assert len(asked_about(office)) == 3


def test_slack_asking_for_patience_is_heard_and_the_others_still_come(office: Office, refresh: Refresh) -> None:
    people = [office.acme.person(f"Ivy {number}", "Europe/Berlin") for number in range(2)]
    booked(office, people, datetime(2026, 12, 11, 9, 0, tzinfo=UTC), by=people[0])
    office.clock.forward(days=1, hours=1)
    office.desk.fault("users.info", "rate_limited", times=1, seconds=30)
    assert refresh() == timedelta(seconds=30)
    assert refresh() is None


def test_a_chore_that_wants_to_go_on_is_called_again(office: Office, installed: OneInstallation) -> None:
    calls: list[int] = []

    def chore() -> timedelta | None:
        calls.append(len(calls))
        return timedelta(milliseconds=1) if len(calls) < 3 else None

    sender = Sender(office.db, installed, Metrics(), {}, office.clock, database_time)
    metronome = Metronome(Courier(sender), 60, {"chore": chore})
    metronome.start()
    until(lambda: len(calls) == 3)
    assert metronome.stop(5)
    assert calls == [0, 1, 2]
