"""Buttons, menus and fields in messages: what the app gets."""

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Message, Person, SandboxError, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


ELEMENTS: list[Json] = [
    {"type": "button", "action_id": "go", "value": "1", "text": plain("Go")},
    {"type": "button", "action_id": "go", "value": "2", "text": plain("Go on")},
    {"type": "overflow", "action_id": "more", "options": [option("Level"), option("Kind")]},
    {"type": "static_select", "action_id": "pick", "placeholder": plain("Pick"), "options": [option("A"), option("B")]},
    {"type": "checkboxes", "action_id": "tick", "options": [option("One"), option("Two")]},
    {"type": "radio_buttons", "action_id": "one", "options": [option("One"), option("Two")]},
    {"type": "users_select", "action_id": "who"},
    {"type": "multi_users_select", "action_id": "all"},
    {"type": "conversations_select", "action_id": "where"},
    {"type": "datepicker", "action_id": "day"},
    {"type": "timepicker", "action_id": "time"},
]
BLOCKS: list[Json] = [
    {"type": "section", "block_id": f"b{number}", "text": plain("x"), "accessory": element}
    for number, element in enumerate(ELEMENTS)
]


@pytest.fixture
def posted(client: WebClient, ear: Ear, room: Channel, priya: Person) -> Message:
    client.chat_postMessage(channel=room.id, text="Press", blocks=BLOCKS)
    return priya.messages(room)[-1]


