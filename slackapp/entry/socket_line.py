"""The SDK's Socket Mode client, made sure-footed.

Read in slack_sdk 3.47, and each seen to fail: it takes the end of the stream for silence and spins; it loses a
frame of two bytes (an empty ping, so no pong follows) and whatever a timeout finds half read; it knows no
fragments; it may send half a frame, and none above 64 KB; it holds its locks through a read, so that replacing a
connection stalls every answer for up to three seconds; and after a close it waits for its monitor before it
connects again. What concerns frames is mended in `wire`, the rest here.
"""

from time import monotonic
from typing import Any

import structlog
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from slackapp.entry.wire import Wire, text_frame

_log = structlog.get_logger(__name__)

PING_SECONDS = 3.0
"""How often a connection is tested; it counts as lost after four of them without a sign of life."""
_REST_SECONDS = 5.0
"""A connection that ends is replaced at once, but not twice within this time; then at the monitor's slower beat."""


class Line(Connection):
    """One WebSocket connection, over a `Wire`."""

    def connect(self) -> None:
        """Connects; when it cannot, logs why and stays inactive (as the SDK has it)."""
        super().connect()
        if self.sock is not None:
            self.sock = Wire(self.sock)  # type: ignore[assignment]  # all of a socket that the SDK uses

    def send(self, payload: str) -> None:
        """Sends one message, whole. Raises `SlackClientNotConnectedError`, on which the SDK tries the next line."""
        with self.sock_send_lock:
            try:
                if self.sock is None:
                    raise ConnectionError("closed")
                self.sock.send(text_frame(payload))
            except OSError as error:
                raise SlackClientNotConnectedError(f"not sent: {error}") from error

    def disconnect(self) -> None:
        """Closes at once, waking the thread that reads: it holds the lock that closing needs."""
        sock: Any = self.sock
        if isinstance(sock, Wire):
            sock.wake()
        super().disconnect()


class Client(SocketModeClient):
    """The SDK's client over `Line`s: a replaced connection is left only when the new one stands."""

    def __init__(self, *, message_workers: Any, **options: Any) -> None:
        self._replaced = -_REST_SECONDS  # first: the SDK's threads start in its constructor
        super().__init__(ping_interval=PING_SECONDS, **options)
        self.message_workers.shutdown()  # never used: it has no threads yet
        self.message_workers = message_workers

    def connect(self) -> None:
        """Connects anew and then leaves the connection there was.

        Raises `SlackClientNotConnectedError` when there is no new one; the old one, if any, goes on.
        """
        self.wss_uri = self.wss_uri or self.issue_new_wss_url()
        line = Line(
            url=self.wss_uri,
            logger=self.logger,
            ping_interval=self.ping_interval,
            proxy=self.proxy,
            proxy_headers=self.proxy_headers,
            on_message_listener=self._on_message,
            on_error_listener=self._on_error,
            on_close_listener=self._on_close,
            ssl_context=self.web_client.ssl,
        )
        line.connect()
        if not line.is_active():
            raise SlackClientNotConnectedError("Slack's Socket Mode address could not be reached")
        old, old_state = self.current_session, self.current_session_state
        self.current_session, self.current_session_state = line, ConnectionState()  # type: ignore[no-untyped-call]
        old_state.terminated = True
        if old is not None:
            old.close()
        if not self.current_app_monitor_started:
            self.current_app_monitor_started = True
            self.current_app_monitor.start()

    def _run_current_session(self) -> None:
        """Reads until the connection ends, and then replaces it without waiting for the monitor."""
        was_connected = self.is_connected()
        super()._run_current_session()  # type: ignore[no-untyped-call]
        ended = was_connected and not self.is_connected() and self.auto_reconnect_enabled
        if ended and monotonic() - self._replaced > _REST_SECONDS:
            self._replaced = monotonic()
            try:
                self.connect_to_new_endpoint()
            except Exception as error:  # noqa: BLE001 - it would end the thread that reads; the monitor tries again
                _log.warning("no new connection yet", because=type(error).__name__)
