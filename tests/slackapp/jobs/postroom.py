"""An office whose machine time stands still until a test moves it, and messages to send from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from prep.messages import Kind
from sandbox.client import Person
from storage import deliveries, members
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.tables import Delivery
from tests.slackapp.booking import known
from tests.slackapp.clocks import MachineClock
from tests.slackapp.office import Office, until

Row = tuple[str, str | None]
"""A delivery's state and reason."""


@dataclass
class Postroom:
    """Where messages are sent from. `machine` is the clock of leases, pacing and back-off."""

    office: Office
    machine: MachineClock

    def people(self, names: Sequence[str]) -> list[Person]:
        """People whom the app knows, with their direct messages open."""
        people = self.office.acme.people(names, "Europe/Berlin")
        known(self.office, *people)
        opened = self.office.acme.open_dms(self.office.installation, people)
        with self.office.db.begin() as session:
            for person, channel in zip(people, opened, strict=True):
                members.keep_dm(session, self.office.acme.id, person.id, channel.id)
        return people

    def plan(self, *people: Person, kind: Kind = Kind.REPLY, about: str | None = None) -> None:
        """A message to each of them, due now: how to speak to the app."""
        content = {"command": "/interview"}
        now = self.office.clock()
        with self.office.db.begin() as session:
            for each in people:
                plan = Plan(kind, new_id(), each.id, None, content, now, about=about)
                deliveries.plan(session, self.office.acme.id, plan, now)

    def tick(self) -> None:
        """Due messages are looked for now."""
        self.office.assembled.metronome.nudge()

    def send(self, *people: Person) -> None:
        """Plans a message to each, and has them sent."""
        self.plan(*people)
        self.tick()

    def later(self, seconds: float) -> None:
        """Machine time passes, then due messages are looked for."""
        self.machine.forward(seconds)
        self.tick()

    def passing(self, true: Callable[[], object], seconds: float = 0.05) -> None:
        """Waits until it is so while machine time passes, so many seconds from look to look."""

        def is_so() -> bool:
            if true():
                return True
            self.later(seconds)
            return False

        until(is_so, at_least_every=0.01)

    def rows(self, person: Person | None = None) -> list[Row]:
        """What became of what was planned to somebody, in order; without a person, of all."""
        found = select(Delivery.state, Delivery.reason).order_by(Delivery.delivery_id)
        if person:
            found = found.where(Delivery.member_id == person.id)
        with self.office.db.read() as session:
            return [(row[0], row[1]) for row in session.execute(found)]

    def becomes(self, person: Person, *rows: Row) -> None:
        """Waits until it has become so."""
        try:
            until(lambda: self.rows(person) == list(rows))
        except TimeoutError:
            raise AssertionError(f"{self.rows(person)}, not {rows}") from None

    def all_sent(self) -> bool:
        """Whether nothing is left to do."""
        return {state for state, _ in self.rows()} == {State.SENT}

    def posted(self, person: Person) -> int:
        """How many messages Slack ever took for them."""
        return sum(each.person == person.id for each in self.office.desk.posted(self.office.acme, texts=False))

    def calls(self, method: str) -> int:
        """How often the app called a method since the record was cleared."""
        return len(self.office.desk.calls(method))

    def called(self, method: str, times: int) -> None:
        """Waits until the app has called it so often."""
        until(lambda: self.calls(method) == times)

    def doubled(self, cause: str) -> float:
        """What `/metrics` says of messages that stand twice."""
        registry = self.office.assembled.metrics.registry
        return registry.get_sample_value("interview_prep_doubled_total", {"cause": cause}) or 0.0
