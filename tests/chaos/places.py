"""The places between the steps of sending a message, and what may befall a process that comes to one."""

import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from time import time
from typing import Any, Final

from slackapp.jobs.composing import Composed
from slackapp.jobs.delivering import Sender
from slackapp.views.blocks import Message
from storage.claims import Claimed
from storage.deliveries import State

PLACES: Final = ("claimed", "checked", "posted", "settled")
"""A message is claimed; it is composed and its claim checked; Slack has answered; what became of it is written down."""
DEEDS: Final = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


def decide(fate: Path, deed: str, place: str) -> None:
    """Writes into the file what its process does to itself when it next comes to a place, once."""
    whole = fate.with_suffix(".new")
    whole.write_text(f"{deed} {place}")
    whole.replace(fate)


@dataclass(frozen=True, slots=True)
class Stamped(Message):
    """A message that tells Slack when its sender last checked that it is theirs to send (Unix seconds): by that it is
    known afterwards which of two came too late. The real Slack would not mind."""

    checked: float

    def as_dict(self) -> dict[str, Any]:
        """With the stamp."""
        return {**Message.as_dict(self), "checked": self.checked}


class Watched(Sender):
    """Sends as the product does, meets its fate on the way (a file; see `decide`), and stamps what it
    sends."""

    _fate: Path | None

    def __init__(self, sender: Sender, fate: Path | None) -> None:
        for each in fields(Sender):
            object.__setattr__(self, each.name, getattr(sender, each.name))
        object.__setattr__(self, "_fate", fate)

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
        if self._fate is None:
            return
        with suppress(FileNotFoundError):  # nothing is decided, or another thread came there first
            deed, _, where = self._fate.read_text().partition(" ")
            if where == place:
                self._fate.unlink()
                # The signal goes to this thread, and not to the process: of a process, another thread may take it, and
                # on a busy machine this one sends its message before it stands still.
                signal.pthread_kill(threading.get_ident(), DEEDS[deed])
