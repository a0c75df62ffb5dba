"""Events of messages that apps write: the app that wrote one is told of it too."""

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear

Json = dict[str, Any]


@pytest.fixture
def direct(client: WebClient, priya: Person) -> str:
    return str(client.conversations_open(users=priya.id)["channel"]["id"])


def heard(slack: Sandbox, ear: Ear) -> list[Json]:
    assert slack.desk.settled()
    return [one.payload["event"] for one in ear.heard]


def test_what_an_app_posts(slack: Sandbox, client: WebClient, app: Installation, ear: Ear, direct: str) -> None:
    metadata = {"event_type": "sent", "event_payload": {}}
    ts = client.chat_postMessage(channel=direct, text="Hi", metadata=metadata)["ts"]
    [event] = heard(slack, ear)
    assert (event["type"], event["text"], event["ts"], event["event_ts"]) == ("message", "Hi", ts, ts)
    assert (event["channel"], event["channel_type"]) == (direct, "im")
    assert (event["user"], event["bot_id"], event["app_id"]) == (app.bot_user_id, app.bot_id, app.app_id)
    assert event["bot_profile"]["name"] == "hello"
    assert not {"subtype", "metadata"} & set(event)


def test_what_an_app_edits_and_deletes(slack: Sandbox, client: WebClient, ear: Ear, direct: str) -> None:
    ts = client.chat_postMessage(channel=direct, text="Before")["ts"]
    heard(slack, ear)
    ear.heard.clear()
    client.chat_update(channel=direct, ts=ts, text="After")
    [changed] = heard(slack, ear)
    assert (changed["subtype"], changed["hidden"], changed["channel_type"]) == ("message_changed", True, "im")
    assert (changed["message"]["ts"], changed["message"]["text"]) == (ts, "After")
    assert changed["previous_message"]["text"] == "Before"
    assert changed["ts"] > ts
    ear.heard.clear()
    client.chat_delete(channel=direct, ts=ts)
    [deleted] = heard(slack, ear)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "After"


def test_nobody_is_told_of_an_ephemeral_message(
    slack: Sandbox, client: WebClient, ear: Ear, direct: str, priya: Person
) -> None:
    ear.says(text="Only you")
    answer = priya.command("/hello", where=direct)
    assert answer.ok
    client.chat_postEphemeral(channel=direct, user=priya.id, text="Only you")
    assert slack.desk.deliveries("event") == []


def test_only_who_subscribed_and_has_the_scope(
    slack: Sandbox, client: WebClient, acme: Workspace, room: Channel
) -> None:
    for scopes, events in ((("chat:write",), ("message.channels",)), (("channels:history",), ("message.im",))):
        room.add(acme.install(apps.manifest(scopes=scopes, events=events)))
    client.chat_postMessage(channel=room.id, text="Hi")
    assert slack.desk.deliveries("event") == []
    listening = acme.install(apps.manifest(scopes=("channels:history",), events=("message.channels",)))
    room.add(listening)
    client.chat_postMessage(channel=room.id, text="Hi")
    [sent, *again] = slack.desk.deliveries("event:message")  # again and again, as nobody answers
    assert (sent.app_id, sent.sent["event"]["channel_type"]) == (listening.app_id, "channel")
    assert {other.sent["event_id"] for other in again} <= {sent.sent["event_id"]}


def test_bolt_does_not_answer_itself(slack: Sandbox, app: Installation, priya: Person) -> None:
    bolt = apps.bolt(slack, app)
    asked: list[str] = []

    @bolt.event("message")
    def answer(event: Json, client: WebClient) -> None:
        asked.append(event["text"])
        client.chat_postMessage(channel=event["channel"], text="One answer")

    with apps.over_http(bolt) as url:
        app.request_url = url
        priya.say(priya.dm_channel(), "Hello")
        priya.wait_message(containing="One answer")
        assert slack.desk.settled()
    assert asked == ["Hello"]
    assert len(slack.desk.deliveries("event:message")) == 2
