"""What a button remembers: which set of questions it stands under; and a modal: what it showed.

Slack gives a button's `value` back as it was (2,000 characters), an option's too (150): so nothing is stored for a
message that only its asker sees. What comes back is untrusted in one way: the role or a question may be gone by then.
"""

import json
from dataclasses import dataclass
from datetime import time

from prep.asking import DEFAULT_COUNT, MOST, Wish
from prep.bank import Category, Level
from prep.preferences import House


@dataclass(frozen=True, slots=True)
class RoleRef:
    """A role, and what was wished for."""

    role_id: str
    wish: Wish

    def encode(self) -> str:
        """At most 70 characters."""
        wish = self.wish
        return f"{self.role_id}|{wish.category or ''}|{wish.level or ''}|{wish.count}"

    @classmethod
    def decode(cls, value: str) -> "RoleRef":
        """The reverse of `encode`; a wish that this version does not know is left out."""
        role_id, category, level, number = (value.split("|") + [""] * 3)[:4]
        return cls(role_id, Wish(_category(category), _level(level), _count(number)))


@dataclass(frozen=True, slots=True)
class SetRef:
    """The very questions that a message showed, in their order."""

    role: RoleRef
    question_ids: tuple[str, ...]

    def encode(self) -> str:
        """About 450 characters for ten questions."""
        return json.dumps([self.role.encode(), *self.question_ids], separators=(",", ":"))

    @classmethod
    def decode(cls, value: str) -> "SetRef":
        """The reverse of `encode`."""
        role, *question_ids = json.loads(value)
        return cls(RoleRef.decode(role), tuple(question_ids))


@dataclass(frozen=True, slots=True)
class HouseRef:
    """The workspace's settings, as a modal showed them."""

    house: House

    def encode(self) -> str:
        """For a view's `private_metadata`, of 3,000 characters; at most 1,000, as people's ids have 11 or so."""
        kept = self.house
        at, days = kept.digest_time.isoformat(timespec="minutes"), sorted(kept.digest_days)
        told = [kept.zone, at, days, kept.shows_names, kept.curators, kept.movers, kept.retention_days]
        return json.dumps(told, separators=(",", ":"))

    @classmethod
    def decode(cls, metadata: str) -> "HouseRef":
        """The reverse of `encode`."""
        zone, at, days, shows_names, curators, movers, retention = json.loads(metadata)
        time_of_day = time.fromisoformat(at)
        return cls(
            House(
                zone,
                time_of_day,
                frozenset(days),
                shows_names,
                tuple(curators),
                tuple(movers),
                retention_days=retention,
            )
        )


def _category(value: str) -> Category | None:
    return Category(value) if value in set(Category) else None


def _level(value: str) -> Level | None:
    return Level(value) if value in set(Level) else None


def _count(value: str) -> int:
    return min(max(int(value), 1), MOST) if value.isdecimal() else DEFAULT_COUNT
