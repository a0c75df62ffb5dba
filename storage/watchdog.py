"""Cuts connections that a hung PostgreSQL keeps.

`statement_timeout` is the server's promise, and a stopped server keeps none; libpq then waits without end. So
after a limit of our own the socket is shut down, and the waiting thread gets an error instead of silence.
"""

import os
import socket
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the driver takes a while to import, and on SQLite nothing else does
    from psycopg import Connection

_EVERY_SECONDS = 0.5


class Watchdog:
    """Watches connections that are in use; cuts each that was kept for more than `limit` seconds."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._kept: dict[int, tuple[float, Connection[Any]]] = {}
        self._guard = threading.Lock()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, connection: "Connection[Any]", *_: object) -> None:
        """A connection was taken from the pool (SQLAlchemy's `checkout` event)."""
        with self._guard:
            self._kept[id(connection)] = (monotonic() + self._limit, connection)
            if self._thread is None:
                self._stopped.clear()
                self._thread = threading.Thread(target=self._run, name="database-watchdog", daemon=True)
                self._thread.start()

    def leave(self, connection: "Connection[Any]", *_: object) -> None:
        """It was given back (SQLAlchemy's `checkin` event)."""
        with self._guard:
            self._kept.pop(id(connection), None)

    def stop(self) -> None:
        """Ends the watch; `watch` starts it again."""
        self._stopped.set()
        thread, self._thread = self._thread, None
        if thread:
            thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(_EVERY_SECONDS):
            # Under the guard, so that a connection cannot be given back, and lent again, between look.
            with self._guard:
                late = [key for key, (until, _) in self._kept.items() if until < monotonic()]
                for key in late:
                    _cut(self._kept.pop(key)[1])


def _cut(connection: "Connection[Any]") -> None:
    if connection.closed:
        return
    # A duplicate, so that closing ours leaves libpq's own descriptor alone; shutdown reaches both.
    with socket.socket(fileno=os.dup(connection.fileno())) as ours:
        try:
            ours.shutdown(socket.SHUT_RDWR)
        except OSError:  # the other side was quicker: cut already
            return
