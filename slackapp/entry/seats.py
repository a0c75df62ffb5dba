"""Who is served when many come at once: a number of seats, and a short wait for one.

Slack gives up on a request after three seconds, and a listener may need two of them for the database. So a
request waits for a seat a little while only, counted from its arrival, and is then told to try again, which
costs nothing. Both transports have more threads than seats: the spare ones do the waiting and the telling, so
that seats held by a hung database keep nobody waiting in silence.
"""

import threading
from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic

SEATS = 8
"""Listeners at work at once, in one process."""
EVENT_SEATS = 16
"""The same for events. Most are reactions, which wait for each other (`slackapp.together`), and nobody waits for them:
on seats of their own a crowd of them keeps no command waiting."""
SPARE_THREADS = 8
"""Threads beyond all seats. Any number above zero keeps the promise; more of them smooth a short rush."""
PATIENCE = 0.7
"""Seconds from arrival until a request without a seat is told to try again: with the two seconds that a
listener may need, the answer still comes before Slack's three are over."""

_arrived: ContextVar[float] = ContextVar("arrived")


def arrival() -> float:
    """When the request in hand arrived, in `time.monotonic` seconds: its stamp, or now without one."""
    return _arrived.get(None) or monotonic()


def stamped(job: Callable[[], object]) -> Callable[[], None]:
    """`job`, bound to remember that it arrived now, however long it will wait for a thread."""
    now = monotonic()

    def run() -> None:
        token = _arrived.set(now)
        try:
            job()
        finally:
            _arrived.reset(token)

    return run


class Seats:
    """Counts the seats. Thread-safe."""

    def __init__(self, count: int = SEATS, patience: float = PATIENCE) -> None:
        self._count = count
        self._patience = patience
        self._taken = 0
        lock = threading.Lock()
        self._freed = threading.Condition(lock)
        self._emptied = threading.Condition(lock)

    def take(self, arrived: float) -> bool:
        """Whether whoever arrived then got a seat; waits for one while patience lasts. `give_back` it."""
        with self._freed:
            while (left := arrived + self._patience - monotonic()) > 0:
                if self._taken < self._count:
                    self._taken += 1
                    return True
                self._freed.wait(left)
            return False

    def give_back(self) -> None:
        """Frees a seat that `take` gave."""
        with self._freed:
            self._taken -= 1
            self._freed.notify()
            if not self._taken:
                self._emptied.notify_all()

    def wait_empty(self, timeout: float) -> bool:
        """Waits until nobody sits any more, `timeout` seconds at most. Whether it came to that."""
        with self._emptied:
            return self._emptied.wait_for(lambda: not self._taken, timeout)
