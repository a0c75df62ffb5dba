"""What a message says, composed at the moment it is sent, and what follows from its having been sent.

Each kind of message is a file of its own here, with a `compose` and, where something follows, a `sent`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.interviews import Interview
from slackapp.views.blocks import Message
from storage.claims import Claimed


@dataclass(frozen=True, slots=True)
class Composed:
    """A message to send. `numbers`: its questions, with their numbers in it; `tells`: the interviews that it tells its
    reader of, `named` those of them that it does not show in full. `content` is kept with the delivery, so that whoever
    settles it, perhaps another process, and whoever draws it anew, knows what was sent."""

    message: Message
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    tells: Sequence[Interview] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    named: Sequence[Interview] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to say; `reason` is for whoever asks why no message came."""

    reason: str


Compose = Callable[[Session, Claimed, datetime], Composed | Nothing]
"""Given a session that writes, the delivery and the product's now."""
Sent = Callable[[Session, Claimed, datetime], None]
"""Given a session that writes, the delivery with the content that was sent, and the product's now. Also called
when there was nothing to say."""


def _nothing_follows(_: Session, __: Claimed, ___: datetime) -> None:
    return


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind of message is made, and what follows from it."""

    compose: Compose
    sent: Sent = _nothing_follows


Recipes = Mapping[str, Recipe]
