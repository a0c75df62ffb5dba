"""How Slack answers a request, and how it does when there is trouble."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.state.faults import Fault

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: `ok: false` is an answer like any other, with HTTP 200. A text is no JSON."""

    body: Json | str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def error(self) -> str | None:
        """Why Slack refused."""
        return self.body.get("error") if isinstance(self.body, dict) else None

    def response(self) -> web.Response:
        """It as HTTP."""
        kind, text = ("text/plain", self.body) if isinstance(self.body, str) else ("application/json", None)
        body = json.dumps(self.body) if text is None else text
        return web.Response(text=body, status=self.status, headers=self.headers, content_type=kind)


def too_many(retry_after: int) -> Answer:
    """Slack asks to come again after so many seconds."""
    return Answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(retry_after)})


def faulty(fault: Fault) -> Answer | None:
    """What Slack answers instead of doing anything; None when the trouble is of another kind."""
    if fault.trouble == "http_500":
        return Answer("Internal Server Error", 500)
    if fault.trouble == "down":
        return Answer("Service Unavailable", 503)
    if fault.trouble == "rate_limited":
        return too_many(max(1, round(fault.seconds)))
    if fault.trouble == "error":
        return Answer({"ok": False, "error": fault.error})
    return None


def drop(request: web.Request) -> web.StreamResponse:
    """The connection closes without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
