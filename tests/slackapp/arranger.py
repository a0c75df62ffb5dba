"""Whoever arranged interviews, reading their day message as it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from prep.messages import Kind
from sandbox.client import Message, Person
from storage.tables import Delivery
from tests.slackapp.mail import at, mail
from tests.slackapp.office import Office, until

HERS = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""8:30 in Kolkata, Tuesday: Priya's morning."""
KEPT = "I keep this message up to date, and write anew only when something more needs you."


@dataclass
class Arranger:
    """Somebody who arranges."""

    office: Office
    person: Person

    def day(self, moment: datetime = HERS) -> Message:
        """Their day message, once it is that moment and Slack has it."""
        at(self.office, moment)
        message = mail(self.person, KEPT)
        until(lambda: ("sent", message.ts) in self.deliveries(Kind.DAY))
        return message

    def reads(self, message: Message, *words: str) -> str:
        """The same message, once it has been drawn anew and reads all these words, and the app has nothing left to
        draw; on one line."""
        until(lambda: all(word in self.now(message) for word in words) and self.office.sent())
        return self.now(message)

    def now(self, message: Message) -> str:
        """What the message reads like by now."""
        [same] = [each for each in self.person.dm() if each.ts == message.ts]
        return same.reading()

    def does(self, change: Callable[[Session, str], object]) -> None:
        """Something is changed, as a listener changes it: in a transaction, and then there is something to send."""
        with self.office.db.begin() as session:
            change(session, self.office.acme.id)
        self.office.assembled.metronome.nudge()

    def got(self) -> list[str]:
        """What they have from the app, a message after the other: the first line of each."""
        return [each.reading().split("\n")[0] for each in self.person.dm() if not each.ephemeral]

    def deliveries(self, kind: Kind) -> list[tuple[str, str | None]]:
        """States of the deliveries of a kind to them, and where in Slack they are."""
        with self.office.db.read() as session:
            rows = session.query(Delivery).filter_by(team_id=self.office.acme.id, member_id=self.person.id, kind=kind)
            return [(row.state, row.ts) for row in rows.order_by(Delivery.due_at)]
