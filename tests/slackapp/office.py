"""A workspace with the whole app at work in it: what most tests of the app begin with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from threading import Event
from time import monotonic
from typing import Any

from sqlalchemy import bindparam, select

from sandbox import Desk, Sandbox
from sandbox.client import Installation, Message, Person, Workspace
from slackapp import manifest
from slackapp.assembly import Assembled, assemble
from slackapp.entry.run import running
from slackapp.entry.seats import Seats
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.settings import Settings
from storage.database import Database
from storage.deliveries import State
from storage.pacing import LONGEST_BETWEEN
from storage.tables import Delivery
from tests import bank
from tests.filled import with_bank
from tests.slackapp.clocks import MONDAY, Clock, Machine, Usual

PATIENCE = 15.0
"""Seconds that a test waits for what ought to come."""
_FOR_A_SEAT = 8.0
"""Nobody is told to try again because the machine is busy with other tests."""
_LEFT = select(Delivery.state).where(
    (Delivery.state == State.SENDING) | (Delivery.state == State.PLANNED) & (Delivery.due_at <= bindparam("now"))
)


def until(true: Callable[[], object], seconds: float = PATIENCE, *, at_least_every: float = 0.08) -> None:
    """Waits for what happens behind an answer, and asks after it less and less often, for whatever it asks others do
    meanwhile. Raises where it does not come."""
    end = monotonic() + seconds
    pause = 0.005
    while not true():
        if monotonic() > end:
            raise TimeoutError("it did not become so")
        Event().wait(pause)
        pause = min(2 * pause, at_least_every)


@dataclass
class Office:
    """A workspace (`acme`), a member of it (`priya`), and the app that is installed there and running."""

    desk: Desk
    acme: Workspace
    installation: Installation
    assembled: Assembled
    clock: Clock
    machine: Machine
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
        until(self.sent)

    def sent(self) -> bool:
        """Whether nothing is due, and nothing on its way. If it only waits for its turn, it waits less from here on."""
        with self.db.read() as session:
            left = set(session.scalars(_LEFT, {"now": self.clock()}))
        if left == {State.PLANNED}:
            self.machine.skip(LONGEST_BETWEEN)
            self.assembled.metronome.nudge()
        return not left


class _Hurried(Courier):
    """Knows that the metronome waits by another clock."""

    def __init__(self, sender: Sender, machine: Machine) -> None:
        super().__init__(sender, steady=machine.steady)
        self._machine = machine

    def round(self) -> timedelta | None:
        with self._machine.still:
            pause = super().round()
        return pause and pause / self._machine.times


@cache
def _shipped() -> dict[str, Any]:
    return manifest.written()


def app_manifest(*, socket: bool) -> dict[str, Any]:
    """The manifest as it is shipped. The sandbox learns where to post from `request_url`, not from it."""
    written = deepcopy(_shipped())
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
    machine: Machine | None = None,
    filled: bool = True,
    **more: Any,
) -> Iterator[Office]:
    """The app, assembled as `run` does it, over one of Slack's transports; closed again afterwards. Unless it is
    `filled`, the app fills the bank itself, with all that is shipped."""
    machine = machine or Usual()
    acme = slack.desk.workspace(name, zone="Europe/Berlin")
    if filled:
        with_bank(database_url, acme.id, name, bank.roles(), MONDAY)
    installation = acme.install(app_manifest(socket=socket))
    given = settings(slack, installation, database_url, socket=socket, **more)
    clock = Clock()
    assembled = assemble(given, now=clock, clock=machine, courier=partial(_Hurried, machine=machine))
    clock.after = assembled.metronome.nudge
    with running(given, assembled, Seats(patience=_FOR_A_SEAT)) as reached:
        if socket:
            slack.desk.sockets(installation, at_least=1)
        else:
            installation.request_url = reached.slack
        priya = acme.person("Priya Nair", "Asia/Kolkata")
        yield Office(slack.desk, acme, installation, assembled, clock, machine, priya)


Opened = Callable[..., Office]
