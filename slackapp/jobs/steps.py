"""A clock that was put forward or back: noticed beside one that only goes on."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.base import BaseScheduler

_LOOK_EVERY: Final = 1.0
_NOTICED: Final = timedelta(seconds=1)
"""Less is what a busy machine takes to read two clocks, and nobody misses it."""


def system_time() -> datetime:
    """What the scheduler goes by."""
    return datetime.now(UTC)


class Steps:
    """Notices that a clock was put. `steady` tells seconds, and nobody can put it."""

    def __init__(self, steady: Callable[[], float] = monotonic) -> None:
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def by(self, at: datetime) -> timedelta:
        """How far the clock, which says `at` now, was put forward since this was last asked; below zero: back."""
        last, self._last = self._last, (at, self._steady())
        return at - last[0] - timedelta(seconds=self._last[1] - last[1]) if last else timedelta()


class StepWatch:
    """Keeps a scheduler that goes by the time of day in step: when the clock is put back, what it has planned is moved
    back as far. It would wait for as long as the step was otherwise. (When it is put forward, all comes at once.)"""

    def __init__(
        self,
        scheduler: BaseScheduler,
        clock: Callable[[], datetime] = system_time,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._scheduler = scheduler
        self._clock = clock
        self._steps = Steps(steady)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock-watch", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._steps.by(self._clock())
        self._thread.start()

    def stop(self) -> None:
        """Watches no more."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            by = self._steps.by(self._clock())
            if by < -_NOTICED:
                self._move(by)

    def _move(self, by: timedelta) -> None:
        for job in self._scheduler.get_jobs():
            with suppress(JobLookupError):  # it was done meanwhile
                job.modify(next_run_time=job.next_run_time + by)
