"""What is typed into the messages with the app: one kind answer a day, and nothing of it kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from sandbox.client import Message, Person
from storage.tables import Base
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

SECRET = "J.S. seemed nervous about the salary"


def answers(office: Office, person: Person | None = None) -> list[Message]:
    """What the app said in the person's messages."""
    person = person or office.priya
    return [each for each in person.dm() if each.user == office.installation.bot_user_id]


def says(office: Office, typed: str = SECRET, person: Person | None = None) -> None:
    """Types it, and waits until the app has heard it."""
    (person or office.priya).say(None, typed)
    assert office.desk.settled()


def event(office: Office, **more: Any) -> dict[str, Any]:
    """A message event of Priya's."""
    channel = office.priya.dm_channel().id
    return {
        "type": "message",
        "channel": channel,
        "channel_type": "im",
        "user": office.priya.id,
        "text": SECRET,
        "ts": "1.1",
        "event_ts": "1.1",
    } | more


def test_it_is_answered_with_buttons(office: Office) -> None:
    says(office)
    until(lambda: answers(office))
    [answer] = answers(office)
    assert "I don't read or keep what is typed here" in answer.text
    assert "/interview" in answer.text
    assert "Questions for a role" in [each.label for each in answer.elements()]
    office.priya.press(answer, "find.help")
    office.priya.wait_message(office.priya.dm_channel(), containing="What I can do")


def test_it_is_answered_once_a_day_by_the_clock_where_they_are(office: Office) -> None:
    office.clock.at = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 23:30 in Kolkata
    says(office)
    until(lambda: len(answers(office)) == 1)
    says(office, "hello?")
    office.clock.forward(minutes=20)
    says(office)
    assert len(answers(office)) == 1
    office.clock.forward(minutes=10)
    says(office)
    until(lambda: len(answers(office)) == 2)


def test_nothing_of_it_is_kept_or_logged(office: Office) -> None:
    with structlog.testing.capture_logs() as log:
        says(office)
        until(lambda: answers(office))
    assert SECRET not in str(log)
    with office.db.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(text(f"SELECT * FROM {table.name}")):  # noqa: S608 - our own tables
                assert SECRET not in str(row)


def test_an_event_that_slack_repeats_is_answered_once(office: Office) -> None:
    receipts = office.acme.emit(office.installation, event(office), event_id="Ev1", times=3)
    assert all(each.ok for each in receipts)
    until(lambda: answers(office))
    office.clock.forward(days=1)  # the next day it would be answered again, were it a new one
    [late] = office.acme.emit(office.installation, event(office), event_id="Ev1")
    assert late.ok
    assert len(answers(office)) == 1


@pytest.mark.parametrize(
    "unlike",
    [
        {"subtype": "message_changed", "message": {"text": SECRET}, "user": None},
        {"subtype": "message_deleted", "user": None},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B1"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
        {"subtype": "a_kind_that_comes_next_year"},
    ],
)
def test_what_nobody_typed_to_the_app_is_passed_over(office: Office, unlike: dict[str, Any]) -> None:
    given = {key: value for key, value in event(office, **unlike).items() if value is not None}
    [receipt] = office.acme.emit(office.installation, given)
    assert receipt.ok
    assert receipt.status == 200
    assert office.desk.calls("users.info") == []
    assert answers(office) == []


def test_the_app_does_not_answer_itself(office: Office) -> None:
    office.priya.press(office.ask("trust-safety"), "set.send")
    office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
    assert office.desk.settled()
    assert len([each for each in answers(office) if not each.ephemeral]) == 1


@pytest.mark.parametrize(("kind", "sentence"), [("guest", "as a guest"), ("external", "people of this company")])
def test_guests_and_people_of_other_companies_are_told_why(office: Office, kind: Any, sentence: str) -> None:
    person = office.acme.person("Gus", "Europe/Berlin", kind=kind)
    says(office, person=person)
    until(lambda: answers(office, person))
    assert sentence in answers(office, person)[0].text


def test_an_event_that_nobody_knows_is_passed_over(office: Office) -> None:
    [receipt] = office.acme.emit(office.installation, {"type": "pin_added", "user": office.priya.id})
    assert receipt.status == 200
