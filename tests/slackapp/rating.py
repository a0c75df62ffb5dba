"""Messages with questions in them, what people say of these, and what the app remembers of it."""

from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.orm import Session

from sandbox.client import Channel, Message, Person
from storage.database import Database
from storage.tables import Question
from tests.slackapp.mail import numbers
from tests.slackapp.office import Office, until
from tests.slackapp.test_share import offered
from tests.storage.recount import assert_counted, words

Heard = set[tuple[str, int | None, str]]
"""Who says what of the question with which number."""


def kept(office: Office, asked: str = "trust-safety 3") -> Message:
    """A set more in Priya's messages with the app, and the app knows it."""
    dm, words_in_it = office.priya.dm_channel(), "asked me to keep"
    before = sum(words_in_it in each.text for each in office.priya.messages(dm))
    office.priya.press(office.ask(asked), "set.send")
    return remembered(office, office.priya.wait_message(dm, containing=words_in_it, count=before + 1))


def shared(office: Office, room: Channel) -> Message:
    """A set of three that Priya shared in a channel which the app is in, and the app knows it."""
    room.add(office.installation)
    _, view = offered(office, room)
    office.priya.submit(view, {})
    return remembered(office, office.priya.wait_message(room, containing="Shared by"))


def remembered(office: Office, message: Message) -> Message:
    """The same, once the app has settled it."""
    until(lambda: numbers(office, message))
    return message


def now(person: Person, message: Message) -> Message:
    """The message as it stands."""
    return next(each for each in person.messages(message.channel) if each.ts == message.ts)


def noted(person: Person, message: Message, line: str) -> None:
    """Waits until the message says so at its end, to the eye and to the ear."""
    until(lambda: now(person, message).text.endswith(f"\n{line}"))
    assert line in now(person, message).reading()


def said(office: Office, message: Message) -> Heard:
    """What stands of what was said of the message's questions, anywhere; all counters are a recount."""
    asked = numbers(office, message)
    with _at_one_moment(office.db) as session:
        assert_counted(session, office.acme.id)
        return {
            (each.rater, asked[each.question_id], each.judgement.value)
            for each in words(session, office.acme.id)
            if each.question_id in asked
        }


def _at_one_moment(db: Database) -> AbstractContextManager[Session]:
    """A session that sees what was committed by one moment, whatever comes while it reads."""
    return db.read() if db.sqlite else Session(db.engine.execution_options(isolation_level="REPEATABLE READ"))


def after_all(office: Office) -> None:
    """Every event was heard."""
    assert office.desk.settled()


def reaction(person: Person, message: Message, emoji: str, seconds: float, *, added: bool = True) -> dict[str, Any]:
    """The event of a reaction, so many seconds after the message."""
    at = f"{float(message.ts) + seconds:.6f}"
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    kind = "reaction_added" if added else "reaction_removed"
    return {"type": kind, "user": person.id, "reaction": emoji, "item": item, "item_user": "U0", "event_ts": at}


def retire(office: Office, message: Message, number: int) -> None:
    """The message's question with this number is no longer in use."""
    asked = {place: question_id for question_id, place in numbers(office, message).items()}
    with office.db.begin() as session:
        session.query(Question).filter_by(team_id=office.acme.id, question_id=asked[number]).update(
            {"status": "retired"}
        )
