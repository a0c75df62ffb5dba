"""What people and workspaces chose about their messages, as it holds for them."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from prep.digests import Rhythm
from prep.messages import Kind

REMINDER_CHOICES: Final = (0, 5, 15, 30, 60)
"""Minutes before an interview; 0 is off."""
OPTIONAL_KINDS: Final = (Kind.DIGEST, Kind.REMINDER, Kind.ADDED, Kind.CORRECTION, Kind.AFTERWARDS, Kind.DAY)
"""The kinds of message that somebody may do without. The others answer them, or tell what they must know."""
SHORTEST_RETENTION: Final = 30
LONGEST_RETENTION: Final = 1095
"""Three years, in days: longer than any search, and no archive."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's. `zone_known`: whether the zone is Slack's for them, and not the workspace's for want of one."""

    rhythm: Rhythm
    reminder_minutes: int
    muted: frozenset[str]
    locale: str
    zone_known: bool


@dataclass(frozen=True, slots=True)
class House:
    """What holds for a whole workspace. `curators` look after the questions, `movers` may move anyone's interviews:
    members' ids."""

    zone: str
    digest_time: time
    digest_days: frozenset[int]
    shows_names: bool
    curators: tuple[str, ...]
    movers: tuple[str, ...]
    retention_days: int
