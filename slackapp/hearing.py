"""What Slack says, as values: who asked, where, and what was pressed. The one place that knows its payloads' shape."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from slack_bolt import BoltContext

from slackapp.views.wording import unescape
from storage.reaction_rows import Reacted


def tenant(context: BoltContext) -> str:
    """The id that all rows of this install begin with: the organisation's where it is org-wide, else the workspace's.

    It is the install's own, so that what people of other companies send from a shared channel stays in ours.
    """
    installed = context.authorize_result
    if installed is None:
        raise LookupError("a request that was not authorized has no workspace")
    id_ = installed.enterprise_id if context.is_enterprise_install else installed.team_id
    if not id_:
        raise LookupError("the install names no workspace")
    return id_


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command. `text` is what the person typed after it, as they typed it."""

    team_id: str
    member_id: str
    text: str
    response_url: str
    trigger_id: str


def asked(command: Mapping[str, Any], context: BoltContext) -> Asked:
    """A command's payload, heard."""
    return Asked(
        team_id=tenant(context),
        member_id=command["user_id"],
        text=unescape(command.get("text") or "").strip(),
        response_url=command["response_url"],
        trigger_id=command["trigger_id"],
    )


_MENTION: Final = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def mentioned(text: str) -> str | None:
    """The id of the person whom a command's text names, as Slack writes `@name` in it; None where it names nobody."""
    found = _MENTION.search(text)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button or a menu's option. `value` is ours; `once` is different for every press, the same when repeated.

    `response_url` is empty when it was pressed in a modal.
    """

    team_id: str
    member_id: str
    value: str
    channel_id: str
    response_url: str
    trigger_id: str
    once: str
    at: datetime
    """Slack's time of it."""


def pressed(body: Mapping[str, Any], context: BoltContext) -> Pressed:
    """A `block_actions` payload, heard."""
    action = body["actions"][0]
    option = action.get("selected_option") or {}
    return Pressed(
        team_id=tenant(context),
        member_id=body["user"]["id"],
        value=action.get("value") or option.get("value", ""),
        channel_id=(body.get("channel") or {}).get("id", ""),
        response_url=body.get("response_url", ""),
        trigger_id=body["trigger_id"],
        once=f"trigger:{body['trigger_id']}",
        at=moment(action["action_ts"]),
    )


@dataclass(frozen=True, slots=True)
class Under:
    """The message that a button stood under, as Slack says it."""

    channel_id: str
    ts: str
    text: str
    blocks: Sequence[dict[str, Any]]


def under(body: Mapping[str, Any]) -> Under | None:
    """Where a button of a `block_actions` payload stood; None where Slack does not say: in a modal, or in a
    message that only its reader sees."""
    message = body.get("message")
    if not message or body.get("container", {}).get("is_ephemeral"):
        return None
    return Under(body["channel"]["id"], message["ts"], unescape(message.get("text", "")), message.get("blocks", []))


def ticked(body: Mapping[str, Any]) -> Sequence[str]:
    """The values of all boxes that are ticked in the message that a button of a `block_actions` payload stood under."""
    fields = [field for block in body["state"]["values"].values() for field in block.values()]
    return [option["value"] for field in fields for option in field.get("selected_options") or ()]


def moment(ts: str) -> datetime:
    """One of Slack's timestamps (`1700000000.000100`) as an aware moment, to the microsecond."""
    seconds, _, fraction = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(fraction.ljust(6, "0")[:6] or 0))


def reacted(event: Mapping[str, Any]) -> Reacted | None:
    """A `reaction_added` or `reaction_removed` event, heard; None for a reaction on a file."""
    item = event["item"]
    if item.get("type") != "message":
        return None
    return Reacted(
        channel_id=item["channel"],
        ts=item["ts"],
        member_id=event["user"],
        emoji=event["reaction"],
        added=event["type"] == "reaction_added",
        at=moment(event["event_ts"]),
    )


def reactions(message: Mapping[str, Any], channel_id: str) -> list[Reacted]:
    """What stands on a message, as `reactions.get` shows it. Slack does not say since when: each as old as the message,
    so that whatever an event says is later."""
    ts = message["ts"]
    return [
        Reacted(channel_id, ts, member_id, reaction["name"], added=True, at=moment(ts))
        for reaction in message.get("reactions", ())
        for member_id in reaction["users"]
    ]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal. `values` has each field's answer by its name, empty where there is none (`2026-11-24` for a date,
    `08:30` for a time); `lists` those of fields that take several. `once` as for `Pressed`."""

    team_id: str
    member_id: str
    metadata: str
    values: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    once: str


def submitted(body: Mapping[str, Any], context: BoltContext) -> Submitted:
    """A `view_submission` payload, heard. A field's name is both its block's id and its action's."""
    view = body["view"]
    return Submitted(
        team_id=tenant(context),
        member_id=body["user"]["id"],
        metadata=view.get("private_metadata", ""),
        values={name: _answer(fields[name]) for name, fields in view["state"]["values"].items()},
        lists={name: _answers(fields[name]) for name, fields in view["state"]["values"].items()},
        once=f"view:{view['id']}:{view['hash']}",
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A modal that is submitted, or in which something is pressed, with what stands in its fields, by name.

    A name ends at `#`. What follows tells a fresh proposal from the one it replaces: Slack keeps what stands in a field
    for as long as the block's id stays. `blocks` has the ids.
    """

    view_id: str
    hash: str
    callback_id: str
    metadata: str
    values: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    blocks: Mapping[str, str]


def form(body: Mapping[str, Any]) -> Form:
    """The modal of a `view_submission`, or of a `block_actions` payload from one."""
    view = body["view"]
    fields = {id_.partition("#")[0]: (id_, field[id_]) for id_, field in view["state"]["values"].items()}
    return Form(
        view_id=view["id"],
        hash=view["hash"],
        callback_id=view["callback_id"],
        metadata=view.get("private_metadata", ""),
        values={name: _answer(field) for name, (_, field) in fields.items()},
        lists={name: _answers(field) for name, (_, field) in fields.items()},
        blocks={name: id_ for name, (id_, _) in fields.items()},
    )


_SINGLE = ("value", "selected_date", "selected_time", "selected_user", "selected_conversation")
_SEVERAL = ("selected_users", "selected_conversations")


def _answer(field: Mapping[str, Any]) -> str:
    option = field.get("selected_option") or {}
    return _storable(next((field[name] for name in _SINGLE if field.get(name)), option.get("value") or ""))


def _storable(text: str) -> str:
    """Without what JSON can carry and no database takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _answers(field: Mapping[str, Any]) -> Sequence[str]:
    chosen = [option["value"] for option in field.get("selected_options") or ()]
    return next((field[name] for name in _SEVERAL if field.get(name)), chosen)


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody typed to the app in their direct messages. What they typed is not heard."""

    team_id: str
    member_id: str
    channel_id: str
    once: str


_TYPED: Final = (None, "file_share")
"""Subtypes of what a person sends anew; the others are edits, deletions, and what Slack and apps write."""


def typed(body: Mapping[str, Any], context: BoltContext) -> Typed | None:
    """A `message` event, heard; None for what nobody typed to the app just now."""
    event = body["event"]
    by_person = event.get("user") and not event.get("bot_id") and event.get("subtype") in _TYPED
    if not by_person or event.get("channel_type") != "im":
        return None
    return Typed(
        team_id=tenant(context),
        member_id=event["user"],
        channel_id=event["channel"],
        once=f"event:{body['event_id']}",
    )
