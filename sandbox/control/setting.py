"""Setting the scene: workspaces, people, conversations, installed apps."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox import events, payloads
from sandbox.local_slack import LocalSlack
from sandbox.refusal import Impossible
from sandbox.state.apps import App, Installation
from sandbox.state.conversations import ConversationKind
from sandbox.state.ids import new_id
from sandbox.state.people import KINDS, Person
from sandbox.state.world import Workspace

Json = dict[str, Any]


async def workspace(slack: LocalSlack, asked: Json) -> Json:
    """A new workspace."""
    made = Workspace(new_id("T"), asked["name"], _handle(asked["name"], "-"), _zone(asked.get("zone")))
    slack.world.workspaces[made.id] = made
    return {"id": made.id, "domain": made.domain}


async def person(slack: LocalSlack, asked: Json) -> Json:
    """A new person. Those of another company belong to `company`, a workspace id of their own."""
    where = slack.world.workspace(asked["team"])
    return _join(slack, where, asked)


async def people(slack: LocalSlack, asked: Json) -> Json:
    """New people, who differ in nothing but their names."""
    where = slack.world.workspace(asked["team"])
    return {"people": [_join(slack, where, asked | {"name": name}) for name in asked["names"]]}


def _join(slack: LocalSlack, where: Workspace, asked: Json) -> Json:
    kind = asked.get("kind", "member")
    if kind not in KINDS or kind == "bot":
        raise Impossible(f"{kind!r} is no kind of person. Kinds: {', '.join(KINDS[:-1])}.")
    handle = asked.get("handle") or _free_handle(where, asked["name"])
    made = Person(
        id=new_id("W" if asked.get("grid") else "U"),
        team_id=(asked.get("company") or new_id("T")) if kind == "external" else where.id,
        name=asked["name"],
        handle=handle,
        kind=kind,
        zone=_zone(asked.get("zone")),
        locale=asked.get("locale", "en-US"),
        email=asked.get("email") or f"{handle}@{where.domain}.example",
    )
    where.people[made.id] = made
    joined = {"type": "team_join", "user": made.as_user(with_locale=True, with_email=False)}
    events.tell(slack, where, "team_join", joined)
    return {"id": made.id, "team_id": made.team_id, "handle": handle}


async def update_person(slack: LocalSlack, asked: Json) -> Json:
    """Change what is known of a person; apps that subscribed get a user_change."""
    where = slack.world.workspace(asked["team"])
    who = slack.world.person(where.id, asked["person"])
    changes = asked["changes"]
    if "zone" in changes:
        changes["zone"] = _zone(changes["zone"])
    for name, value in changes.items():
        setattr(who, name, value)
    who.updated += 1
    ts = slack.world.timestamps.next()
    user = who.as_user(with_locale=True, with_email=False)
    inner = {"type": "user_change", "user": user, "cache_ts": who.updated, "event_ts": ts}
    events.tell(slack, where, "user_change", inner)
    return {}


async def install(slack: LocalSlack, asked: Json) -> Json:
    """Install an app: a new one made from `manifest`, or the one with `app` that is elsewhere already."""
    where = slack.world.workspace(asked["team"])
    app = slack.world.apps[asked["app"]] if asked.get("app") else App(asked["manifest"])
    app.request_url = asked.get("request_url") or app.request_url
    slack.world.apps[app.id] = app
    slack.world.app_tokens[app.app_token] = app
    made = Installation(app, where.id, new_id("U"), new_id("B"), app.bot_scopes)
    where.people[made.bot_user_id] = Person(
        made.bot_user_id,
        where.id,
        app.bot_name,
        _free_handle(where, app.bot_name),
        "bot",
        bot_id=made.bot_id,
        app_id=app.id,
    )
    where.installations.pop(app.id, None)
    where.installations[app.id] = made
    slack.world.bot_tokens[made.bot_token] = made
    return {
        "app_id": app.id,
        "bot_user_id": made.bot_user_id,
        "bot_id": made.bot_id,
        "bot_token": made.bot_token,
        "app_token": app.app_token,
        "signing_secret": app.signing_secret,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "verification_token": app.verification_token,
    }


async def request_url(slack: LocalSlack, asked: Json) -> Json:
    """Where the app listens from now on, for commands, interactivity and events alike."""
    slack.world.apps[asked["app"]].request_url = asked["url"]
    return {}


async def uninstall(slack: LocalSlack, asked: Json) -> Json:
    """Remove an app from a workspace. Its token is dead at once; the two events come in the order asked for."""
    where = slack.world.workspace(asked["team"])
    installation = slack.world.installation(where.id, asked["app"])
    installation.dead = "account_inactive"
    del where.installations[asked["app"]]
    told: list[Json] = [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [installation.bot_user_id]}},
    ]
    order = told if asked["uninstalled_first"] else told[::-1]
    replies = [
        await events.deliver(slack, installation, payloads.event(installation, inner, None))
        for inner in order
        if inner["type"] in installation.app.bot_events
    ]
    return {"acknowledged": [reply.ok for reply in replies]}


async def revoke(slack: LocalSlack, asked: Json) -> Json:
    """Revoke the bot token only: every call with it is answered with this error. No event is sent."""
    slack.world.installation(asked["team"], asked["app"]).dead = asked["error"]
    return {}


async def channel(slack: LocalSlack, asked: Json) -> Json:
    """A new channel."""
    where = slack.world.workspace(asked["team"])
    kind: ConversationKind = "private" if asked.get("private") else "public"
    made = slack.world.add_conversation(
        where,
        kind,
        asked["name"],
        list(asked.get("members", [])),
        shared=bool(asked.get("shared")),
        archived=bool(asked.get("archived")),
    )
    return {"id": made.id}


async def direct(slack: LocalSlack, asked: Json) -> Json:
    """The DM or group DM of these people; with `app`, the one of the person and the app."""
    where = slack.world.workspace(asked["team"])
    members = list(asked["members"])
    if "app" in asked:
        members.append(slack.world.installation(where.id, asked["app"]).bot_user_id)
    conversation, _ = slack.world.direct(where, members)
    return {"id": conversation.id, "name": conversation.name}


async def directs(slack: LocalSlack, asked: Json) -> Json:
    """The DMs of an app with each of these people."""
    where = slack.world.workspace(asked["team"])
    bot = slack.world.installation(where.id, asked["app"]).bot_user_id
    return {"ids": [slack.world.direct(where, [person, bot])[0].id for person in asked["people"]]}


async def membership(slack: LocalSlack, asked: Json) -> Json:
    """Put someone (or an app's bot user) into a channel, or take them out."""
    conversation = slack.world.conversation(asked["team"], asked["channel"])
    if asked["inside"]:
        conversation.members[asked["person"]] = None
    else:
        conversation.members.pop(asked["person"], None)
    return {}


async def archive(slack: LocalSlack, asked: Json) -> Json:
    """Archive a channel."""
    slack.world.conversation(asked["team"], asked["channel"]).archived = True
    return {}


def _zone(name: str | None) -> str | None:
    if name is not None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise Impossible(f"{name!r} is no IANA time zone.") from None
    return name


def _handle(name: str, between: str = ".") -> str:
    return re.sub(r"[^a-z0-9]+", between, name.casefold()).strip(between) or "someone"


def _free_handle(where: Workspace, name: str) -> str:
    taken = {p.handle for p in where.people.values()}
    wanted = _handle(name)
    return wanted if wanted not in taken else f"{wanted}{len(taken)}"


OPERATIONS = {
    f.__name__: f
    for f in (
        workspace,
        person,
        people,
        update_person,
        install,
        request_url,
        uninstall,
        revoke,
        channel,
        direct,
        directs,
        membership,
        archive,
    )
}
