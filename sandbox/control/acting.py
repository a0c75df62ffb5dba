"""Acting as a person: typing, pressing, choosing, submitting, reacting."""

from typing import Any

from sandbox import commands, events, interactivity, message_events, posting
from sandbox.control.looking import shown_message, shown_view
from sandbox.elements import find, walk
from sandbox.local_slack import LocalSlack
from sandbox.refusal import Impossible
from sandbox.state.conversations import Message
from sandbox.state.people import Person
from sandbox.state.views import View

Json = dict[str, Any]


async def command(slack: LocalSlack, asked: Json) -> Json:
    """Type a slash command; answers when the app has, or when Slack's time for it is over."""
    where = slack.world.workspace(asked["team"])
    who = _actor(slack, asked)
    place = slack.world.conversation(where.id, asked["channel"])
    outcome = await commands.type_command(slack, where, who, place, asked["command"], asked.get("text", ""))
    return _told(slack, who, outcome)


async def use(slack: LocalSlack, asked: Json) -> Json:
    """Press a button, or choose something, in a message, a modal or the Home tab."""
    where = slack.world.workspace(asked["team"])
    who = _actor(slack, asked)
    place = _place(slack, who, asked)
    wanted = asked.get("value")
    blocks = place.body["blocks"] if isinstance(place, View) else place.blocks
    placed = find(blocks, asked["action_id"], asked.get("block_id"), wanted)
    if isinstance(place, View):
        outcome = await interactivity.use_in_view(slack, who, place, placed, wanted)
    else:
        outcome = await interactivity.use_in_message(slack, where, who, place, placed, wanted)
    return _told(slack, who, outcome)


async def submit(slack: LocalSlack, asked: Json) -> Json:
    """Fill fields of a modal by block id, then press its submit button."""
    who = _actor(slack, asked)
    view = _open_view(slack, who, asked["view"])
    if not view.body.get("submit"):
        raise Impossible("This modal has no submit button.")
    for block_id, wanted in asked.get("values", {}).items():
        placed = next((p for p in walk(view.body["blocks"]) if p.block["block_id"] == block_id), None)
        if placed is None:
            there = ", ".join(p.block["block_id"] for p in walk(view.body["blocks"]))
            raise Impossible(f"There is no field {block_id!r} in this modal. There is: {there}.")
        interactivity.in_place(slack, placed, view.values, wanted)
    return _told(slack, who, await interactivity.submit(slack, who, view))


async def close(slack: LocalSlack, asked: Json) -> Json:
    """Close a modal, or with `everything` all that are open."""
    who = _actor(slack, asked)
    view = _open_view(slack, who, asked["view"])
    outcome = await interactivity.close(slack, who, view, everything=bool(asked.get("everything")))
    return _told(slack, who, outcome)


async def suggest(slack: LocalSlack, asked: Json) -> Json:
    """Type into an external select; what the app offers."""
    where = slack.world.workspace(asked["team"])
    who = _actor(slack, asked)
    place = _place(slack, who, asked)
    blocks = place.body["blocks"] if isinstance(place, View) else place.blocks
    placed = find(blocks, asked["action_id"], asked.get("block_id"))
    return {"options": await interactivity.suggest(slack, where, who, place, placed, asked["typed"])}


async def shortcut(slack: LocalSlack, asked: Json) -> Json:
    """Use a global shortcut, or a message shortcut."""
    where = slack.world.workspace(asked["team"])
    who = _actor(slack, asked)
    at = None
    if asked.get("ts"):
        place = slack.world.conversation(where.id, asked["channel"])
        at = (place, slack.world.message(where.id, place.id, asked["ts"]))
    return _told(slack, who, await interactivity.shortcut(slack, where, who, asked["callback_id"], at))


