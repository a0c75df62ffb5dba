"""Apps that know nothing of this project: a bare listener that keeps what it hears, and ways to run a Bolt app."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Installation

Json = dict[str, Any]
SCOPES = (
    "commands",
    "chat:write",
    "im:write",
    "im:history",
    "im:read",
    "channels:read",
    "groups:read",
    "users:read",
    "reactions:read",
    "team:read",
)
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
    "user_change",
)


def manifest(*, scopes: tuple[str, ...] = SCOPES, events: tuple[str, ...] = EVENTS, socket: bool = False) -> Json:
    """The manifest of an app with the command `/hello`, another that does not escape, and two shortcuts."""
    return {
        "display_information": {"name": "Hello"},
        "features": {
            "bot_user": {"display_name": "hello"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [
                {"command": "/hello", "description": "Says hello", "should_escape": True},
                {"command": "/raw", "description": "Says it back", "should_escape": False},
            ],
            "shortcuts": [
                {"name": "Wave", "type": "global", "callback_id": "wave", "description": "Waves"},
                {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keeps"},
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(events)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": socket,
        },
    }


def client(slack: Sandbox, app: Installation) -> WebClient:
    """Slack's own client, as the app's bot."""
    return WebClient(token=app.bot_token, base_url=slack.api_url)


def refused(client: WebClient, method: str, **asked: Any) -> str:
    """The error with which Slack answers this call."""
    with pytest.raises(SlackApiError) as raised:
        client.api_call(method, json=asked)
    return str(raised.value.response["error"])


def bolt(slack: Sandbox, app: Installation) -> App:
    """A Bolt app without listeners yet. It asks Slack who it is when it is made."""
    return App(client=client(slack, app), signing_secret=app.signing_secret, process_before_response=True)


@dataclass
class Heard:
    """One request that an app got. `payload` is what is in it, however it was encoded."""

    headers: dict[str, str]
    body: bytes
    payload: Json


@dataclass
class Ear:
    """An app that keeps what it hears, and answers what `answer` says: status, headers, body."""

    heard: list[Heard] = field(default_factory=list)
    answer: Callable[[Heard], tuple[int, dict[str, str], str]] = lambda _: (200, {}, "")

    def says(self, status: int = 200, **body: Any) -> None:
        """From now on answer this as JSON."""
        self.answer = lambda _: (status, {"Content-Type": "application/json"}, json.dumps(body) if body else "")


def _payload(content_type: str, body: bytes) -> Json:
    if content_type == "application/json":
        decoded: Json = json.loads(body)
        return decoded
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return json.loads(form["payload"]) if set(form) == {"payload"} else dict(form)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # of the five it has by default a crowd's connections are dropped, and come a second late


@contextmanager
def _serving(respond: Callable[[Heard], tuple[int, dict[str, str], str]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard = Heard(dict(self.headers.items()), body, _payload(self.headers["Content-Type"], body))
            status, headers, text = respond(heard)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            with suppress(BrokenPipeError):  # Slack gave up waiting
                self.end_headers()
                self.wfile.write(text.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name http.server gives it
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def listening() -> Iterator[tuple[Ear, str]]:
    """A bare listener, and its request URL."""
    ear = Ear()

    def respond(heard: Heard) -> tuple[int, dict[str, str], str]:
        ear.heard.append(heard)
        return ear.answer(heard)

    with _serving(respond) as url:
        yield ear, url


@contextmanager
def over_http(app: App) -> Iterator[str]:
    """Serve a Bolt app; its request URL."""

    def respond(heard: Heard) -> tuple[int, dict[str, str], str]:
        headers: dict[str, str | Sequence[str]] = {name.lower(): value for name, value in heard.headers.items()}
        reply = app.dispatch(BoltRequest(body=heard.body.decode(), headers=headers))
        return reply.status, reply.first_headers_without_set_cookie(), reply.body

    with _serving(respond) as url:
        yield url


@contextmanager
def over_socket(app: App, slack: Sandbox, installed: Installation) -> Iterator[SocketModeHandler]:
    """Connect a Bolt app over Socket Mode."""
    handler = SocketModeHandler(app, installed.app_token, ping_interval=1)
    handler.client.connect()
    try:
        assert slack.desk.sockets(installed, at_least=1) == 1
        yield handler
    finally:
        handler.client.close()
