"""The front door in tests: a Bolt app of a test's own behind the real server, and someone who signs as Slack does."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Condition
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from slackapp import errors
from slackapp.after import After, quick
from slackapp.entry import web
from slackapp.entry.door import Door
from slackapp.entry.http_server import HttpServer
from slackapp.entry.seats import EVENT_SEATS, SEATS, SPARE_THREADS, Seats
from slackapp.entry.site import Environ, Reply, Site
from slackapp.metrics import Metrics

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
VERIFIER = SignatureVerifier(SECRET)


def bolt(api_url: str = "http://127.0.0.1:9/api/") -> App:
    """An app as the assembly builds it, with no listeners yet."""
    return App(
        client=quick(api_url),
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-of-the-test", bot_user_id="UBOT", bot_id="B1"
        ),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
    )


@dataclass
class Desk:
    """An app with everything that stands between it and a transport."""

    app: App
    metrics: Metrics
    after: After
    seats: Seats
    door: Door

    def counted(self, name: str, **labels: str) -> float:
        """A metric's value; 0 when it was never touched."""
        return self.metrics.registry.get_sample_value(f"interview_prep_{name}_total", labels) or 0.0


@contextmanager
def desk(app: App) -> Iterator[Desk]:
    """The app with its error handler, admission and threads."""
    metrics = Metrics()
    after = After(metrics)
    errors.register(app, after)
    seats = Seats()
    try:
        yield Desk(app, metrics, after, seats, Door(app, seats, after, metrics))
    finally:
        assert after.close(5)


@dataclass
class Http:
    """A server, and Slack's way of speaking to it."""

    port: int

    def send(
        self, method: str, path: str, body: bytes | str = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """One request; the status and the body that came back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def signed(self, body: str, content_type: str, **extra: str) -> tuple[int, str]:
        """Posted to the app with Slack's signature."""
        return self.send("POST", "/slack/events", body, {**signature(body), "Content-Type": content_type, **extra})

    def command(self, text: str, **fields: str) -> tuple[int, str]:
        """Someone types the command."""
        return self.signed(urlencode({**a_command(text), **fields}), "application/x-www-form-urlencoded")

    def interact(self, payload: Mapping[str, Any]) -> tuple[int, str]:
        """Someone presses or submits."""
        return self.signed(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    def event(self, event: Mapping[str, Any], **extra: str) -> tuple[int, str]:
        """Something happened."""
        return self.signed(json.dumps(an_event(event)), "application/json", **extra)


@contextmanager
def http_front(open_desk: Desk) -> Iterator[Http]:
    """The desk behind a real HTTP server."""
    server = HttpServer(
        web.site(open_desk.door, VERIFIER, open_desk.metrics),
        "127.0.0.1",
        0,
        threads=SEATS + EVENT_SEATS + SPARE_THREADS,
        variable="PORT",
    )
    server.start()
    try:
        yield Http(server.port)
    finally:
        server.stop(5)


def signature(body: str, timestamp: str | None = None) -> dict[str, str]:
    """Slack's headers for a body."""
    stamp = timestamp or str(int(time.time()))
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(VERIFIER.generate_signature(timestamp=stamp, body=body)),
    }


def a_command(text: str) -> dict[str, str]:
    """A command's fields, as documented."""
    return {
        "command": "/interview",
        "text": text,
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/never",
    }


def an_event(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event's envelope."""
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": dict(event)}


def a_press(**more: Any) -> dict[str, Any]:
    """A button pressed in a message."""
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "trigger_id": "1.2.3",
        "actions": [{"type": "button", "block_id": "b", "action_id": "try.press", "action_ts": "1"}],
        **more,
    }


def a_view(*blocks: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A modal, as payloads hold it."""
    return {
        "id": "V1",
        "type": "modal",
        "callback_id": "try.form",
        "root_view_id": "V1",
        "previous_view_id": None,
        "blocks": list(blocks),
        "state": {"values": {}},
        **more,
    }


def a_submission(view: Mapping[str, Any]) -> dict[str, Any]:
    """A modal submitted."""
    return {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": dict(view)}


@dataclass
class Slack:
    """Where the app's calls land: every method answers `ok`, unless told otherwise."""

    url: str = ""
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    changed: Condition = field(default_factory=Condition)

    @property
    def response_url(self) -> str:
        """An address for `response_url`."""
        return f"{self.url}/response"

    def wait(self, count: int = 1) -> list[tuple[str, dict[str, Any]]]:
        """What was heard, once there are `count` of them."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.heard) >= count, timeout=5), self.heard
            return list(self.heard)

    def hear(self, environ: Environ) -> Reply:
        """One call."""
        raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        name = environ["PATH_INFO"].rsplit("/", 1)[-1]
        with self.changed:
            self.heard.append((name, json.loads(raw) if raw.startswith("{") else {"raw": raw}))
            self.changed.notify_all()
        answer = {"ok": False, "error": "not_now"} if name in self.refuse else {"ok": True}
        return Reply(HTTPStatus.OK, "ok" if name == "response" else json.dumps(answer), "application/json")


@contextmanager
def a_slack() -> Iterator[Slack]:
    """A place for `views.*` and for `response_url`."""
    slack = Slack()
    paths = ["/response", "/api/views.open", "/api/views.push", "/api/views.update"]
    server = HttpServer(
        Site({path: {"POST": slack.hear} for path in paths}), "127.0.0.1", 0, threads=2, variable="PORT"
    )
    server.start()
    slack.url = f"http://127.0.0.1:{server.port}"
    try:
        yield slack
    finally:
        server.stop(5)