async def react(slack: LocalSlack, asked: Json) -> Json:
    """Add a reaction, or take it away. Ephemeral messages take none."""
    where = slack.world.workspace(asked["team"])
    place = slack.world.conversation(where.id, asked["channel"])
    message = slack.world.message(where.id, place.id, asked["ts"])
    if message.only_for is not None:
        raise Impossible("Nobody can react to an ephemeral message.")
    who, name, adding = asked["person"], asked["name"], asked["adding"]
    people = message.reactions.get(name, [])
    if (who in people) == adding:
        return {"changed": False}
    if adding:
        message.reactions.setdefault(name, []).append(who)
    else:
        people.remove(who)
        if not people:
            del message.reactions[name]
    kind = "reaction_added" if adding else "reaction_removed"
    item = {"type": "message", "channel": place.id, "ts": message.ts}
    inner = {"type": kind, "user": who, "reaction": name, "item_user": message.user, "item": item}
    slack.changes.tell()
    events.tell(slack, where, kind, inner | {"event_ts": slack.world.timestamps.next()}, place)
    return {"changed": True}


async def say(slack: LocalSlack, asked: Json) -> Json:
    """Type a message."""
    where = slack.world.workspace(asked["team"])
    who = _actor(slack, asked)
    place = slack.world.conversation(where.id, asked["channel"])
    if who.id not in place.members or place.archived:
        raise Impossible(f"{who.name} cannot write in {place.name or place.id}.")
    message = posting.say(slack, place, who.id, who.team_id, asked["text"])
    inner = message_events.said(slack, place, message)
    for installation in where.installations.values():
        if f"<@{installation.bot_user_id}>" in message.text:
            mention = inner | {"type": "app_mention"}
            events.tell(slack, where, "app_mention", mention, place)
    return shown_message(message)


async def mark_read(slack: LocalSlack, asked: Json) -> Json:
    """Note up to which message (`ts`) a person has read a conversation."""
    place = slack.world.conversation(asked["team"], asked["channel"])
    key = (asked["person"], place.id)
    slack.world.marks[key] = max(asked["ts"], slack.world.marks.get(key, ""))
    slack.changes.tell()
    return {}


async def open_home(slack: LocalSlack, asked: Json) -> Json:
    """Open the app: its Home tab or its messages."""
    where = slack.world.workspace(asked["team"])
    installation = slack.world.installation(where.id, asked.get("app"))
    direct, _ = slack.world.direct(where, [asked["person"], installation.bot_user_id])
    view = slack.world.homes.get((installation.app.id, asked["person"]))
    inner: Json = {
        "type": "app_home_opened",
        "user": asked["person"],
        "channel": direct.id,
        "tab": asked.get("tab", "home"),
        "event_ts": slack.world.timestamps.next(),
    }
    if view is not None and inner["tab"] == "home":
        inner["view"] = view.as_view()
    events.tell(slack, where, "app_home_opened", inner, direct)
    return {"view": shown_view(view) if view else None}


def _actor(slack: LocalSlack, asked: Json) -> Person:
    who = slack.world.person(asked["team"], asked["person"])
    if who.kind in {"deactivated", "bot"}:
        raise Impossible(f"{who.name} cannot sign in.")
    return who


def _told(slack: LocalSlack, who: Person, outcome: commands.Outcome) -> Json:
    told = outcome.as_dict()
    told["message"] = shown_message(outcome.message) if outcome.message else None
    told["modals"] = [shown_view(view) for view in slack.world.stacks.get(who.id, [])]
    return told


def _place(slack: LocalSlack, who: Person, asked: Json) -> View | Message:
    if asked.get("view"):
        return _open_view(slack, who, asked["view"])
    message = slack.world.message(asked["team"], asked["channel"], asked["ts"])
    if message.only_for not in {None, who.id}:
        raise Impossible(f"{who.name} does not see this message.")
    return message


def _open_view(slack: LocalSlack, who: Person, view_id: str) -> View:
    homes = [v for (_, person), v in slack.world.homes.items() if person == who.id]
    for view in [*slack.world.stacks.get(who.id, []), *homes]:
        if view.id == view_id:
            return view
    raise Impossible(f"{who.name} has no such view open (any more).")


OPERATIONS = {f.__name__: f for f in (command, use, submit, close, suggest, shortcut, react, say, mark_read, open_home)}
