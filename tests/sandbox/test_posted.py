"""What apps posted, by Slack's own account; and crowds of people to post to."""

import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, SandboxError, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import refused


def test_every_accepted_message_is_counted_once(
    slack: Sandbox, client: WebClient, acme: Workspace, room: Channel, priya: Person
) -> None:
    metadata = {"event_type": "sent", "event_payload": {"delivery_id": 7}}
    before = time.time()
    first = client.chat_postMessage(channel=priya.id, text="Hi", metadata=metadata)
    second = client.chat_postMessage(channel=room.id, text="All")
    refused(client, "chat.postMessage", channel=room.id)
    client.chat_postEphemeral(channel=room.id, user=priya.id, text="Only you")
    direct, public = slack.desk.posted()
    assert (direct.team_id, direct.channel, direct.ts) == (acme.id, first["channel"], first["ts"])
    assert (direct.person, direct.text, direct.metadata, direct.delivery_id) == (priya.id, "Hi", metadata, "7")
    assert before <= direct.at <= time.time()
    assert (public.ts, public.person, public.metadata, public.delivery_id) == (second["ts"], None, None, None)


def test_what_happens_later_changes_nothing(slack: Sandbox, client: WebClient, priya: Person) -> None:
    told = client.chat_postMessage(channel=priya.id, text="Before")
    client.chat_update(channel=told["channel"], ts=told["ts"], text="After")
    client.chat_delete(channel=told["channel"], ts=told["ts"])
    slack.desk.clear_record()
    assert [post.text for post in slack.desk.posted()] == ["Before"]
    assert [post.text for post in slack.desk.posted(texts=False)] == [""]


def test_a_message_whose_answer_was_lost_counts(slack: Sandbox, app: Installation, priya: Person) -> None:
    client = WebClient(token=app.bot_token, base_url=slack.api_url, retry_handlers=[])
    for trouble in ("drop_before", "drop_after", "http_500"):
        slack.desk.fault("chat.postMessage", trouble)
        with pytest.raises((OSError, SlackApiError)):
            client.chat_postMessage(channel=priya.id, text=trouble)
    assert [post.text for post in slack.desk.posted()] == ["drop_after"]


def test_of_one_workspace(slack: Sandbox, client: WebClient, app: Installation, priya: Person) -> None:
    globex = slack.desk.workspace("Globex")
    there = apps.client(slack, globex.install(app_of=app))
    client.chat_postMessage(channel=priya.id, text="here")
    there.chat_postMessage(channel=globex.person("Zed").id, text="there")
    assert [post.text for post in slack.desk.posted(globex)] == ["there"]
    assert len(slack.desk.posted()) == 2


def test_a_crowd_and_its_dms(slack: Sandbox, client: WebClient, acme: Workspace, app: Installation) -> None:
    crowd = acme.people([f"Person {n}" for n in range(1500)], "Europe/Lisbon")
    assert len({person.id for person in crowd} | {person.handle for person in crowd}) == 3000
    assert client.users_info(user=crowd[-1].id)["user"]["tz"] == "Europe/Lisbon"
    rooms = acme.open_dms(app, crowd)
    assert rooms == acme.open_dms(app, crowd)
    assert client.chat_postMessage(channel=rooms[7].id, text="Hi")["ok"]
    assert [message.text for message in crowd[7].dm()] == ["Hi"]
    assert slack.desk.posted()[0].person == crowd[7].id
    with pytest.raises(SandboxError, match="no IANA time zone"):
        acme.people(["X"], "Mars/Base")