def test_a_button_in_a_message(
    ear: Ear, app: Installation, acme: Workspace, posted: Message, room: Channel, priya: Person
) -> None:
    assert priya.press(posted, "go").ok
    payload = ear.heard[-1].payload
    assert payload["type"] == "block_actions"
    assert payload["user"] == {"id": priya.id, "username": "priya.nair", "name": "priya.nair", "team_id": acme.id}
    assert payload["team"] == {"id": acme.id, "domain": "acme"}
    assert payload["channel"] == {"id": room.id, "name": "hiring"}
    assert payload["container"] == {
        "type": "message",
        "message_ts": posted.ts,
        "channel_id": room.id,
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == posted.ts
    assert payload["message"]["blocks"] == posted.blocks
    assert (payload["api_app_id"], payload["token"]) == (app.app_id, app.verification_token)
    assert (payload["enterprise"], payload["is_enterprise_install"]) == (None, False)
    [action] = payload["actions"]
    assert action.pop("action_ts")
    assert action == {"type": "button", "action_id": "go", "block_id": "b0", "value": "1", "text": plain("Go")}


def test_which_of_several_buttons(ear: Ear, posted: Message, priya: Person) -> None:
    for pressed in ({"value": "2"}, {"block_id": "b1"}):
        priya.press(posted, "go", **pressed)
        assert ear.heard[-1].payload["actions"][0]["value"] == "2"
    element = posted.elements()[1]
    assert (element.label, element.type, element.value) == ("Go on", "button", "2")
    priya.press(posted, element)
    assert ear.heard[-1].payload["actions"][0]["block_id"] == "b1"


@pytest.mark.parametrize(
    ("action_id", "chosen", "key", "held"),
    [
        ("more", "Level", "selected_option", option("Level")),
        ("pick", "b", "selected_option", option("B")),
        ("pick", None, "selected_option", None),
        ("tick", ["One", "two"], "selected_options", [option("One"), option("Two")]),
        ("one", "Two", "selected_option", option("Two")),
        ("where", "C0X", "selected_conversation", "C0X"),
        ("day", "2026-11-24", "selected_date", "2026-11-24"),
        ("time", "10:30", "selected_time", "10:30"),
    ],
)
def test_each_kind_of_choice(
    ear: Ear, posted: Message, priya: Person, action_id: str, chosen: object, key: str, held: object
) -> None:
    priya.choose(posted, action_id, chosen)
    payload = ear.heard[-1].payload
    assert payload["actions"][0][key] == held
    if action_id != "more":
        block_id = payload["actions"][0]["block_id"]
        assert payload["state"]["values"][block_id][action_id][key] == held


def test_people_can_be_chosen_as_they_are(ear: Ear, posted: Message, priya: Person, ben: Person) -> None:
    priya.choose(posted, "who", ben)
    assert ear.heard[-1].payload["actions"][0]["selected_user"] == ben.id
    priya.choose(posted, "all", [ben, priya])
    assert ear.heard[-1].payload["actions"][0]["selected_users"] == [ben.id, priya.id]


def test_the_state_of_a_message_is_each_persons_own(ear: Ear, posted: Message, priya: Person, ben: Person) -> None:
    priya.choose(posted, "pick", "A")
    ben.press(posted, "go")
    state = ear.heard[-1].payload["state"]["values"]
    assert state["b3"]["pick"]["selected_option"] is None
    assert state["b4"]["tick"]["selected_options"] == []
    priya.press(posted, "go")
    assert ear.heard[-1].payload["state"]["values"]["b3"]["pick"]["selected_option"] == option("A")


def test_an_ephemeral_message_is_not_sent_along(ear: Ear, priya: Person, ben: Person, room: Channel) -> None:
    ear.says(text="Press", blocks=BLOCKS)
    message = priya.command("/hello", where=room).message
    assert message is not None
    ear.says()
    priya.press(message, "go")
    payload = ear.heard[-1].payload
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    with pytest.raises(SandboxError, match="does not see"):
        ben.press(message, "go")


def test_what_cannot_be_done(posted: Message, priya: Person) -> None:
    with pytest.raises(SandboxError, match=r"no 'gone'.*go \(button\)"):
        priya.press(posted, "gone")
    with pytest.raises(SandboxError, match="no 'go' with value '3'"):
        priya.press(posted, "go", "3")
    with pytest.raises(SandboxError, match="'C' is not on offer in pick"):
        priya.choose(posted, "pick", "C")


def test_a_press_that_is_not_acknowledged(ear: Ear, posted: Message, priya: Person) -> None:
    ear.says(500)
    answer = priya.press(posted, "go")
    assert (answer.ok, answer.error, answer.status) == (False, "dispatch_failed", 500)


def test_an_external_select(client: WebClient, ear: Ear, room: Channel, priya: Person) -> None:
    select = {"type": "external_select", "action_id": "find", "placeholder": plain("Find"), "min_query_length": 1}
    block = {"type": "section", "block_id": "f", "text": plain("x"), "accessory": select}
    client.chat_postMessage(channel=room.id, text="Find", blocks=[block])
    message = priya.messages(room)[-1]
    ear.says(options=[option("Found")])
    offered = priya.suggestions(message, "find", "fo")
    payload = ear.heard[-1].payload
    assert (payload["type"], payload["value"], payload["block_id"]) == ("block_suggestion", "fo", "f")
    ear.says()
    priya.choose(message, "find", offered[0])
    assert ear.heard[-1].payload["actions"][0]["selected_option"] == option("Found")


def test_shortcuts(ear: Ear, posted: Message, priya: Person) -> None:
    assert priya.shortcut("wave").ok
    payload = ear.heard[-1].payload
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "wave")
    assert payload["trigger_id"]
    assert "response_url" not in payload
    priya.shortcut("keep", posted)
    payload = ear.heard[-1].payload
    assert (payload["type"], payload["message_ts"]) == ("message_action", posted.ts)
    assert payload["response_url"]
    with pytest.raises(SandboxError, match="no global shortcut"):
        priya.shortcut("keep")


def test_no_reaction_and_no_shortcut_on_an_ephemeral_message(ear: Ear, priya: Person) -> None:
    ear.says(text="Only you")
    message = priya.command("/hello").message
    assert message is not None
    with pytest.raises(SandboxError, match="ephemeral"):
        priya.react(message, "one")
    with pytest.raises(SandboxError, match="no message shortcut"):
        priya.shortcut("keep", message)


def test_two_apps_side_by_side_get_their_own_presses(
    slack: Sandbox, acme: Workspace, ear: Ear, posted: Message, priya: Person, room: Channel
) -> None:
    with apps.listening() as (other_ear, url):
        other = acme.install(apps.manifest(), request_url=url)
        room.add(other)
        apps.client(slack, other).chat_postMessage(channel=room.id, text="Mine", blocks=BLOCKS)
        priya.press(priya.messages(room)[-1], "go")
        assert [heard.payload["api_app_id"] for heard in other_ear.heard] == [other.app_id]
    assert ear.heard == []
