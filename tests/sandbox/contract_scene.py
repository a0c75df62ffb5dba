"""A workspace in which every method has something to be right and something to be wrong about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Installation, Person
from tests.sandbox import apps
from tests.sandbox.apps import Ear
from tests.sandbox.views import modal, trigger

Json = dict[str, Any]
TRIGGER_SECONDS = 3.0  # docs.slack.dev/surfaces/modals
# None for group DMs, nor for private channels: what needs one more is refused.
SCOPES = (
    "commands",
    "chat:write",
    "im:write",
    "im:read",
    "channels:read",
    "channels:history",
    "users:read",
    "reactions:read",
    "team:read",
)


# Who acts when an app is to open a modal.
ACTS = {"trigger": "zed", "trigger_in_a_modal": "priya", "trigger_in_three_modals": "ben", "trigger_in_none": "mei"}


@dataclass(frozen=True, slots=True)
class Scene:
    """The apps by name, and what is there by the name that a contract calls it. Triggers are made when they are
    asked for: they live three seconds."""

    slack: Sandbox
    ear: Ear
    apps: Mapping[str, Installation]
    people: Mapping[str, Person]
    things: Mapping[str, str]
    since: float

    def __getitem__(self, name: str) -> str:
        if name in self.things:
            return self.things[name]
        if name in self.people:
            return self.people[name].id
        if name == "late":
            sleep(max(0.0, self.since + TRIGGER_SECONDS + 0.1 - monotonic()))
            return self.things["early"]
        return trigger(self.ear, self.people[ACTS[name]])

    def client(self, by: str) -> WebClient:
        """Slack's own client, as an app of this name."""
        return apps.client(self.slack, self.apps[by])

    def fill(self, asked: Json) -> Json:
        """The same with every `$name` in it replaced."""
        return {
            name: re.sub(r"\$(\w+)", lambda found: self[found[1]], value) if isinstance(value, str) else value
            for name, value in asked.items()
        }


def furnished(slack: Sandbox, ear: Ear, url: str) -> Scene:
    """The scene, in a new workspace."""
    acme = slack.desk.workspace("Acme")
    people = {name: acme.person(name.title()) for name in ("priya", "ben", "zed", "mei")}
    people["gone"] = acme.person("Gone", kind="deactivated")
    priya, ben = people["priya"], people["ben"]
    closed_manifest = apps.manifest(scopes=SCOPES)
    closed_manifest["features"]["app_home"] = {"home_tab_enabled": False, "messages_tab_enabled": False}
    installed = {
        "closed": acme.install(closed_manifest),
        "socket": acme.install(apps.manifest(scopes=SCOPES, socket=True)),
        "scopeless": acme.install(apps.manifest(scopes=())),
        "revoked": acme.install(apps.manifest(scopes=SCOPES)),
        "inactive": acme.install(apps.manifest(scopes=SCOPES)),
        "app": acme.install(apps.manifest(scopes=SCOPES), url),  # the last: commands of the same name are its
    }
    acme.revoke(installed["revoked"], "token_revoked")
    acme.revoke(installed["inactive"], "account_inactive")
    app, closed = installed["app"], installed["closed"]
    client = apps.client(slack, app)
    room, archived = acme.channel("room", [priya, ben]), acme.channel("archived", [priya])
    private = acme.channel("private", [priya], private=True)
    for channel in (room, archived, private):
        channel.add(app)
    archived.archive()
    client.views_publish(user_id=priya.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    used, early, since = trigger(ear, priya), trigger(ear, priya), monotonic()
    view = client.views_open(trigger_id=used, view=modal("Ask"))["view"]
    client.views_open(trigger_id=trigger(ear, ben), view=modal("1", external_id="taken"))
    for title in ("2", "3"):
        client.views_push(trigger_id=trigger(ear, ben), view=modal(title))
    things = {
        "room": room.id,
        "archived": archived.id,
        "private": private.id,
        "elsewhere": acme.channel("elsewhere", [priya]).id,
        "closed_dm": acme.open_dms(closed, [priya])[0].id,
        "ours": str(client.chat_postMessage(channel=room.id, text="x")["ts"]),
        "unwanted": str(client.chat_postMessage(channel=room.id, text="x")["ts"]),
        "theirs": priya.say(room, "x").ts,
        "bot": app.bot_user_id,
        "bot_id": app.bot_id,
        "socket_token": installed["socket"].app_token,
        "view": view["id"],
        "used": used,
        "early": early,
    }
    return Scene(slack, ear, installed, people, things, since)
