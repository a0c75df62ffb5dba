"""Socket Mode: envelopes come over a WebSocket that this process opened, and are acknowledged over it."""

import json
from functools import partial
from time import monotonic
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from slackapp.entry.door import Door
from slackapp.entry.seats import stamped
from slackapp.entry.socket_keeper import Keeper, NotOpened
from slackapp.entry.socket_line import Line, Message
from slackapp.pool import Pool

_log = structlog.get_logger(__name__)

_WAITING = 1000
"""Envelopes that may wait for a thread; far more than is ever told to try again in Slack's three seconds."""
_GOODBYE_SECONDS = 0.5


class CannotConnect(Exception):
    """One sentence: why Socket Mode cannot be used, and what to do."""


class SocketMode:
    """The connection, kept up until `stop`. Nothing is sent but what Slack documents: acknowledgements, pings."""

    def __init__(self, door: Door, *, app_token: str, web_client: WebClient, threads: int) -> None:
        self._door = door
        self._pool = Pool("socket", threads=threads, waiting=_WAITING)
        self._keeper = Keeper(app_token=app_token, web_client=web_client, hear=self._hear)

    def start(self) -> None:
        """Connects, and stays connected. Raises `CannotConnect`."""
        try:
            self._keeper.start()
        except NotOpened as error:
            raise CannotConnect(str(error)) from None

    def is_connected(self) -> bool:
        """Whether there is a connection now."""
        return self._keeper.is_connected()

    def stop(self, timeout: float) -> bool:
        """Finishes what was heard, then disconnects, within `timeout` seconds. Whether all was finished.

        Close the door first: what still arrives is then told to try again.
        """
        until = monotonic() + timeout
        finished = self._pool.close(timeout)
        self._keeper.close(max(_GOODBYE_SECONDS, until - monotonic()))
        return finished

    def _hear(self, line: Line, message: Message) -> None:
        """Notes when an envelope arrived and hands it to a thread; any other message is ignored."""
        envelope = _envelope(message)
        if envelope and not self._pool.submit(stamped(partial(self._answer, line, envelope))):
            _log.warning("an envelope was left unanswered: stopping, or far too many at once", type=envelope.type)

    def _answer(self, line: Line, envelope: SocketModeRequest) -> None:
        answer = self._door.answer(envelope.payload, _retry_headers(envelope))
        if answer.status != 200:  # noqa: PLR2004 - anything else: no acknowledgement, so that Slack sends it again
            return
        payload = _payload(answer) if envelope.accepts_response_payload else None
        acknowledgement = SocketModeResponse(envelope.envelope_id, payload).to_dict()
        if not self._keeper.send(line, json.dumps(acknowledgement)):
            _log.warning("an answer came too late: its connection is gone", type=envelope.type)


def _envelope(message: Message) -> SocketModeRequest | None:
    try:
        return SocketModeRequest.from_dict(message)
    except ValueError:  # a payload that is no object
        return None


def _payload(answer: BoltResponse) -> dict[str, Any] | None:
    if not answer.body:
        return None
    if answer.headers["content-type"][0].startswith("application/json"):
        payload: dict[str, Any] = json.loads(answer.body)
        return payload
    return {"text": answer.body}


def _retry_headers(envelope: SocketModeRequest) -> dict[str, str]:
    found = {"x-slack-retry-num": envelope.retry_attempt, "x-slack-retry-reason": envelope.retry_reason}
    return {name: str(value) for name, value in found.items() if value is not None}
