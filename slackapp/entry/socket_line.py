"""One WebSocket connection to Slack, from its greeting to its end."""

import json
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from threading import Condition, Thread
from typing import Any

import structlog
from websockets.exceptions import ConnectionClosed, ConnectionClosedError
from websockets.sync.client import ClientConnection, connect

_log = structlog.get_logger(__name__)
_library_log = logging.getLogger(f"{__name__}.websockets")
_library_log.setLevel(logging.CRITICAL)
"""At DEBUG the library logs whole messages, and each lost ping as an error; what is worth a line is logged here."""

Message = dict[str, Any]
"""One JSON object that Slack sent."""

_DIAL_SECONDS = 5.0
_PING_SECONDS, _PONG_SECONDS, _CLOSE_SECONDS = 2.0, 3.0, 0.5
"""Together the longest that a dead network goes unnoticed: 5.5 seconds."""
_LARGEST_MESSAGE = 16 * 1024 * 1024
"""Bytes; far more than anything Slack documents. The library's own limit is one megabyte."""

_PLANNED = ("warning", "refresh_requested")
"""Why Slack ends connections every few hours; it closes them itself, about ten seconds after the warning."""


def dial(address: str, proxy: str | None) -> ClientConnection:
    """Opens a WebSocket at a ws:// or wss:// address. Raises `OSError` or `WebSocketException`."""
    connection = connect(
        address,
        proxy=proxy,
        compression=None,
        open_timeout=_DIAL_SECONDS,
        ping_interval=_PING_SECONDS,
        ping_timeout=_PONG_SECONDS,
        close_timeout=_CLOSE_SECONDS,
        max_size=_LARGEST_MESSAGE,
        logger=_library_log,
        legacy=True,  # the connection itself: as a context manager it would live no longer than a block
    )
    # A send into a dead network blocks once the system's buffer is full, and the pings behind it. Linux can end that;
    # other systems lack the option, and so does a connection through a proxy that speaks TLS. `OSError`: it has ended.
    with suppress(AttributeError, OSError):
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(_PONG_SECONDS * 1000))
    return connection


class State(Enum):
    """Where a connection is in its life; it only ever goes forward."""

    DIALLED = auto()
    STANDING = auto()
    LEAVING = auto()
    ENDED = auto()


class Line:
    """A connection, read by a thread of its own, which notifies `changed` whenever `state` has changed."""

    def __init__(
        self, connection: ClientConnection, hear: Callable[["Line", Message], None], changed: Condition
    ) -> None:
        self._connection = connection
        self._hear = hear
        self._changed = changed
        self.state = State.DIALLED
        self.greeted = False
        self.because = "it did not say hello"
        """Why the connection does not stand: one clause."""
        self._reader = Thread(target=self._read, name="socket-line", daemon=True)
        self._reader.start()

    def send(self, text: str) -> bool:
        """Sends one message, whole. False when the connection has ended."""
        try:
            self._connection.send(text)
        except ConnectionClosed:
            return False
        return True

    def close(self) -> None:
        """Says goodbye and closes, in a second at most; what was sent before still arrives."""
        self._connection.close()
        self._reader.join(_CLOSE_SECONDS)

    def _read(self) -> None:
        because = "it was closed"
        try:
            for text in self._connection:
                self._take(text)
        except ConnectionClosedError as error:
            because = f"it was lost ({error})"
        finally:
            if self.state is State.LEAVING:
                because = self.because
            self._become(State.ENDED, because)
            self._connection.close()
            _log.info("a connection ended", because=because)

    def _take(self, text: str | bytes) -> None:
        message = _parsed(text)
        match message.get("type"):
            case "hello":
                self.greeted = True
                self._become(State.STANDING, "")
            case "disconnect":
                reason = str(message.get("reason"))
                tell = _log.info if reason in _PLANNED else _log.warning
                tell("Slack ends a connection", reason=reason)
                self._become(State.LEAVING, reason)
            case _:
                self._hear(self, message)

    def _become(self, state: State, because: str) -> None:
        with self._changed:
            self.state, self.because = state, because
            self._changed.notify_all()


def _parsed(text: str | bytes) -> Message:
    """The object in `text`; empty when there is none, which is then ignored as any unknown message is."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}
