"""The places between the steps of sending a message, and what may befall a process that comes to one."""

import os
import signal
from collections import Counter
from dataclasses import dataclass, fields, replace
from time import time
from typing import Any, Final, Self

from slackapp.jobs.composing import Composed
from slackapp.jobs.delivering import Sender
from slackapp.views.blocks import Message
from storage.claims import Claimed
from storage.deliveries import State

PLACES: Final = ("claimed", "checked", "posted", "settled")
"""A message is claimed; it is composed and its claim checked; Slack has answered; what became of it is written down."""
DEEDS: Final = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


@dataclass(frozen=True, slots=True)
class Fate:
    """What a process does to itself when it comes to a place for the `nth` time."""

    deed: str
    place: str
    nth: int

    @classmethod
    def read(cls, line: str) -> Self:
        """From what `str` makes of one: `kill:posted:3`. Raises `ValueError` for anything else."""
        deed, place, nth = line.split(":")
        if deed not in DEEDS or place not in PLACES:
            raise ValueError(line)
        return cls(deed, place, int(nth))

    def __str__(self) -> str:
        return f"{self.deed}:{self.place}:{self.nth}"


@dataclass(frozen=True, slots=True)
class Stamped(Message):
    """A message that tells Slack when its sender last checked that it is theirs to send (Unix seconds): by that it is
    known afterwards which of two came too late. The real Slack would not mind."""

    checked: float

    def as_dict(self) -> dict[str, Any]:
        """With the stamp."""
        return {**Message.as_dict(self), "checked": self.checked}


class Watched(Sender):
    """Sends as the product does, meets its fate on the way, and stamps what it sends."""

    _fate: Fate | None
    _passed: Counter[str]

    def __init__(self, sender: Sender, fate: Fate | None) -> None:
        for each in fields(Sender):
            object.__setattr__(self, each.name, getattr(sender, each.name))
        object.__setattr__(self, "_fate", fate)
        object.__setattr__(self, "_passed", Counter())

    def sent(self, claimed: Claimed, channel_id: str, ts: str) -> State:
        """Also for what was found in Slack."""
        self._pass("posted")
        state = super().sent(claimed, channel_id, ts)
        self._pass("settled")
        return state

    def _compose(self, claimed: Claimed) -> Composed | State:
        self._pass("claimed")
        checked = time()
        composed = self._decide(claimed)
        if isinstance(composed, Composed):
            composed = replace(composed, message=Stamped(composed.message.text, composed.message.blocks, checked))
            self._pass("checked")
        return composed

    def _decide(self, claimed: Claimed) -> Composed | State:
        return super()._compose(claimed)

    def _pass(self, place: str) -> None:
        self._passed[place] += 1
        if self._fate and (self._fate.place, self._fate.nth) == (place, self._passed[place]):
            os.kill(os.getpid(), DEEDS[self._fate.deed])
