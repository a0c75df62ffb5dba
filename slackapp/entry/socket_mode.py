"""Socket Mode: envelopes come over a WebSocket that this process opened, and are acknowledged over it."""

import json
from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from slackapp.entry.door import Door
from slackapp.entry.seats import stamped
from slackapp.entry.socket_line import Client
from slackapp.pool import Pool

_log = structlog.get_logger(__name__)

_WAITING = 1000
"""Envelopes that may wait for a thread; far more than is ever told to try again in Slack's three seconds."""


class CannotConnect(Exception):
    """One sentence: why Socket Mode cannot be used, and what to do."""


class SocketMode:
    """The connection, kept up until `stop`. Nothing is sent but what Slack documents: acknowledgements, pings."""

    def __init__(self, door: Door, *, app_token: str, web_client: WebClient, threads: int) -> None:
        self._door = door
        self._pool = Pool("socket", threads=threads, waiting=_WAITING)
        self._client = Client(message_workers=_Workers(self._pool), app_token=app_token, web_client=web_client)
        self._client.socket_mode_request_listeners.append(self._hear)

    def start(self) -> None:
        """Connects, and stays connected. Raises `CannotConnect`."""
        try:
            self._client.connect()
        except SlackApiError as error:
            raise CannotConnect(
                f"Slack refused Socket Mode ({error.response.get('error')}): check SLACK_APP_TOKEN, its scope "
                "connections:write, and that Socket Mode is on."
            ) from None
        except (SlackClientError, OSError) as error:
            raise CannotConnect(f"Slack cannot be reached for Socket Mode: {error}.") from None

    def is_connected(self) -> bool:
        """Whether there is a connection now."""
        return self._client.is_connected()

    def stop(self, timeout: float) -> bool:
        """Finishes what was heard, then disconnects, within `timeout` seconds. Whether all was finished.

        Close the door first: what still arrives is then told to try again.
        """
        until = monotonic() + timeout
        self._client.auto_reconnect_enabled = self._client.default_auto_reconnect_enabled = False
        finished = self._pool.close(timeout)
        self._client.closed = True
        self._client.message_queue.put(None)  # wakes the SDK's reader of its queue, so that it sees `closed`
        # The SDK waits for its own threads without limit; one may be asking Slack for a new address.
        closing = Thread(target=self._client.close, name="socket-close", daemon=True)
        closing.start()
        closing.join(max(0.5, until - monotonic()))
        return finished

    def _hear(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = self._door.answer(request.payload, _retry_headers(request))
        if answer.status != 200:  # noqa: PLR2004 - anything else: no acknowledgement, so that Slack sends it again
            return
        payload = _payload(answer) if request.accepts_response_payload else None
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


class _Workers:
    """What the SDK takes for its thread pool: notes when each message arrived, and hands it to ours."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def submit(self, job: Callable[[], object]) -> None:
        if not self._pool.submit(stamped(job)):
            _log.warning("an envelope was left unanswered: stopping, or far too many at once")

    def shutdown(self) -> None:
        """Called by the SDK when it closes; the pool is closed by `SocketMode.stop`."""


def _payload(answer: BoltResponse) -> dict[str, Any] | None:
    if not answer.body:
        return None
    if answer.headers["content-type"][0].startswith("application/json"):
        payload: dict[str, Any] = json.loads(answer.body)
        return payload
    return {"text": answer.body}


def _retry_headers(request: SocketModeRequest) -> dict[str, str]:
    found = {"x-slack-retry-num": request.retry_attempt, "x-slack-retry-reason": request.retry_reason}
    return {name: str(value) for name, value in found.items() if value is not None}
