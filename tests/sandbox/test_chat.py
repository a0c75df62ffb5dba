"""chat.*: posting, changing and taking back; who may where; what Slack refuses."""

from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import refused

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hi*"}}


def test_a_message_is_seen_by_all_and_comes_back_whole(
    client: WebClient, app: Installation, room: Channel, priya: Person, ben: Person
) -> None:
    metadata = {"event_type": "sent", "event_payload": {"delivery": "1"}}
    told = client.chat_postMessage(channel=room.id, text="Hi", blocks=[SECTION], metadata=metadata)
    assert told["channel"] == room.id
    assert told["message"]["ts"] == told["ts"]
    assert told["message"]["bot_id"] == app.bot_id
    assert told["message"]["blocks"][0]["block_id"]
    for person in (priya, ben):
        [seen] = person.messages(room)
        assert (seen.ts, seen.text, seen.metadata, seen.ephemeral) == (told["ts"], "Hi", metadata, False)
        assert seen.reading() == "Hi"


def test_a_persons_id_as_channel_means_the_dm(client: WebClient, priya: Person, acme: Workspace) -> None:
    told = client.chat_postMessage(channel=priya.id, text="Psst")
    assert told["channel"] == priya.dm_channel().id
    assert [m.text for m in priya.dm()] == ["Psst"]
    gone = acme.person("Gone", kind="deactivated")
    assert refused(client, "chat.postMessage", channel=gone.id, text="x") == "user_disabled"


def test_a_thread(client: WebClient, room: Channel, priya: Person) -> None:
    parent = client.chat_postMessage(channel=room.id, text="Parent")["ts"]
    client.chat_postMessage(channel=room.id, text="Reply", thread_ts=parent)
    assert [m.thread_ts for m in priya.messages(room)] == [None, parent]


def test_where_the_app_may_not_write(
    slack: Sandbox, client: WebClient, acme: Workspace, app: Installation, priya: Person, ben: Person
) -> None:
    public, secret = acme.channel("public", [priya]), acme.channel("secret", [priya], private=True)
    assert refused(client, "chat.postMessage", channel=public.id, text="x") == "not_in_channel"
    assert refused(client, "chat.postMessage", channel=secret.id, text="x") == "channel_not_found"
    assert refused(client, "chat.postMessage", channel=acme.dm(priya, ben).id, text="x") == "channel_not_found"
    assert refused(client, "chat.postMessage", channel="C0NOWHERE", text="x") == "channel_not_found"
    assert refused(client, "chat.postMessage", text="x") == "channel_not_found"
    public.add(app)
    public.archive()
    assert refused(client, "chat.postMessage", channel=public.id, text="x") == "is_archived"
    anywhere = acme.install(apps.manifest(scopes=("chat:write", "chat:write.public")))
    other = acme.channel("other", [priya])
    assert apps.client(slack, anywhere).chat_postMessage(channel=other.id, text="x")["ok"]


def test_a_messages_tab_that_is_off(slack: Sandbox, acme: Workspace, priya: Person) -> None:
    closed = apps.manifest()
    closed["features"]["app_home"]["messages_tab_enabled"] = False
    client = apps.client(slack, acme.install(closed))
    assert refused(client, "chat.postMessage", channel=priya.id, text="x") == "messages_tab_disabled"


def test_what_slack_refuses_is_refused_and_on_record(slack: Sandbox, client: WebClient, room: Channel) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    for error, asked in (
        ("no_text", {}),
        ("invalid_blocks", {"text": "x", "blocks": [long]}),
        ("invalid_blocks", {"text": "x", "blocks": "{"}),
        ("msg_too_long", {"text": "x" * 40_001}),
        ("invalid_metadata_format", {"text": "x", "metadata": {"event_type": "x"}}),
        ("too_many_attachments", {"attachments": [{"text": "x"}] * 101}),
    ):
        assert refused(client, "chat.postMessage", channel=room.id, **asked) == error
    assert {(b.place, b.error) for b in slack.desk.breaches()} >= {
        ("chat.postMessage", "no_text"),
        ("chat.postMessage", "invalid_blocks"),
    }


def test_an_ephemeral_message_is_for_one(client: WebClient, room: Channel, priya: Person, ben: Person) -> None:
    told = client.chat_postEphemeral(channel=room.id, user=priya.id, text="Only you")
    [seen] = priya.messages(room)
    assert (seen.ts, seen.ephemeral) == (told["message_ts"], True)
    assert ben.messages(room) == []
    asked = {"channel": room.id, "ts": seen.ts, "text": "x"}
    assert refused(client, "chat.update", **asked) == "message_not_found"
    assert refused(client, "chat.postEphemeral", channel=room.id, user="U0", text="x") == "user_not_found"


def test_changing_a_message(client: WebClient, room: Channel, priya: Person) -> None:
    ts = client.chat_postMessage(channel=room.id, text="Before", blocks=[SECTION])["ts"]
    told = client.chat_update(channel=room.id, ts=ts, text="After")
    assert (told["ts"], told["text"]) == (ts, "After")
    [seen] = priya.messages(room)
    assert (seen.text, seen.edited, len(seen.blocks)) == ("After", True, 1)
    client.chat_update(channel=room.id, ts=ts, text="After", blocks=[])
    assert priya.messages(room)[0].blocks == []
    assert refused(client, "chat.update", channel=room.id, ts=ts, text="x" * 4001) == "msg_too_long"
    assert refused(client, "chat.update", channel=room.id, ts="1.1", text="x") == "message_not_found"


def test_only_ones_own_messages(
    slack: Sandbox, client: WebClient, acme: Workspace, room: Channel, priya: Person
) -> None:
    said = priya.say(room, "Mine")
    assert refused(client, "chat.update", channel=room.id, ts=said.ts, text="x") == "cant_update_message"
    assert refused(client, "chat.delete", channel=room.id, ts=said.ts) == "cant_delete_message"
    ts = client.chat_postMessage(channel=room.id, text="Ours")["ts"]
    assert client.chat_delete(channel=room.id, ts=ts)["ts"] == ts
    assert [m.text for m in priya.messages(room)] == ["Mine"]
