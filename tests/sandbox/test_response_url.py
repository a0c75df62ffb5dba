"""response_url: five uses in thirty minutes, who sees what, and what replace and delete do."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox import Sandbox
from sandbox.client import Channel, Message, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
BLOCKS = [{"type": "actions", "elements": [BUTTON]}]


def url(ear: Ear) -> WebhookClient:
    return WebhookClient(ear.heard[-1].payload["response_url"])


@pytest.fixture
def pressed(client: WebClient, ear: Ear, room: Channel, priya: Person) -> Message:
    """A public message whose button Priya has pressed."""
    client.chat_postMessage(channel=room.id, text="Press", blocks=BLOCKS)
    message = priya.messages(room)[-1]
    priya.press(message, "go")
    return message


def test_five_uses(ear: Ear, priya: Person, room: Channel) -> None:
    priya.command("/hello", where=room)
    hook = url(ear)
    assert [hook.send(text=str(n)).body for n in range(5)] == ["ok"] * 5
    sixth = hook.send(text="6")
    assert (sixth.status_code, '"used_url"' in sixth.body) == (404, True)
    assert [m.text for m in priya.messages(room)] == list("01234")


def test_it_ends(priya: Person) -> None:
    with Sandbox.start(response_url_seconds=0) as slack, apps.listening() as (ear, where):
        acme = slack.desk.workspace("Acme")
        acme.install(apps.manifest(), request_url=where)
        acme.person("Priya").command("/hello")
        late = url(ear).send(text="late")
    assert (late.status_code, '"expired_url"' in late.body) == (404, True)


def test_ephemeral_unless_said_otherwise(ear: Ear, priya: Person, ben: Person, room: Channel) -> None:
    priya.command("/hello", where=room)
    url(ear).send(text="only you")
    url(ear).send(text="all", response_type="in_channel")
    assert [m.text for m in priya.messages(room)] == ["only you", "all"]
    assert [m.text for m in ben.messages(room)] == ["all"]


def test_it_works_where_the_app_is_not(acme: Workspace, ear: Ear, priya: Person, ben: Person) -> None:
    for where in (acme.channel("secret", [priya, ben], private=True), acme.dm(priya, ben)):
        priya.command("/hello", where=where)
        url(ear).send(text="shared", response_type="in_channel")
        assert [m.text for m in ben.messages(where)] == ["shared"]


def test_replacing_and_deleting_a_public_message(
    ear: Ear, pressed: Message, ben: Person, priya: Person, room: Channel
) -> None:
    url(ear).send(text="Done", replace_original=True)
    [seen] = ben.messages(room)
    assert (seen.ts, seen.text, seen.blocks, seen.ephemeral) == (pressed.ts, "Done", [], False)
    url(ear).send(text="Noted", replace_original=False)
    assert [m.text for m in priya.messages(room)] == ["Done", "Noted"]
    assert [m.text for m in ben.messages(room)] == ["Done"]
    url(ear).send(delete_original=True)
    assert ben.messages(room) == []


def test_replacing_and_deleting_an_ephemeral_message(ear: Ear, priya: Person, room: Channel) -> None:
    ear.says(text="Press", blocks=BLOCKS)
    message = priya.command("/hello", where=room).message
    assert message is not None
    ear.says()
    priya.press(message, "go")
    url(ear).send(text="Done", replace_original=True, blocks=BLOCKS)
    [seen] = priya.messages(room)
    assert (seen.ts, seen.text, seen.ephemeral) == (message.ts, "Done", True)
    priya.press(seen, "go")
    url(ear).send(delete_original=True)
    assert priya.messages(room) == []


def test_the_original_of_a_command_is_its_first_answer(ear: Ear, priya: Person, room: Channel) -> None:
    ear.says(text="Looking …")
    priya.command("/hello", where=room)
    url(ear).send(text="Found", replace_original=True)
    assert [m.text for m in priya.messages(room)] == ["Found"]


@pytest.mark.parametrize(
    ("body", "error"),
    [({"text": ""}, "no_text"), ({"text": "x", "blocks": [{"type": "nothing"}]}, "invalid_blocks")],
)
def test_what_breaks_a_rule_is_refused_and_on_record(
    slack: Sandbox, ear: Ear, priya: Person, body: dict[str, Any], error: str
) -> None:
    priya.command("/hello")
    told = url(ear).send_dict(body)
    assert (told.status_code, f'"{error}"' in told.body) == (400, True)
    assert priya.dm() == []
    assert {(b.place, b.error) for b in slack.desk.breaches()} == {("response_url", error)}
    [call] = slack.desk.calls("response_url")
    assert call.error == error
    assert {b.exchange for b in slack.desk.breaches()} == {call.number}


def test_slack_is_down_here_too(slack: Sandbox, ear: Ear, priya: Person, room: Channel) -> None:
    priya.command("/hello", where=room)
    hook = WebhookClient(url(ear).url, retry_handlers=[])  # one that sends nothing twice by itself
    down = slack.desk.fault("*", "down", times=None)
    assert hook.send(text="down").status_code == 503
    slack.desk.lift(down)
    slack.desk.fault("response_url", "rate_limited", seconds=7)
    limited = hook.send(text="too many")
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "7")
    for trouble, there in (("drop_before", []), ("drop_after", ["drop_after"])):
        slack.desk.fault("response_url", trouble)  # type: ignore[arg-type] # one of the two above
        with pytest.raises(OSError, match=r"closed|reset"):
            hook.send(text=trouble)
        assert [m.text for m in priya.messages(room)] == there
    assert [call.error for call in slack.desk.calls("response_url")] == [None, "ratelimited", "dropped", "dropped"]
    assert hook.send(text="back").body == "ok"
