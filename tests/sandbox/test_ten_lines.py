"""A Bolt app of a few lines, over both transports: everything a person can do with it, and what they see."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltContext, Respond, Say
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Installation, Person, Workspace
from tests.sandbox import apps

BUTTON = {"type": "button", "action_id": "go", "value": "1", "text": {"type": "plain_text", "text": "Go"}}
NAME = {
    "type": "input",
    "block_id": "name",
    "label": {"type": "plain_text", "text": "Name"},
    "element": {"type": "plain_text_input", "action_id": "name"},
}
MODAL = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Who?"},
    "submit": {"type": "plain_text", "text": "Tell"},
    "blocks": [NAME],
}


def listeners(app: App) -> None:
    @app.command("/hello")
    def hello(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"Hello {command['text']}", blocks=[{"type": "actions", "elements": [BUTTON]}])

    @app.action("go")
    def go(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        respond("Opened.", replace_original=True)
        ack()

    @app.view("ask")
    def told(ack: Ack, view: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        name = view["state"]["values"]["name"]["name"]["value"]
        if name == "nobody":
            ack(response_action="errors", errors={"name": "Somebody, please."})
            return
        client.chat_postMessage(channel=str(context.user_id), text=f"You are {name}.")
        ack()

    @app.event("message")
    def echo(event: dict[str, Any], say: Say) -> None:
        say(f"You said {event['text']}.")


@pytest.fixture(params=["http", "socket"])
def hello(request: pytest.FixtureRequest, slack: Sandbox, acme: Workspace) -> Iterator[Installation]:
    installed = acme.install(apps.manifest(socket=request.param == "socket"))
    app = apps.bolt(slack, installed)
    listeners(app)

    @contextmanager
    def http() -> Iterator[None]:
        with apps.over_http(app) as url:
            installed.request_url = url
            yield

    way: AbstractContextManager[object] = http()
    if request.param == "socket":
        way = apps.over_socket(app, slack, installed)
    with way:
        yield installed


@pytest.mark.usefixtures("hello")
def test_a_whole_conversation(slack: Sandbox, priya: Person) -> None:
    answer = priya.command("/hello", "& <world>")
    assert answer.ok
    assert answer.message is not None
    assert answer.message.ephemeral
    assert answer.message.text == "Hello &amp; &lt;world&gt;"
    assert answer.message.reading() == "[Go]"

    pressed = priya.press(answer.message, "go")
    assert pressed.ok
    [modal] = pressed.modals
    assert modal.reading() == "WHO?\nName: [          ]\n[Cancel] [Tell]"
    assert [m.text for m in priya.dm()] == ["Opened."]

    refused = priya.submit(modal, {"name": "nobody"})
    assert refused.errors == {"name": "Somebody, please."}
    assert "⚠ Somebody, please." in refused.modals[-1].reading()
    assert priya.submit(modal, {"name": "Priya"}).modals == []
    assert priya.dm()[-1].text == "You are Priya."

    priya.say(None, "thanks")
    assert priya.wait_message(containing="You said thanks.").user != priya.id
    assert slack.desk.breaches() == []


def test_two_people_at_once_do_not_see_each_others_answers(
    hello: Installation, acme: Workspace, priya: Person, ben: Person
) -> None:
    room = acme.channel("hiring", [priya, ben])
    priya.command("/hello", "P", where=room)
    ben.command("/hello", "B", where=room)
    assert [m.text for m in priya.messages(room)] == ["Hello P"]
    assert [m.text for m in ben.messages(room)] == ["Hello B"]
    assert all(m.user == hello.bot_user_id for m in priya.messages(room))
