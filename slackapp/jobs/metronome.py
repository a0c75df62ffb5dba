"""The metronome: APScheduler ticks, and whatever the tables say is due is done. It keeps no schedule of its own."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from slackapp import trouble
from slackapp.jobs.delivering import Courier
from storage.database import Unavailable

# It says at INFO that every tick ran.
logging.getLogger("apscheduler").setLevel(logging.WARNING)


class Metronome:
    """Ticks every `seconds`, and at once when nudged."""

    def __init__(self, courier: Courier, seconds: float) -> None:
        self._courier = courier
        self._seconds = seconds
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(4)},
            # A tick that is late is still wanted, and one for all that were missed.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begins to tick, the first time now."""
        self._scheduler.add_job(
            self._safely(self._courier.deliver_due), "interval", seconds=self._seconds, next_run_time=datetime.now(UTC)
        )
        self._scheduler.start()

    def nudge(self) -> None:
        """Something became due just now: nobody waits for the next tick. Never raises; the tick comes anyway."""
        try:
            # A job of its own, once and now: a tick under way may have looked before this became due.
            self._scheduler.add_job(self._safely(self._courier.deliver_due))
        except Exception as error:  # noqa: BLE001 - comes after an ack, where nothing may raise
            trouble.record(error, "nudge")

    @property
    def running(self) -> bool:
        """Whether it ticks."""
        return bool(self._scheduler.running)

    def stop(self, timeout: float) -> bool:
        """Ticks no more, and waits `timeout` seconds at most for what is in hand. Whether it was finished."""
        if not self._scheduler.running:
            return True
        # APScheduler waits without limit or not at all; a post that hangs must not keep the process.
        ending = threading.Thread(target=self._scheduler.shutdown, name="metronome-stop", daemon=True)
        ending.start()
        ending.join(timeout)
        return not ending.is_alive()

    @staticmethod
    def _safely(do: Callable[[], object]) -> Callable[[], None]:
        def tick() -> None:
            try:
                do()
            except Unavailable as error:
                trouble.record(error, "tick")  # the next tick tries again

        return tick
