"""What kind of thing a request from Slack is: it decides how, and whether, a person can be answered."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds that are answered differently. Also the `kind` label of the metrics."""

    COMMAND = "command"
    ACTION = "action"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"
    SHORTCUT = "shortcut"
    EVENT = "event"
    RATE_LIMITED = "rate_limited"
    OTHER = "other"


_BY_TYPE = {
    "block_actions": Kind.ACTION,
    "view_submission": Kind.SUBMISSION,
    "view_closed": Kind.CLOSED,
    "block_suggestion": Kind.OPTIONS,
    "shortcut": Kind.SHORTCUT,
    "message_action": Kind.SHORTCUT,
    "event_callback": Kind.EVENT,
    "app_rate_limited": Kind.RATE_LIMITED,
}


def kind_of(body: Mapping[str, Any]) -> Kind:
    """The kind of a request, by its parsed body. Commands are the ones that carry no `type`."""
    if "type" in body:
        return _BY_TYPE.get(str(body["type"]), Kind.OTHER)
    return Kind.COMMAND if "command" in body else Kind.OTHER
