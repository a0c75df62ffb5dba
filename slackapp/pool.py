"""A few threads that run what they are handed, and that can be told to stop by a given time.

`concurrent.futures` would do but for its end: its threads are waited for without limit when the process exits,
so one hung call would keep the process alive.
"""

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic

import structlog

_log = structlog.get_logger(__name__)

Job = Callable[[], object]


class Pool:
    """`threads` daemon threads and a queue that holds at most `waiting` jobs."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self._jobs: deque[Job] = deque()
        self._waiting = waiting
        self._closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> bool:
        """Hands over a job; false, and the job is dropped, when the queue is full or the pool is closed."""
        with self._changed:
            if self._closed or len(self._jobs) >= self._waiting:
                return False
            self._jobs.append(job)
            self._changed.notify()
            return True

    def close(self, timeout: float) -> bool:
        """Takes no more, finishes what it has, waits `timeout` seconds at most. Whether all was finished."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        until = monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while job := self._next():
            try:
                job()
            except Exception:  # noqa: BLE001 - a job that fails must not take its thread, and so all later jobs, along
                _log.exception("a job failed", job=getattr(job, "__name__", type(job).__name__))

    def _next(self) -> Job | None:
        with self._changed:
            while not self._jobs and not self._closed:
                self._changed.wait()
            return self._jobs.popleft() if self._jobs else None
