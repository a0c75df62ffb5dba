"""Three places, in each a process of the app. Whatever becomes of it, it is started again: so does a supervisor."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Final

from tests.chaos.fleet import Process

PLACES: Final = 3
STOOD_STILL_SECONDS: Final = 4.5
"""Longer than a lease: others begin to take over what a process has in hand that stopped itself."""
TAKEN_OVER_SECONDS: Final = 8.0
"""So long that they have looked it up and sent it; less than the nine after which its connections are cut."""
_LOOK_EVERY: Final = 0.1

Start = Callable[[int], Process]


class Keeper:
    """Keeps the places taken, from the first look on until it is closed. A process that stopped itself goes on after
    `still` seconds. Threads may share it."""

    def __init__(self, start: Start, still: float = STOOD_STILL_SECONDS) -> None:
        self._start, self._still = start, still
        self._processes: list[Process | None] = [None] * PLACES
        self._goes_on: list[float | None] = [None] * PLACES
        self._guard = threading.RLock()
        self._closed = threading.Event()
        self._asleep = False
        self.started = 0
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def open(self) -> None:
        """Starts a process in each place, and waits for all of them. Raises `RuntimeError` where one does not start."""
        for place in range(PLACES):
            self._take(place)
        for process in self._processes:
            if process:
                process.wait_ready()
        self._thread.start()

    def kill(self, place: int) -> None:
        """`kill -9`."""
        with self._guard:
            if process := self._processes[place]:
                process.kill()

    def kill_all(self) -> None:
        """All of them, at once."""
        with self._guard:
            for place in range(PLACES):
                self.kill(place)

    def freeze(self, place: int, seconds: float) -> None:
        """It stands still, wherever it is (SIGSTOP), and goes on after so many seconds."""
        with self._guard:
            process = self._processes[place]
            if process and process.process.poll() is None:
                os.kill(process.process.pid, signal.SIGSTOP)
                self._goes_on[place] = monotonic() + seconds

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """While the block lasts, no process runs."""
        with self._guard:
            self._asleep = True
            self.kill_all()
        yield
        self._asleep = False

    def wake(self) -> None:
        """Whoever stands still goes on."""
        with self._guard:
            self._goes_on = [monotonic() if _stands_still(each) else None for each in self._processes]

    def is_awake(self) -> bool:
        """Whether nobody stands still."""
        with self._guard:
            return not any(map(_stands_still, self._processes))

    def close(self) -> None:
        """All are gone, and stay so."""
        self._closed.set()
        if self._thread.ident:
            self._thread.join()
        self.kill_all()

    def _keep(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            for place in range(PLACES):
                with self._guard:
                    self._look(place)

    def _look(self, place: int) -> None:
        process = self._processes[place]
        if process is None or process.process.poll() is not None:
            if not self._asleep:
                self._take(place)
            return
        if _stands_still(process):
            self._goes_on[place] = self._goes_on[place] or monotonic() + self._still
            if monotonic() >= (self._goes_on[place] or 0):
                process.go_on()
                self._goes_on[place] = None

    def _take(self, place: int) -> None:
        self._processes[place] = self._start(place)
        self._goes_on[place] = None
        self.started += 1


def _stands_still(process: Process | None) -> bool:
    if process is None or process.process.poll() is not None:
        return False
    with suppress(OSError):  # it ended just now
        return process.is_stopped()
    return False
