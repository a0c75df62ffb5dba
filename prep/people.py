"""People as the product sees them, and what each may see."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a workspace, as Slack described them at `checked_at`.

    `zone` is Slack's IANA name where it has one that we know, else the workspace's, so it can always be used.
    """

    id: str
    name: str
    zone: str
    locale: str | None
    guest: bool
    external: bool
    deactivated: bool
    admin: bool
    dm_channel: str | None
    checked_at: datetime
    rated_at: datetime | None = None
    """When they last said something of a question; None: they never did."""


class Refusal(StrEnum):
    """Why somebody may not see questions."""

    GUEST = "guest"
    EXTERNAL = "external"
    DEACTIVATED = "deactivated"


def refusal(member: Member) -> Refusal | None:
    """Why this person may not see questions, or None: members may, guests and people of other companies may not."""
    if member.deactivated:
        return Refusal.DEACTIVATED
    if member.external:
        return Refusal.EXTERNAL
    return Refusal.GUEST if member.guest else None


def known_zone(*names: str | None) -> str:
    """The first of `names` that is an IANA zone this machine knows, or `UTC`."""
    for name in filter(None, names):
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, malformed, or a folder's name
            continue
    return "UTC"


def local_day(now: datetime, zone: str) -> date:
    """The calendar day that it is at `now` (aware) in `zone` (an IANA name)."""
    return now.astimezone(ZoneInfo(zone)).date()
