"""Keeps a connection to Slack: opens one when none stays, before the old one goes where Slack warns of it."""

import math
import random
from collections.abc import Callable
from http.client import HTTPException
from threading import Condition, Thread
from time import monotonic

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from websockets.exceptions import WebSocketException

from slackapp.entry.socket_line import Line, Message, State, dial

_log = structlog.get_logger(__name__)

_HELLO_SECONDS = 5.0
_STEADY_SECONDS = 10.0
"""A connection that stood so long is replaced at once when it ends; for others the pauses grow."""
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 30.0
_NEWER_SECONDS = 1.0
"""How long an answer whose connection is gone waits for the next one: it has three seconds in all."""
_RETRY_AFTER_SECONDS = 30.0
"""Where Slack limits us and does not say for how long; the tier of `apps.connections.open` counts by the minute."""


class NotOpened(Exception):
    """One sentence: why there is no connection, and what to do."""


class Keeper:
    """From `start` to `close` there is a connection, as far as Slack and the network allow.

    `hear` gets every message but Slack's greetings and goodbyes, with the line it came over. It may not block.
    """

    def __init__(self, *, app_token: str, web_client: WebClient, hear: Callable[[Line, Message], None]) -> None:
        self._app_token = app_token
        self._web_client = web_client
        self._hear = hear
        self._changed = Condition()
        self._line: Line | None = None
        self._replaced: Line | None = None
        self._closing = False
        self._not_before = -math.inf
        self._thread = Thread(target=self._keep, name="socket-keeper", daemon=True)

    def start(self) -> None:
        """Connects, and stays connected. Raises `NotOpened`, unless Slack only asks to wait: then it waits behind."""
        try:
            self._open()
        except NotOpened as error:
            if not self._must_wait():
                raise
            _log.warning("no connection yet", because=str(error))
        self._thread.start()

    def is_connected(self) -> bool:
        """Whether Slack can reach us now."""
        return any(line.state is not State.ENDED for line in self._lines())

    def send(self, line: Line, text: str) -> bool:
        """Sends over `line`, or if that is gone over the one that followed it. False when neither can."""
        if line.send(text):
            return True
        with self._changed:
            self._changed.wait_for(lambda: self._stays() and self._line is not line, _NEWER_SECONDS)
            newer = self._line
        return newer is not None and newer is not line and newer.send(text)

    def close(self, timeout: float) -> None:
        """Closes every connection and opens no more; waits `timeout` seconds at most for an attempt under way."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for line in self._lines():
            line.close()
        if self._thread.ident:
            self._thread.join(timeout)

    def _keep(self) -> None:
        tries, since = 0, monotonic()
        while self._one_is_missing():
            if monotonic() - since > _STEADY_SECONDS:
                tries = 0
            if self._closes_within(max(_pause(tries), self._must_wait())):
                break
            tries += 1
            since = monotonic() if self._opens() else math.inf

    def _one_is_missing(self) -> bool:
        """Returns when no connection stays; false when there need not be one any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or not self._stays())
            return not self._closing

    def _closes_within(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._closing, seconds)

    def _stays(self) -> bool:
        return self._line is not None and self._line.state is State.STANDING

    def _lines(self) -> list[Line]:
        return [line for line in (self._replaced, self._line) if line]

    def _must_wait(self) -> float:
        """Seconds until Slack allows the next attempt."""
        return max(0.0, self._not_before - monotonic())

    def _opens(self) -> bool:
        try:
            self._open()
        except NotOpened as error:
            _log.warning("no connection yet", because=str(error))
        except Exception:  # noqa: BLE001 - whatever was in the way: without its keeper the app stays deaf
            _log.exception("no connection yet")
        else:
            return True
        return False

    def _open(self) -> None:
        """Opens a connection, and awaits Slack's greeting on it. Raises `NotOpened`.

        What stood before is left to Slack, which closes it once nothing more comes over it, so that everything is
        answered over the connection it came on. Only the one before that is closed from here, if Slack forgot it.
        """
        address = self._address()
        try:
            line = Line(dial(address, self._web_client.proxy), self._hear, self._changed)
        except (OSError, WebSocketException) as error:
            raise NotOpened(f"Slack cannot be reached for Socket Mode: {error}.") from None
        with self._changed:
            self._changed.wait_for(lambda: self._closing or line.state is not State.DIALLED, _HELLO_SECONDS)
            wanted, forgotten = line.greeted and not self._closing, self._replaced
            if wanted:
                self._line, self._replaced = line, self._line
                self._changed.notify_all()
        if not wanted:
            line.close()
            raise NotOpened(_turned_away(line.because))
        if forgotten:
            forgotten.close()

    def _address(self) -> str:
        """Where to connect: good for one connection. Raises `NotOpened`."""
        try:
            return str(self._web_client.apps_connections_open(app_token=self._app_token)["url"])
        except SlackApiError as error:
            answer = error.response
            if answer.status_code == 429:  # noqa: PLR2004 - what Slack documents for "too many"
                told = str(answer.headers.get("Retry-After", ""))
                wait = float(told) if told.isdecimal() else _RETRY_AFTER_SECONDS
                self._not_before = monotonic() + wait
                raise NotOpened(f"Slack allows no new connection for {wait:.0f} seconds.") from None
            name = answer.get("error") if isinstance(answer.data, dict) else f"HTTP {answer.status_code}"
            raise NotOpened(
                f"Slack refused Socket Mode ({name}): check SLACK_APP_TOKEN, its scope connections:write, and that "
                "Socket Mode is on."
            ) from None
        except (SlackClientError, OSError, HTTPException) as error:
            raise NotOpened(f"Slack cannot be reached for Socket Mode: {error}.") from None


def _pause(tries: int) -> float:
    """Seconds before the next attempt, after so many: none, then half a second, doubled up to half a minute.

    Shortened by chance by up to half, so that not all apps come back to a Slack that was down in one moment.
    """
    longest = min(_FIRST_PAUSE_SECONDS * 2 ** (min(tries, 10) - 1), _LONGEST_PAUSE_SECONDS) if tries else 0.0
    return longest * random.uniform(0.5, 1)  # noqa: S311 - spreads attempts, keeps no secret


def _turned_away(reason: str) -> str:
    match reason:
        case "too_many_websockets":
            return "Slack allows ten connections for an app, and there are ten: stop another process of this app."
        case "link_disabled":
            return "Socket Mode is off: switch it on in the app's settings at api.slack.com/apps."
        case _:
            return f"Slack did not keep the connection: {reason}."
