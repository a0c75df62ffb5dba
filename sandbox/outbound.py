"""Sending a payload to an app, over signed HTTP or over one of its sockets, and hearing what it says."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import urlencode

from aiohttp import ClientError, ClientTimeout

from sandbox.local_slack import LocalSlack
from sandbox.state.apps import App
from sandbox.state.packing import pack
from sandbox.state.record import Exchange

Json = dict[str, Any]
Family = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One payload on its way. `kind` names it on the record; `url` is where it goes without Socket Mode."""

    family: Family
    kind: str
    payload: Json
    url: str | None
    team_id: str | None
    takes_answer: bool = True
    attempt: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `body` is the answer as an object; plain text counts as `{"text": …}`, nothing as `{}`.

    `error` is None when the app acknowledged with 200, else http_timeout, http_error or connection_failed.
    """

    status: int | None = None
    body: Json | None = None
    error: str | None = None
    seconds: float = 0.0
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged."""
        return self.error is None

    @property
    def user_error(self) -> str | None:
        """What the person is told when the app did not acknowledge."""
        if self.error is None:
            return None
        return "operation_timeout" if self.error == "http_timeout" else "dispatch_failed"


async def send(slack: LocalSlack, app: App, outgoing: Outgoing) -> Reply:
    """Send one payload and wait for the acknowledgement, at most Slack's three seconds. Never raises: an app
    that is down, slow or wrong is a Reply with an error. Faults in force are applied."""
    fault = slack.faults.take(outgoing.kind, outgoing.team_id)
    if fault and fault.trouble == "slow":
        await asyncio.sleep(fault.seconds)
    if fault and fault.trouble == "twice":
        slack.start(_send_once(slack, app, outgoing))
    if fault and fault.trouble in {"drop_before", "down"}:
        exchange = _begin(slack, app, outgoing)
        return _end(slack, exchange, Reply(error="connection_failed"))
    reply = await _send_once(slack, app, outgoing)
    return Reply(error="connection_failed") if fault and fault.trouble == "drop_after" else reply


async def _send_once(slack: LocalSlack, app: App, outgoing: Outgoing) -> Reply:
    exchange = _begin(slack, app, outgoing)
    started = time.perf_counter()
    if app.socket_mode:
        reply = await slack.sockets.send(app, outgoing, slack.timing.ack)
    else:
        reply = await _post(slack, app, outgoing)
    return _end(slack, exchange, replace(reply, seconds=time.perf_counter() - started))


def _begin(slack: LocalSlack, app: App, outgoing: Outgoing) -> Exchange:
    return slack.record.begin(
        "delivery",
        outgoing.kind,
        app_id=app.id,
        team_id=outgoing.team_id,
        sent=outgoing.payload,
        at=time.time(),
        transport="socket" if app.socket_mode else "http",
        attempt=outgoing.attempt,
    )


def _end(slack: LocalSlack, exchange: Exchange, reply: Reply) -> Reply:
    exchange.status, exchange.answer = reply.status, None if reply.body is None else pack(reply.body)
    exchange.error, exchange.seconds = reply.error, reply.seconds
    slack.changes.tell()
    return reply


async def _post(slack: LocalSlack, app: App, outgoing: Outgoing) -> Reply:
    if outgoing.url is None:
        return Reply(error="connection_failed")
    body, content_type = encode(outgoing)
    headers = signed_headers(app, body) | {"Content-Type": content_type}
    if outgoing.attempt:
        headers |= {"X-Slack-Retry-Num": str(outgoing.attempt), "X-Slack-Retry-Reason": outgoing.retry_reason}
    try:
        timeout = ClientTimeout(total=slack.timing.ack)
        async with slack.http.post(
            outgoing.url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            text = await response.text(errors="replace")
            return Reply(
                status=response.status,
                body=decode(response.content_type, text),
                error=None if response.status == HTTPStatus.OK else "http_error",
                no_retry=response.headers.get("x-slack-no-retry") == "1",
            )
    except TimeoutError:
        return Reply(error="http_timeout")
    except (ClientError, OSError):
        return Reply(error="connection_failed")


def signed_headers(app: App, body: bytes, timestamp: int | None = None) -> dict[str, str]:
    """The headers by which an app knows that Slack sent `body` (docs.slack.dev, verifying requests from Slack)."""
    moment = str(int(time.time()) if timestamp is None else timestamp)
    base = b"v0:" + moment.encode() + b":" + body
    signature = hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={signature}",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
    }


def encode(outgoing: Outgoing) -> tuple[bytes, str]:
    """Body and content type over HTTP: commands as a form, interactions as a form with `payload`, events as JSON."""
    if outgoing.family == "events_api":
        return json.dumps(outgoing.payload).encode(), "application/json"
    fields = outgoing.payload
    if outgoing.family == "interactive":
        fields = {"payload": json.dumps(outgoing.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def decode(content_type: str, text: str) -> Json:
    """An answer as an object. What is no JSON object is taken as the text of a message, as Slack does."""
    if not text.strip():
        return {}
    if content_type == "application/json" or text.startswith("{"):
        try:
            body = json.loads(text)
        except ValueError:
            return {"text": text}
        if isinstance(body, dict):
            return body
    return {"text": text}
