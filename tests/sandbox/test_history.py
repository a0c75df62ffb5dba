"""conversations.history, conversations.replies, reactions.get: reading back what was said."""

import time

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import refused

METADATA = {"event_type": "sent", "event_payload": {"delivery_id": "d1"}}
HISTORY = "conversations.history"


@pytest.fixture
def direct(client: WebClient, priya: Person) -> str:
    return str(client.conversations_open(users=priya.id)["channel"]["id"])


def said(client: WebClient, channel: str, count: int) -> list[str]:
    """The `ts` of so many messages, oldest first."""
    return [str(client.chat_postMessage(channel=channel, text=f"{n}")["ts"]) for n in range(count)]


def test_the_newest_comes_first_and_people_and_app_are_in_it(client: WebClient, direct: str, priya: Person) -> None:
    client.chat_postMessage(channel=direct, text="First")
    priya.say(direct, "Second")
    told = client.conversations_history(channel=direct)
    assert [m["text"] for m in told["messages"]] == ["Second", "First"]
    assert told["has_more"] is False
    assert "response_metadata" not in told


def test_metadata_comes_only_when_it_is_asked_for(client: WebClient, direct: str) -> None:
    ts = client.chat_postMessage(channel=direct, text="x", metadata=METADATA)["ts"]
    assert "metadata" not in client.conversations_history(channel=direct)["messages"][0]
    found = client.conversations_history(channel=direct, include_all_metadata=True)["messages"][0]
    assert (found["ts"], found["metadata"]) == (ts, METADATA)


def test_an_edit_keeps_replaces_or_takes_away_the_metadata(client: WebClient, direct: str) -> None:
    def metadata() -> object:
        [message] = client.conversations_history(channel=direct, include_all_metadata=True)["messages"]
        return message.get("metadata")

    ts = client.chat_postMessage(channel=direct, text="x", metadata=METADATA)["ts"]
    client.chat_update(channel=direct, ts=ts, text="y")
    assert metadata() == METADATA
    other = METADATA | {"event_type": "changed"}
    client.chat_update(channel=direct, ts=ts, text="y", metadata=other)
    assert metadata() == other
    client.chat_update(channel=direct, ts=ts, text="y", metadata={})
    assert metadata() is None
    assert refused(client, "chat.postMessage", channel=direct, text="x", metadata={}) == "invalid_metadata_format"


def test_all_pages_together_are_the_whole(client: WebClient, direct: str) -> None:
    stamps = said(client, direct, 5)
    pages = [page["messages"] for page in client.conversations_history(channel=direct, limit=2)]
    assert [[m["ts"] for m in page] for page in pages] == [
        [stamps[4], stamps[3]],
        [stamps[2], stamps[1]],
        [stamps[0]],
    ]


def test_a_message_between_two_pages_moves_nothing(client: WebClient, direct: str) -> None:
    stamps = said(client, direct, 3)
    first = client.conversations_history(channel=direct, limit=1)
    said(client, direct, 1)
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel=direct, limit=2, cursor=cursor)
    assert [m["ts"] for m in second["messages"]] == [stamps[1], stamps[0]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"oldest": 1}, [3, 2]),
        ({"oldest": 1, "inclusive": True}, [3, 2, 1]),
        ({"latest": 2}, [1, 0]),
        ({"latest": 2, "inclusive": True}, [2, 1, 0]),
        ({"oldest": 0, "latest": 3}, [2, 1]),
        ({"inclusive": True}, [3, 2, 1, 0]),
    ],
)
def test_between_two_moments(client: WebClient, direct: str, asked: dict[str, int], found: list[int]) -> None:
    stamps = said(client, direct, 4)
    bounds = {name: stamps[n] if name != "inclusive" else n for name, n in asked.items()}
    told = client.api_call(HISTORY, json={"channel": direct} | bounds)
    assert [m["ts"] for m in told["messages"]] == [stamps[n] for n in found]


def test_a_message_stands_in_the_history_only_after_the_lag(slack: Sandbox, client: WebClient, direct: str) -> None:
    slack.desk.lag_history(0.3)
    accepted = time.time()
    [ts] = said(client, direct, 1)
    assert client.conversations_history(channel=direct)["messages"] == []
    assert refused(client, "conversations.replies", channel=direct, ts=ts) == "thread_not_found"
    while not client.conversations_history(channel=direct)["messages"]:
        assert time.time() - accepted < 3
    assert time.time() - accepted >= 0.3
    slack.desk.lag_history(0)
    said(client, direct, 1)
    assert len(client.conversations_history(channel=direct)["messages"]) == 2


def test_each_type_of_conversation_has_its_scope(
    slack: Sandbox, client: WebClient, acme: Workspace, room: Channel, priya: Person
) -> None:
    assert refused(client, HISTORY, channel=room.id) == "missing_scope"
    reader = acme.install(apps.manifest(scopes=("channels:history", "im:write")))
    reading = apps.client(slack, reader)
    assert refused(reading, HISTORY, channel=room.id) == "not_in_channel"
    room.add(reader)
    priya.say(room, "Hi")
    assert [m["text"] for m in reading.conversations_history(channel=room.id)["messages"]] == ["Hi"]
    direct = reading.conversations_open(users=priya.id)["channel"]["id"]
    assert refused(reading, HISTORY, channel=direct) == "missing_scope"


def test_replies_stand_in_their_thread_and_ephemeral_messages_nowhere(
    client: WebClient, direct: str, priya: Person
) -> None:
    [parent] = said(client, direct, 1)
    reply = client.chat_postMessage(channel=direct, text="Reply", thread_ts=parent)["ts"]
    client.chat_postEphemeral(channel=direct, user=priya.id, text="Only you")
    assert [m["ts"] for m in client.conversations_history(channel=direct)["messages"]] == [parent]
    told = client.conversations_replies(channel=direct, ts=parent)
    assert [m["ts"] for m in told["messages"]] == [parent, reply]
    assert [m["ts"] for m in client.conversations_replies(channel=direct, ts=reply)["messages"]] == [reply]
    assert refused(client, "conversations.replies", channel=direct, ts="1.1") == "thread_not_found"


def test_the_reactions_of_a_message(client: WebClient, app: Installation, direct: str, priya: Person) -> None:
    [ts] = said(client, direct, 1)
    priya.react(priya.messages()[0], "+1")
    told = client.reactions_get(channel=direct, timestamp=ts)
    assert (told["type"], told["channel"], told["message"]["user"]) == ("message", direct, app.bot_user_id)
    assert told["message"]["reactions"] == [{"name": "+1", "users": [priya.id], "count": 1}]
    assert refused(client, "reactions.get", channel=direct) == "no_item_specified"
    assert refused(client, "reactions.get", channel=direct, timestamp="1.1") == "message_not_found"
