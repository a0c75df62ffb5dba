"""Who and what there is in a workspace, as one person sees it."""

from typing import Any

from sandbox.local_slack import LocalSlack
from sandbox.state.conversations import Conversation
from sandbox.state.people import Person
from sandbox.state.world import Workspace

Json = dict[str, Any]

MOST_UNREAD = 100  # counted; the page says 99+, and looks at each conversation for each person on every change


def seen(slack: LocalSlack, team_id: str, person_id: str) -> Json:
    """The workspaces; of the one with `team_id` (the first, when there is none) its people, apps and commands; and
    the conversations of the person, each with how much they have not read."""
    world = slack.world
    workspace = world.workspaces.get(team_id) or next(iter(world.workspaces.values()), None)
    scene: Json = {"workspaces": [{"id": w.id, "name": w.name} for w in world.workspaces.values()], "team": None}
    if workspace is None:
        return scene
    return scene | {
        "team": workspace.id,
        "viewer": person_id,
        "zone": workspace.zone,
        "people": [_person(slack, workspace, person) for person in workspace.people.values()],
        "places": [_place(slack, place, person_id) for place in workspace.conversations.values()
                   if person_id in place.members],
        "channels": {c.id: c.name for c in workspace.conversations.values() if c.kind in {"public", "private"}},
        "apps": [_app(slack, workspace, app_id, person_id) for app_id in workspace.installations],
    }  # fmt: skip


def faults(slack: LocalSlack) -> list[Json]:
    """The troubles in force; `ends` is Unix seconds, None where one does not end by itself."""
    shown = ("id", "on", "trouble", "times", "ends")
    return [{name: getattr(fault, name) for name in shown} for fault in slack.faults.in_force()]


def _person(slack: LocalSlack, workspace: Workspace, person: Person) -> Json:
    places = [place for place in workspace.conversations.values() if person.id in place.members]
    return {
        "id": person.id,
        "name": person.name,
        "handle": person.handle,
        "kind": person.kind,
        "zone": person.zone,
        "locale": person.locale,
        "unread": 0 if person.kind == "bot" else min(MOST_UNREAD, sum(_unread(slack, p, person.id) for p in places)),
    }


def _place(slack: LocalSlack, place: Conversation, person_id: str) -> Json:
    return {
        "id": place.id,
        "kind": place.kind,
        "name": place.name,
        "members": list(place.members) if place.kind in {"im", "mpim"} else len(place.members),
        "shared": place.shared,
        "archived": place.archived,
        "unread": _unread(slack, place, person_id),
    }


def _unread(slack: LocalSlack, place: Conversation, person_id: str) -> int:
    """How many messages of others stand there after the person's mark, `MOST_UNREAD` at most. Ephemeral ones and
    replies in threads leave no mark at a conversation in Slack."""
    mark = slack.world.marks.get((person_id, place.id), "")
    count = 0
    for message in reversed(place.messages.values()):
        if message.ts <= mark or count == MOST_UNREAD:
            break
        count += message.only_for is None and message.user != person_id and message.thread_ts in {None, message.ts}
    return count


def _app(slack: LocalSlack, workspace: Workspace, app_id: str, person_id: str) -> Json:
    installation = workspace.installations[app_id]
    app = installation.app
    direct = workspace.directs.get(frozenset({person_id, installation.bot_user_id}))
    return {
        "id": app.id,
        "name": app.bot_name,
        "user": installation.bot_user_id,
        "dm": direct and direct.id,
        "socket": app.socket_mode,
        "connected": bool(slack.sockets.staying(app.id)) if app.socket_mode else app.request_url is not None,
        "commands": [
            {
                "name": command["command"],
                "description": command.get("description", ""),
                "hint": command.get("usage_hint", ""),
            }
            for command in app.manifest.get("features", {}).get("slash_commands", [])
        ],
    }
