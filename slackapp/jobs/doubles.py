"""Messages that may stand twice in Slack: sent again after they were looked for and not found.

Decision record 0013 names the two ways in which that happens. Each double is counted by one: a message that is earlier
than the one its delivery was settled with, by whoever sent that; a later one, by its own sender.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from storage.claims import Claimed
from storage.clocks import has_come

NOT_FOUND: Final = "not found in Slack"
"""Why a delivery is sent again: the reason that stands in its row."""
RECOUNT: Final = timedelta(seconds=90)
"""How long after a message was sent again Slack is asked for others of it."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A message that was sent again, and from when on it is looked for an earlier one."""

    claimed: Claimed
    channel_id: str
    ts: str
    due: datetime


@dataclass
class Doubles:
    """The suspects, in this process's memory: whoever dies takes the count along, not the messages. Thread-safe."""

    after: timedelta = RECOUNT
    _suspects: deque[Suspect] = field(default_factory=deque)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, claimed: Claimed, channel_id: str, ts: str, at: datetime) -> None:
        """A message was sent; if it had been looked for in vain, it is a suspect."""
        if claimed.reason == NOT_FOUND:
            with self._guard:
                self._suspects.append(Suspect(claimed, channel_id, ts, at + self.after))

    def due(self, at: datetime) -> list[Suspect]:
        """Takes out the suspects that are to be counted by now (machine time)."""
        found = []
        with self._guard:
            while self._suspects and has_come(self._suspects[0].due, at, self.after):
                found.append(self._suspects.popleft())
        return found
