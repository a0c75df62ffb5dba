"""What Slack would refuse in a message."""

from sandbox.rules.across import across
from sandbox.rules.breach import Breach
from sandbox.rules.language import MESSAGE, Among
from sandbox.rules.reading import faults
from sandbox.rules.totals import totals

WAYS = ("message", "update", "ephemeral", "response")

# What Slack calls a fault in each part of a message; in any other part it is invalid_arguments.
_ERRORS = {
    "blocks": "invalid_blocks",
    "attachments": "invalid_attachments",
    "metadata": "invalid_metadata_format",
}


def message_breaches(message: object, *, surface: str = "message") -> list[Breach]:
    """Every rule of Slack's that the message breaks, in the order of its parts; empty when Slack takes it.

    `message` holds `text`, `blocks`, `attachments`, `metadata` as decoded JSON; other arguments are not judged.
    `surface` is how it is sent: `message` (chat.postMessage), `update` (chat.update), `ephemeral`
    (chat.postEphemeral) or `response` (a response_url, or the payload of an acknowledgement). Raises ValueError
    for any other way, and never for what the message holds.
    """
    if surface not in WAYS:
        raise ValueError(f"a message is sent as one of {', '.join(WAYS)}, not as {surface}")
    found = [*faults(message, Among((surface,)), "", MESSAGE), *across(message, surface), *totals(message, surface)]
    return [Breach(fault.pointer, fault.rule, fault.sentence, fault.error or _error(fault.pointer)) for fault in found]


def _error(pointer: str) -> str:
    part = pointer.removeprefix("/").split("/")[0]
    return _ERRORS.get(part, "invalid_arguments")
