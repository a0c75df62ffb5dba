"""What the app has sent, and making time pass until it does."""

import html
from datetime import datetime

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import agenda, interviews, members, postings, told
from storage.tables import Delivery
from tests.slackapp.office import PATIENCE, Office, until

BEFORE_NAMES = 80
"""Characters of a message's text that a notification shows."""
MOST = 3500


def at(office: Office, moment: datetime) -> None:
    """It is that moment, and whatever is due goes out."""
    office.clock.at = moment


def mail(person: Person, containing: str, count: int = 1) -> Message:
    """The latest message to the person from the app that reads `containing`, once there are so many of them."""
    return person.wait_message(person.dm_channel(), containing=containing, count=count, timeout=PATIENCE)


def said(message: Message) -> str:
    """Its `text` as it is heard."""
    return html.unescape(message.text)


def states(office: Office, kind: Kind) -> list[tuple[str, str | None]]:
    """State and reason of every delivery of that kind, by when it is or was due."""
    with office.db.read() as session:
        rows = session.query(Delivery).filter_by(team_id=office.acme.id, kind=kind).order_by(Delivery.due_at)
        return [(row.state, row.reason) for row in rows]


def numbers(office: Office, message: Message) -> dict[str, int | None]:
    """The questions that the app remembers of a message, with their numbers; empty until it has settled it."""
    with office.db.read() as session:
        posted = postings.find(session, office.acme.id, message.channel, message.ts)
        return dict(posted.numbers) if posted else {}


def settled(office: Office, kind: Kind, *wanted: str) -> None:
    """Waits until the deliveries of a kind are in these states, in the order in which they are due."""
    until(lambda: [state for state, _ in states(office, kind)] == list(wanted))


def all_told(office: Office, person: Person) -> None:
    """The person was told of all their interviews before, and welcomed: only what comes later is of interest."""
    team_id, now = office.acme.id, office.clock()
    with office.db.begin() as session:
        ahead = interviews.of_member(session, team_id, person.id, now, agenda.horizon(now))
        for each in ahead:
            told.know(session, team_id, each, person.id, now)
        members.welcome(session, team_id, person.id, now)
