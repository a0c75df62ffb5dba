"""Slack's own Socket Mode client against the local Slack: it connects, hears whatever people do, answers, and comes
back however it is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.views import field, modal, plain


@pytest.fixture
def app(acme: Workspace) -> Installation:
    return acme.install(apps.manifest(socket=True))


BUTTON = {"type": "button", "action_id": "go", "text": plain("Go")}
MENU = {"type": "external_select", "action_id": "find", "placeholder": plain("Find")}
OPTIONS = [{"text": plain("Found"), "value": "1"}]
# What it answers, by the type of the payload; to a command, which names none, a greeting with something to press.
ANSWERS: dict[str, dict[str, Any] | None] = {
    "block_suggestion": {"options": OPTIONS},
    "view_submission": {"response_action": "errors", "errors": {"name": "Another, please."}},
    "": {"text": "Hi", "blocks": [{"type": "actions", "elements": [BUTTON, MENU]}]},
}


@pytest.fixture(autouse=True)
def heard(slack: Sandbox, app: Installation) -> Iterator[list[tuple[str, str]]]:
    """What a client hears, by the kinds of envelope and payload; it opens a modal when something is pressed."""
    heard: list[tuple[str, str]] = []
    bot = apps.client(slack, app)

    def hear(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        kind = str(request.payload.get("type", ""))
        heard.append((request.type, kind))
        if kind == "block_actions":
            view = modal("Ask", field("name"), submit=plain("Tell"), notify_on_close=True)
            bot.views_open(trigger_id=request.payload["trigger_id"], view=view)
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, ANSWERS.get(kind)))

    web_client = WebClient(base_url=slack.api_url)
    client = SocketModeClient(app_token=app.app_token, web_client=web_client, ping_interval=0.5)
    client.socket_mode_request_listeners.append(hear)
    client.connect()
    assert slack.desk.sockets(app, at_least=1) == 1
    yield heard
    client.close()


def test_whatever_people_do_comes_in_its_envelope(
    slack: Sandbox, priya: Person, heard: list[tuple[str, str]], room: Channel
) -> None:
    message = priya.command("/hello").message
    assert message is not None
    assert [one["value"] for one in priya.suggestions(message, "find", "fo")] == ["1"]
    [view] = priya.press(message, "go").modals
    assert priya.submit(view, {"name": "Nobody"}).errors == {"name": "Another, please."}
    assert priya.close(view).ok
    assert priya.shortcut("wave").ok
    said = priya.say(room, "Hello")
    assert priya.shortcut("keep", said).ok
    priya.react(said, "eyes")
    assert slack.desk.settled()
    assert heard == [
        ("slash_commands", ""),
        ("interactive", "block_suggestion"),
        ("interactive", "block_actions"),
        ("interactive", "view_submission"),
        ("interactive", "view_closed"),
        ("interactive", "shortcut"),
        ("interactive", "message_action"),
        ("events_api", "event_callback"),
    ]


def test_a_command_a_refresh_and_another(slack: Sandbox, app: Installation, priya: Person) -> None:
    assert priya.command("/hello").ok
    slack.desk.refresh_sockets(app)
    assert slack.desk.sockets(app, at_least=1) == 1
    assert priya.command("/hello").ok
    assert [message.text for message in priya.dm()] == ["Hi", "Hi"]


def test_a_clean_close_and_a_cut(
    slack: Sandbox, app: Installation, priya: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")  # the client's own complaints
    slack.desk.drop_sockets(app)
    assert slack.desk.sockets(app, at_least=1, timeout=10) == 1
    assert priya.command("/hello").ok
    slack.desk.cut_sockets(app)
    assert priya.command("/hello").error == "dispatch_failed"
    assert slack.desk.sockets(app, at_least=1, timeout=15) == 1
    assert priya.command("/hello").ok
