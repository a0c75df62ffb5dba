"""The metronome: APScheduler ticks, and whatever the tables say is due is done. It keeps no schedule of its own."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from slackapp import trouble
from slackapp.jobs.courier import Courier
from slackapp.jobs.steps import StepWatch, system_time
from storage.database import Unavailable

# It says at INFO that every tick ran.
logging.getLogger("apscheduler").setLevel(logging.WARNING)

_SHORTEST: Final = timedelta(milliseconds=50)

Chore = Callable[[], timedelta | None]
"""Something that is done at the start and once a day. When it returns a time, it is called again after it."""
Chores = Mapping[str, Chore]
"""By their names, for the log."""


class _Scheduler(BackgroundScheduler):  # type: ignore[misc]  # it ships no types
    """APScheduler 3.11 says that it is stopped a moment before its thread has put away the job that it just began. The
    thread then looks for that job elsewhere, finds nothing, and would end in a traceback instead of quietly."""

    def remove_job(self, job_id: str, jobstore: Any = None) -> None:
        """As it is, and nothing to complain of once there is nothing more to run."""
        try:
            super().remove_job(job_id, jobstore)
        except JobLookupError:
            if self.running:
                raise


class Metronome:
    """Ticks every `seconds`, at once when nudged, and when the last round said that there will be more to do; also when
    `clock`, the system's, is put back."""

    def __init__(
        self, courier: Courier, seconds: float, chores: Chores, clock: Callable[[], datetime] = system_time
    ) -> None:
        self._courier = courier
        self._seconds = seconds
        self._chores = chores
        self._working = threading.Lock()
        self._in_hand = 0
        self._rested = threading.Condition()
        self._again = False
        self._wakes_at: datetime | None = None
        self._scheduler = _Scheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(4)},
            # A tick that is late is still wanted, and one for all that were missed.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._watch = StepWatch(self._scheduler, clock)

    def start(self) -> None:
        """Begins to tick, the first time now."""
        now = datetime.now(UTC)
        # A tick that finds another one at work goes at once: the limit is only there not to be met.
        self._scheduler.add_job(self._tick, "interval", seconds=self._seconds, next_run_time=now, max_instances=3)
        for name, chore in self._chores.items():
            self._scheduler.add_job(self._do, "interval", [name, chore], days=1, next_run_time=now)
        self._scheduler.start()
        self._watch.start()

    def nudge(self, within: timedelta = _SHORTEST) -> None:
        """Something became due just now: nobody waits for the next tick, and one tick is enough for all that become due
        `within` a moment. Never raises; the tick comes anyway."""
        try:
            self._wake(within)
        except Exception as error:  # noqa: BLE001 - comes after an ack, where nothing may raise
            trouble.record(error, "nudge")

    def soon(self, name: str, chore: Chore, team_id: str) -> None:
        """Does something in a workspace, now, on a thread of its own. Never raises."""
        try:
            self._scheduler.add_job(self._do, args=[name, chore, team_id])
        except Exception as error:  # noqa: BLE001 - comes after an ack, where nothing may raise
            trouble.record(error, name)

    @property
    def running(self) -> bool:
        """Whether it ticks."""
        return bool(self._scheduler.running)

    def stop(self, timeout: float) -> bool:
        """Ticks no more, begins no chore, and waits `timeout` seconds at most for what is in hand. Whether it was
        finished."""
        until = monotonic() + timeout
        self._watch.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        sent = self._courier.stop(timeout)
        claimed = self._working.acquire(timeout=max(0.0, until - monotonic()))  # the round under way is the last
        with self._rested:
            done = self._rested.wait_for(lambda: not self._in_hand, max(0.0, until - monotonic()))
        return sent and claimed and done

    def _tick(self) -> None:
        """One round at a time; whoever comes meanwhile has the one under way go round once more."""
        self._again = True
        while self._again and self._working.acquire(blocking=False):
            try:
                self._again = False
                pause = self._courier.round()
                if pause is not None:
                    self._wake(max(pause, _SHORTEST))
            except Unavailable as error:
                trouble.record(error, "tick")  # the next tick tries again, or whoever came meanwhile
            finally:
                self._working.release()

    def _wake(self, pause: timedelta) -> None:
        """Ticks once more, in a while; not when a wake that is planned already comes before that."""
        now = datetime.now(UTC)
        if self._scheduler.running and not (self._wakes_at and now < self._wakes_at <= now + pause):
            self._wakes_at = now + pause
            # Jobs of their own: one that is replaced while it ends can be lost with the one before.
            self._scheduler.add_job(self._tick, "date", run_date=self._wakes_at)

    def _do(self, name: str, chore: Chore, team_id: str = "") -> None:
        """Once now; where it goes on, that replaces how the same would have gone on in the same workspace."""
        with self._counted() as wanted:
            if not wanted:
                return
            try:
                pause = chore()
            except Exception as error:  # noqa: BLE001 - one that fails must not end the others; tomorrow it is tried again
                trouble.record(error, name)
                return
            if pause is not None and self._scheduler.running:
                self._scheduler.add_job(
                    self._do,
                    "date",
                    [name, chore, team_id],
                    run_date=datetime.now(UTC) + pause,
                    id=f"again: {name} {team_id}",
                    replace_existing=True,
                )

    @contextmanager
    def _counted(self) -> Iterator[bool]:
        """Whether what is about to begin may do so; `stop` waits for it then."""
        with self._rested:
            wanted = self.running
            self._in_hand += wanted
        try:
            yield wanted
        finally:
            with self._rested:
                self._in_hand -= wanted
                self._rested.notify_all()
