"""conversations.*: opening DMs, looking at channels."""

from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import refused


def test_opening_a_dm_twice_gives_the_same(client: WebClient, priya: Person) -> None:
    first = client.conversations_open(users=[priya.id])
    again = client.conversations_open(users=priya.id, return_im=True)
    assert first["channel"]["id"].startswith("D")
    assert again["channel"]["id"] == first["channel"]["id"]
    assert again["already_open"] is True
    assert again["channel"]["user"] == priya.id
    assert priya.dm_channel().id == first["channel"]["id"]
    assert client.conversations_open(channel=first["channel"]["id"])["no_op"] is True


def test_a_group_dm_needs_its_scope(slack: Sandbox, acme: Workspace, priya: Person, ben: Person) -> None:
    bigger = acme.install(apps.manifest(scopes=("mpim:write", "mpim:read")))
    client = apps.client(slack, bigger)
    opened = client.conversations_open(users=[priya.id, ben.id])["channel"]["id"]
    assert client.conversations_info(channel=opened)["channel"]["is_mpim"] is True
    assert set(client.conversations_members(channel=opened)["members"]) == {priya.id, ben.id, bigger.bot_user_id}


def test_what_the_app_sees_of_channels(
    client: WebClient, acme: Workspace, app: Installation, room: Channel, priya: Person, ben: Person
) -> None:
    channel = client.conversations_info(channel=room.id, include_num_members=True)["channel"]
    assert channel["name"] == "hiring"
    assert channel["num_members"] == 3
    assert channel["is_member"] is True
    assert channel["is_ext_shared"] is False
    outside = acme.channel("public", [priya], shared=True)
    seen = client.conversations_info(channel=outside.id)["channel"]
    assert (seen["is_member"], seen["is_ext_shared"], "num_members" in seen) == (False, True, False)
    secret = acme.channel("secret", [priya], private=True)
    assert refused(client, "conversations.info", channel=secret.id) == "channel_not_found"
    secret.add(app)
    assert client.conversations_info(channel=secret.id)["channel"]["is_private"] is True
    secret.remove(app)
    assert refused(client, "conversations.members", channel=secret.id) == "channel_not_found"
    assert refused(client, "conversations.info", channel=acme.dm(priya, ben).id) == "channel_not_found"
    assert refused(client, "conversations.info") == "channel_not_found"


def test_the_scope_of_its_kind_is_needed(slack: Sandbox, acme: Workspace, priya: Person) -> None:
    small = acme.install(apps.manifest(scopes=("channels:read", "im:write")))
    client = apps.client(slack, small)
    direct = client.conversations_open(users=priya.id)["channel"]["id"]
    assert refused(client, "conversations.info", channel=direct) == "missing_scope"


def test_members_come_by_pages(client: WebClient, acme: Workspace, app: Installation) -> None:
    people = [acme.person(f"P {n}") for n in range(5)]
    room = acme.channel("big", people)
    room.add(app)
    pages = [page["members"] for page in client.conversations_members(channel=room.id, limit=4)]
    assert pages == [[p.id for p in people[:4]], [people[4].id, app.bot_user_id]]
