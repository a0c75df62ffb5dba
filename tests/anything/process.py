"""The app as a process that a test kills where it likes: what it sends, it sends on the caller's thread."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from slackapp.assembly import Assembled, assemble
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import LEASE, Sender
from slackapp.jobs.replanning import replan
from slackapp.pool import Job
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import State
from storage.tables import Delivery
from tests.anything.company import Company
from tests.chaos.places import Watched
from tests.slackapp.clocks import Clock, MachineClock

_SHORTEST = 1.0
_MOST_ROUNDS = 500


class Killed(BaseException):
    """The process is no more. No part of it can catch this, as nothing can catch SIGKILL."""


class Mortal(Watched):
    """Sends as the product does, until it comes to the place where it is to die."""

    dies_at: str | None

    def __init__(self, sender: Sender) -> None:
        super().__init__(sender, None)
        object.__setattr__(self, "dies_at", None)

    def _pass(self, place: str) -> None:
        if place == self.dies_at:
            raise Killed(place)


class Hand(Courier):
    """Delivers on the thread that asks for a round: what happens is the same each time."""

    def _hand_over(self, claimed: Claimed, job: Job) -> bool:
        del claimed
        job()
        return True


@dataclass
class Process:
    """The app on the company's database. `now` is the product's clock, `machine` that of leases and pacing."""

    company: Company
    now: Clock
    machine: MachineClock
    assembled: Assembled = field(init=False)
    _courier: Courier = field(init=False)
    _sender: Mortal = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    @property
    def db(self) -> Database:
        """What the app remembers; it is there also when the process is not."""
        return self.assembled.db

    def dies(self, place: str | None) -> None:
        """It dies when it next comes to this place between the steps of sending."""
        object.__setattr__(self._sender, "dies_at", place)

    def again(self) -> None:
        """It is started anew, a lease after it died."""
        self.close()
        self.machine.forward(LEASE.total_seconds() + 1)
        self._start()
        replan(self.db, self.now, self.company.acme.id)

    def close(self) -> None:
        """Gives back what it held."""
        self._courier.stop(1)
        self.assembled.after.close(1)
        self.assembled.close()

    def deliver(self) -> None:
        """Sends all that is due, at Slack's pace. Raises `Killed` where it is to die."""
        for _ in range(_MOST_ROUNDS):
            pause = self._courier.round()
            if pause is None and not self._waits():
                return
            wait = pause or (timedelta() if self._is_due() else LEASE)
            self.machine.forward(max(wait.total_seconds(), _SHORTEST))
        raise AssertionError(f"there is always more to send: {self._waits()}")

    def next_due(self, until: datetime) -> datetime | None:
        """When a tick next finds something due, up to `until`."""
        with self.db.read() as session:
            found = select(Delivery.due_at).where(Delivery.state == State.PLANNED, Delivery.due_at <= until)
            return session.scalar(found.order_by(Delivery.due_at).limit(1))

    def _start(self) -> None:
        def courier(sender: Sender) -> Courier:
            self._sender = Mortal(sender)
            self._courier = Hand(self._sender, steady=self.machine.steady)
            return self._courier

        self.assembled = assemble(self.company.settings, now=self.now, clock=self.machine, courier=courier)

    def _is_due(self) -> bool:
        return self.next_due(self.now()) is not None

    def _waits(self) -> list[tuple[str, str, str | None]]:
        with self.db.read() as session:
            rows = session.execute(
                select(Delivery.kind, Delivery.state, Delivery.reason).where(
                    (Delivery.state == State.SENDING)
                    | ((Delivery.state == State.PLANNED) & (Delivery.due_at <= self.now()))
                )
            )
            return [(str(row[0]), str(row[1]), row[2]) for row in rows]
