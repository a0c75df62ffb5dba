"""What people and workspaces chose about their messages, as it holds for them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import time
from typing import Any, Final

from prep.digests import Rhythm
from prep.messages import Kind

REMINDER_CHOICES: Final = (0, 5, 15, 30, 60)
"""Minutes before an interview; 0 is off."""
OPTIONAL_KINDS: Final = (Kind.DIGEST, Kind.REMINDER, Kind.ADDED, Kind.CORRECTION, Kind.AFTERWARDS, Kind.DAY)
"""The kinds of message that somebody may do without. The others answer them, or tell what they must know."""
SHORTEST_RETENTION: Final = 30
LONGEST_RETENTION: Final = 1095
"""Three years, in days: longer than any search, and no archive."""
MOST_CARETAKERS: Final = 20
"""People who look after the questions, and who may move anyone's interviews."""


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

    def changed(self, shown: "House", chosen: "House") -> "House":
        """As it is chosen by somebody to whom `shown` was shown: what they left as it stood stays as it is now, which
        somebody else may have changed meanwhile. Of people, those whom they added or took out are added or taken out,
        where there are not too many then."""
        after: dict[str, Any] = {}
        for name in (each.name for each in fields(self)):
            now, was, wanted = (getattr(each, name) for each in (self, shown, chosen))
            after[name] = now if wanted == was else _people(now, was, wanted) if isinstance(now, tuple) else wanted
        return replace(self, **after)


def _people(now: Sequence[str], was: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    stay = [each for each in now if each in wanted or each not in was]
    people = dict.fromkeys([*stay, *(each for each in wanted if each not in was)])
    return tuple(people) if len(people) <= MOST_CARETAKERS else tuple(wanted)
