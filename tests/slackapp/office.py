"""A workspace with the whole app at work in it: what most tests of the app begin with."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from time import monotonic
from typing import Any

from sqlalchemy.orm import Session

from prep.bank import StarterRole
from sandbox import Desk, Sandbox
from sandbox.client import Installation, Message, Person, Workspace
from slackapp import manifest
from slackapp.assembly import Assembled, assemble
from slackapp.entry.run import running
from slackapp.entry.seats import Seats
from slackapp.jobs.courier import Courier
from slackapp.settings import Settings
from storage import workspaces
from storage.clocks import database_time
from storage.database import Database
from storage.deliveries import State
from storage.filling import fill, shipped_digest
from storage.tables import Delivery
from tests import bank

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PATIENCE = 15.0
"""Seconds that a test waits for what ought to come."""
_FOR_A_SEAT = 8.0
"""Nobody is told to try again because the machine is busy with other tests."""


def until(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Waits for what happens behind an answer; raises where it does not come, with what there is instead."""
    end = monotonic() + seconds
    while not true():
        if monotonic() > end:
            raise TimeoutError("it did not become so")
        Event().wait(0.01)


class Clock:
    """The product's clock, which tests move."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        """Moves on by a `timedelta`'s arguments."""
        self.at += timedelta(**by)


@dataclass
class Office:
    """A workspace (`acme`), a member of it (`priya`), and the app that is installed there and running."""

    desk: Desk
    acme: Workspace
    installation: Installation
    assembled: Assembled
    clock: Clock
    priya: Person
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def db(self) -> Database:
        """What the app remembers."""
        return self.assembled.db

    def ask(self, text: str, by: Person | None = None, **where: Any) -> Message:
        """Types `/interview text`; the answer, which must be one."""
        answer = (by or self.priya).command("/interview", text, **where)
        assert answer.ok, answer.error
        assert answer.message
        return answer.message

    def rest(self) -> None:
        """Waits until nothing is on its way, neither from Slack nor to it, and nothing is due."""
        assert self.desk.settled()
        until(lambda: not self._sends())

    def _sends(self) -> bool:
        due = (Delivery.state == State.PLANNED) & (Delivery.due_at <= self.clock())
        with self.db.read() as session:
            return session.query(Delivery).filter((Delivery.state == State.SENDING) | due).count() > 0


class Hurry:
    """Machine time that passes several times as fast as it does, from when it was made: nobody waits for budgets that
    were used up."""

    TIMES = 5

    def __init__(self) -> None:
        self._since = datetime.now(UTC)

    def __call__(self, session: Session) -> datetime:
        return self._since + self.TIMES * (database_time(session) - self._since)

    def steady(self) -> float:
        """Seconds of it that pass however the clock is put."""
        return self.TIMES * monotonic()


def with_bank(database_url: str, team_id: str, name: str, roles: Sequence[StarterRole], now: datetime) -> None:
    """The workspace has these roles: the app, once it starts, finds a bank there that it need not fill."""
    db = Database(database_url)
    with db.begin() as session:
        workspaces.install(session, team_id, name, "UTC", now)
        fill(session, team_id, roles, now)
        workspaces.keep_starter_digest(session, team_id, shipped_digest())
    db.close()


def app_manifest(*, socket: bool) -> dict[str, Any]:
    """The manifest as it is shipped. The sandbox learns where to post from `request_url`, not from it."""
    written = manifest.written()
    written["settings"]["socket_mode_enabled"] = socket
    return written


def settings(slack: Sandbox, app: Installation, database_url: str, *, socket: bool, **more: Any) -> Settings:
    """What `run` would read from the environment."""
    given: dict[str, Any] = {
        "slack_bot_token": app.bot_token,
        "slack_api_url": slack.api_url,
        "database_url": database_url,
        "port": 0,
        "slack_app_token" if socket else "slack_signing_secret": app.app_token if socket else app.signing_secret,
    }
    return Settings(**given | more)


@contextmanager
def open_office(
    slack: Sandbox,
    database_url: str,
    *,
    socket: bool = False,
    name: str = "Acme",
    machine: Callable[[Session], datetime] = database_time,
    steady: Callable[[], float] = monotonic,
    filled: bool = True,
    **more: Any,
) -> Iterator[Office]:
    """The app, assembled as `run` does it, over one of Slack's transports; closed again afterwards. `machine` tells
    machine time, and `steady` seconds that pass however that is put. Unless it is `filled`, the app fills the bank
    itself, with all that is shipped."""
    acme = slack.desk.workspace(name, zone="Europe/Berlin")
    if filled:
        with_bank(database_url, acme.id, name, bank.roles(), MONDAY)
    installation = acme.install(app_manifest(socket=socket))
    given = settings(slack, installation, database_url, socket=socket, **more)
    clock = Clock()
    assembled = assemble(given, now=clock, clock=machine, courier=partial(Courier, steady=steady))
    with running(given, assembled, Seats(patience=_FOR_A_SEAT)) as reached:
        if socket:
            slack.desk.sockets(installation, at_least=1)
        else:
            installation.request_url = reached.slack
        yield Office(slack.desk, acme, installation, assembled, clock, acme.person("Priya Nair", "Asia/Kolkata"))


Opened = Callable[..., Office]
