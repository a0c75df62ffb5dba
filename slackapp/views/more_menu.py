"""The buttons that stand under every message about interviews."""

from collections.abc import Sequence
from typing import Final

from slackapp.views import pausing, settings, why
from slackapp.views.blocks import Block, button, overflow

READ: Final = "digest.read"
FOLLOW_UPS: Final = "followups.open"
LISTEN: Final = "listen.open"
CANNOT: Final = "cannot.open"
MORE: Final = "message.more"
MOST_INTERVIEWS: Final = 50
"""A button's value has 2,000 characters, and an id 36."""


def read(ids: Sequence[str], *, done: bool) -> Block:
    """“I've read this”, of these interviews; it says so once it is `done`."""
    return button("✅ Read" if done else "✅ I've read this", READ, refer(ids))


def follow_ups(ids: Sequence[str]) -> Block:
    """“Follow-ups”, of these interviews."""
    return button("Follow-ups", FOLLOW_UPS, refer(ids))


def cannot(ids: Sequence[str]) -> Block:
    """“I can't make one”, of these interviews; “I can't make it” of one."""
    return button("I can't make one" if len(ids) > 1 else "I can't make it", CANNOT, refer(ids))


def listen(interview_id: str) -> Block:
    """“What to listen for”, in this interview."""
    return button("What to listen for", LISTEN, interview_id)


def more(delivery_id: str) -> Block:
    """The `⋯` menu. `delivery_id` is the message's, empty where it is none that is kept."""
    options = [("Why this message", f"{why.SHOW}|{delivery_id}"), ("Pause", pausing.OPEN), ("Settings", settings.OPEN)]
    return overflow(MORE, options)


def refer(ids: Sequence[str]) -> str:
    """Interviews' ids as a button remembers them, at most `MOST_INTERVIEWS`."""
    return ",".join(ids[:MOST_INTERVIEWS])


def referred(value: str) -> list[str]:
    """The reverse of `refer`."""
    return [each for each in value.split(",") if each]
