"""The two clocks of an office: the product's, by which messages are planned, and machine time, of leases and pacing."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Protocol

from sqlalchemy.orm import Session

from storage.clocks import database_time

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """The product's clock, which tests move. Whatever is done `after` that is done at once."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self._at = at
        self.after: Callable[[], object] = lambda: None

    def __call__(self) -> datetime:
        return self._at

    @property
    def at(self) -> datetime:
        """What it shows."""
        return self._at

    @at.setter
    def at(self, moment: datetime) -> None:
        self._at = moment
        self.after()

    def forward(self, **by: float) -> None:
        """Moves on by a `timedelta`'s arguments."""
        self.at += timedelta(**by)


class Machine(Protocol):
    """Machine time."""

    times: float
    """How much faster it passes than it does."""
    still: AbstractContextManager[object]
    """Nobody moves it meanwhile."""

    def __call__(self, session: Session) -> datetime:
        """What it is."""

    def steady(self) -> float:
        """Seconds of it that pass however the clock is put."""

    def skip(self, by: timedelta) -> None:
        """Nothing is on its way, and what is due waits for its turn: so much of that may pass at once."""


class Usual(Machine):
    """As it is."""

    times = 1.0
    still = nullcontext()

    def __call__(self, session: Session) -> datetime:
        return database_time(session)

    def steady(self) -> float:
        """The system's."""
        return monotonic()

    def skip(self, by: timedelta) -> None:
        """It is waited for."""


class Hurry(Machine):
    """Passes several times as fast, from when it was made, and skips what nobody needs to wait for."""

    times = 5.0
    still = nullcontext()

    def __init__(self) -> None:
        self._since = datetime.now(UTC)
        self._skipped = timedelta()

    def __call__(self, session: Session) -> datetime:
        return self._since + self.times * (database_time(session) - self._since) + self._skipped

    def steady(self) -> float:
        """The system's, so much faster."""
        return self.times * monotonic() + self._skipped.total_seconds()

    def skip(self, by: timedelta) -> None:
        """Budgets and pauses fill."""
        self._skipped += by


@dataclass
class MachineClock(Machine):
    """Begins now, because Slack's timestamps are real; then only a test moves it."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    passed: float = 0.0
    times: float = 1.0
    still: AbstractContextManager[object] = field(default_factory=Lock)

    def __call__(self, session: Session | None = None) -> datetime:
        return self.at

    def steady(self) -> float:
        """Seconds that passed, however the clock was put."""
        return self.passed

    def skip(self, by: timedelta) -> None:
        """Not unless a test says so."""

    def forward(self, seconds: float) -> None:
        """Moves on: between two rounds, lest one takes it for somebody who puts the clock."""
        with self.still:
            self.at += timedelta(seconds=seconds)
            self.passed += seconds

    def put(self, **by: float) -> None:
        """Somebody puts it forward, or back, by a `timedelta`'s arguments; no time passes."""
        self.at += timedelta(**by)
