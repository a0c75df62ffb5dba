"""What an open page is told, as it happens."""

from typing import Any

from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox.apps import Ear, refused
from tests.sandbox.page.watching import eye


def named(scene: Any, person: Person) -> Any:
    return next(each for each in scene["people"] if each["id"] == person.id)


def test_a_page_hears_of_a_message_as_it_comes(
    slack: Sandbox, client: WebClient, priya: Person, ben: Person, room: Channel
) -> None:
    with eye(slack) as page:
        page.look(priya, room)
        page.until("scene", lambda scene: scene["viewer"] == priya.id)
        ts = client.chat_postMessage(channel=room.id, text="Hello")["ts"]
        shown = page.until("timeline", lambda place: place["order"] == [ts])
        assert shown["messages"][ts]["text"] == "Hello"
        ben.react(priya.messages(room)[0], "eyes")
        shown = page.until("timeline", lambda place: place["messages"][ts].get("reactions"))
        assert shown["messages"][ts]["reactions"] == [{"name": "eyes", "users": [ben.id], "count": 1}]


def test_only_the_stretch_looked_at_is_told_and_only_once(slack: Sandbox, priya: Person, room: Channel) -> None:
    said = [priya.say(room, f"number {index}").ts for index in range(30)]
    with eye(slack) as page:
        page.look(priya, room, start=None, count=10)
        shown = page.until("timeline", lambda place: place["total"] == 30)
        assert (shown["start"], shown["order"]) == (20, said[20:])
        page.look(priya, room, start=15, count=10)
        shown = page.until("timeline")
        assert (shown["start"], shown["order"], list(shown["messages"])) == (15, said[15:25], said[15:20])


def test_what_is_unread_is_marked_for_everybody_until_they_read_it(
    slack: Sandbox, client: WebClient, priya: Person, ben: Person, room: Channel
) -> None:
    with eye(slack) as page:
        page.look(priya, room)
        page.until("scene", lambda scene: scene["viewer"] == priya.id)
        ts = client.chat_postMessage(channel=room.id, text="Hello")["ts"]
        scene = page.until("scene", lambda scene: named(scene, priya)["unread"] == 1)
        assert named(scene, ben)["unread"] == 1
        assert [place["unread"] for place in scene["places"] if place["id"] == room.id] == [1]
        priya.link.ask("mark_read", team=priya.workspace_id, person=priya.id, channel=room.id, ts=ts)
        scene = page.until("scene", lambda scene: named(scene, priya)["unread"] == 0)
        assert named(scene, ben)["unread"] == 1


def test_unread_messages_are_counted_to_a_hundred(slack: Sandbox, acme: Workspace, priya: Person, ben: Person) -> None:
    rooms = [acme.channel(name, [priya, ben]) for name in ("lobby", "kitchen")]
    for number in range(130):
        ben.say(rooms[0], f"number {number}")
    ben.say(rooms[1], "Tea?")
    with eye(slack) as page:
        page.look(priya, rooms[1])
        scene = page.until("scene", lambda scene: scene["viewer"] == priya.id)
        assert named(scene, priya)["unread"] == 100
        assert [place["unread"] for place in scene["places"] if place["id"] in {r.id for r in rooms}] == [100, 1]


def test_replies_are_told_with_the_message_they_answer(
    slack: Sandbox, client: WebClient, priya: Person, room: Channel
) -> None:
    first = client.chat_postMessage(channel=room.id, text="First")["ts"]
    with eye(slack) as page:
        page.look(priya, room)
        assert page.until("timeline")["messages"][first]["replies"] == []
        reply = client.chat_postMessage(channel=room.id, text="Below", thread_ts=first)["ts"]
        shown = page.until("timeline")
        assert (shown["total"], shown["order"]) == (1, [first])
        assert [each["text"] for each in shown["messages"][first]["replies"]] == ["Below"]
        client.chat_update(channel=room.id, ts=reply, text="Changed")
        shown = page.until("timeline")
        assert [each["text"] for each in shown["messages"][first]["replies"]] == ["Changed"]
        priya.link.ask("mark_read", team=priya.workspace_id, person=priya.id, channel=room.id, ts=first)
        page.until("scene", lambda scene: named(scene, priya)["unread"] == 0)
        client.chat_delete(channel=room.id, ts=first)
        assert page.until("timeline")["order"] == [reply]


def test_ephemeral_messages_are_told_to_whom_they_are_for(
    slack: Sandbox, client: WebClient, priya: Person, ben: Person, room: Channel
) -> None:
    client.chat_postEphemeral(channel=room.id, user=priya.id, text="Psst")
    with eye(slack) as page:
        page.look(ben, room)
        assert page.until("timeline")["total"] == 0
        page.look(priya, room)
        assert page.until("timeline")["total"] == 1


def test_nobody_sees_a_conversation_they_are_not_in(
    slack: Sandbox, acme: Workspace, priya: Person, ben: Person
) -> None:
    secret = acme.channel("secret", [ben], private=True)
    ben.say(secret, "Not for Priya")
    with eye(slack) as page:
        page.look(priya, secret)
        scene = page.until("scene", lambda scene: scene["viewer"] == priya.id)
        assert secret.id not in {place["id"] for place in scene["places"]}
        assert all("Not for Priya" not in str(news) for news in page.told)


def test_modals_come_and_go(slack: Sandbox, client: WebClient, ear: Ear, priya: Person, opened: Any) -> None:
    with eye(slack) as page:
        page.look(priya)
        assert [view["id"] for view in page.until("modals", bool)] == [opened.id]
        priya.close(opened)
        assert page.until("modals") == []


def test_exchanges_are_told_when_they_begin_and_when_they_end(
    slack: Sandbox, app: Installation, ear: Ear, client: WebClient, priya: Person, room: Channel
) -> None:
    with eye(slack) as page:
        priya.command("/hello", where=room)
        passed = page.until("traffic", lambda news: any(each["seconds"] for each in news["exchanges"]))
        [line] = [each for each in passed["exchanges"] if each["seconds"] is not None]
        assert (line["direction"], line["name"], line["status"]) == ("delivery", "command", 200)


def test_breaches_are_told(slack: Sandbox, client: WebClient, room: Channel) -> None:
    with eye(slack) as page:
        wrong = [{"type": "divider", "colour": "red"}]
        assert refused(client, "chat.postMessage", channel=room.id, text="Hi", blocks=wrong) == "invalid_blocks"
        [breach] = page.until("traffic", lambda news: news["breaches"])["breaches"]
        assert breach["place"] == "chat.postMessage"


def test_what_makes_no_sense_changes_nothing(slack: Sandbox, priya: Person, room: Channel) -> None:
    with eye(slack) as page:
        for nonsense in ("", "[]", "null", "{", '{"start": "x"}', '{"count": {}}', '{"team": 5, "person": []}'):
            page.send(nonsense)
        page.look(priya, room)
        assert page.until("scene", lambda scene: scene["viewer"] == priya.id)["team"] == priya.workspace_id
