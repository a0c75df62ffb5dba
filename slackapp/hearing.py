"""What Slack says, as values: who asked, where, and what was pressed. The one place that knows its payloads' shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltContext

from slackapp.views.wording import unescape


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


def asked(command: Mapping[str, Any], context: BoltContext) -> Asked:
    """A command's payload, heard."""
    return Asked(
        team_id=tenant(context),
        member_id=command["user_id"],
        text=unescape(command.get("text") or "").strip(),
        response_url=command["response_url"],
    )


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
    )


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal. `values` has each field's answer by its name; `once` as for `Pressed`."""

    team_id: str
    member_id: str
    metadata: str
    values: Mapping[str, str]
    once: str


def submitted(body: Mapping[str, Any], context: BoltContext) -> Submitted:
    """A `view_submission` payload, heard. A field's name is both its block's id and its action's."""
    view = body["view"]
    return Submitted(
        team_id=tenant(context),
        member_id=body["user"]["id"],
        metadata=view.get("private_metadata", ""),
        values={name: _answer(fields[name]) for name, fields in view["state"]["values"].items()},
        once=f"view:{view['id']}:{view['hash']}",
    )


def _answer(field: Mapping[str, Any]) -> str:
    option = field.get("selected_option") or {}
    return field.get("value") or option.get("value") or ""
