"""A message as its reader understands it: which kind it is, and what it says of which interviews."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from slackapp.views.running import EITHER_END

_WHO: Final = r"(?P<who>Candidate \d{4})"
_WHEN: Final = r"(?P<start>\d\d:\d\d)–(?P<end>\d\d:\d\d)"
_LEFT: Final = r"(?:In [^:,]+|Now|[^:,]+ ago)"
_SHORT_DAY: Final = r"[A-Z][a-z]{2} (?P<day>\d+) (?P<month>[A-Z][a-z]{2}), "
_DAY: Final = re.compile(r"[A-Z][a-z]+day (?P<day>\d+) (?P<month>[A-Z][a-z]+): \d+ interview")
_REMINDER: Final = re.compile(rf"{_LEFT}, {_WHEN} .+: your interview for ")
_CORRECTION: Final = re.compile(
    r"Moved: your interview (?:is|for) |Cancelled: your interview|No longer yours: the interview|Something changed in "
)
_ADDED: Final = re.compile(r".* added you to |You come (?:to \d+ interviews )?instead of ")
_SUBJECT: Final = re.compile(rf"{_WHO} · ")
_GONE: Final = r"Cancelled|No longer yours|You're no longer in this one"
_HEAD: Final = re.compile(
    rf"(?:(?P<gone>{_GONE}): |(?:Moved|Changed): now )?(?P<near>today )?(?:{_SHORT_DAY})?"
    rf"{_WHEN}(?: \(was [^)]+\))? · {_WHO} · "
)
_ROOM: Final = re.compile(rf"{_LEFT}: {_WHO} · .+ · {_WHEN} ")
_TOLD_ANEW: Final = re.compile(
    rf"(?:(?P<gone>{_GONE})|Moved|Changed): {_WHO}, .+?, (?:is now )?(?P<near>today|tomorrow|on [^,]+,) {_WHEN} "
)
_MONTHS: Final = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_WEEKDAYS: Final = [date(2001, 1, day).strftime("%A") for day in range(1, 8)]


class Kind(StrEnum):
    """What a message is to whoever reads it."""

    ADDED = "you were added"
    MORNING = "morning message"
    REMINDER = "reminder"
    CORRECTION = "correction"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says of an interview. `stands`: it takes place, with its reader in it; then `plan` is whether the
    plan for the room is there as well. `dated`: it names the day, which is else the nearest to when it came."""

    interview: str
    stands: bool
    starts_at: datetime
    minutes: int
    dated: bool
    plan: bool

    @property
    def ends_at(self) -> datetime:
        """When it says that it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def kind(text: str) -> Kind:
    """Which kind it is, as it came."""
    lead = text.partition("\n")[0]
    if _DAY.match(lead):
        return Kind.MORNING
    if _REMINDER.match(lead):
        return Kind.REMINDER
    if _CORRECTION.match(lead):
        return Kind.CORRECTION
    return Kind.ADDED if _ADDED.match(lead) else Kind.OTHER


def said(text: str, zone: str, at: datetime) -> tuple[Said, ...]:
    """What it says of which interviews, read in `zone`; `at` is when it came."""
    lines = text.split("\n")
    reminder, subject = _REMINDER.match(lines[0]), _SUBJECT.match(lines[min(1, len(lines) - 1)])
    if reminder and subject:
        return (_said({**reminder.groupdict(), **subject.groupdict()}, zone, at, plan=True),)
    return tuple(_entries(lines, zone, at))


def _entries(lines: list[str], zone: str, at: datetime) -> Iterator[Said]:
    heading: Mapping[str, str] = {}
    for number, line in enumerate(lines):
        if day := _DAY.match(line):
            heading = day.groupdict()
        if head := _HEAD.match(line):
            found = {name: value for name, value in head.groupdict().items() if value}
            days = {} if "near" in found else heading
            yield _said({**days, **found}, zone, at, plan=_has_plan(lines[number + 1 :]))
        elif room := _ROOM.match(line):
            yield _said(room.groupdict(), zone, at, plan=True)
        elif told := _TOLD_ANEW.match(line):
            yield _said({name: value for name, value in told.groupdict().items() if value}, zone, at, plan=False)


def _has_plan(following: list[str]) -> bool:
    """Whether the plan for the room stands before the next interview begins."""
    for line in following:
        if line == EITHER_END:
            return True
        if _HEAD.match(line) or _ROOM.match(line) or _DAY.match(line):
            return False
    return False


def _said(found: Mapping[str, str], zone: str, at: datetime, *, plan: bool) -> Said:
    start, end = time.fromisoformat(found["start"]), time.fromisoformat(found["end"])
    day = _named(found, zone, at)
    starts_at = _moment(day, start, zone) if day else _nearest(start, zone, at)
    minutes = ((end.hour - start.hour) * 60 + end.minute - start.minute) % (24 * 60)
    stands = "gone" not in found
    return Said(found["who"], stands, starts_at, minutes, day is not None, plan and stands)


def _named(found: Mapping[str, str], zone: str, at: datetime) -> date | None:
    """The day that is named: by its date, or as `tomorrow`, `on Thursday,`, `on Thursday 3 December,`."""
    today = at.astimezone(ZoneInfo(zone)).date()
    if "day" in found:
        return today.replace(month=_month(found["month"]), day=int(found["day"]))
    near = found.get("near", "").strip(" ,")
    if near.startswith("on "):
        weekday, *calendar = near.removeprefix("on ").split()
        if calendar:
            return today.replace(month=_month(calendar[1]), day=int(calendar[0]))
        return today + timedelta(days=(_WEEKDAYS.index(weekday) - today.weekday()) % 7)
    return today + timedelta(days=1) if near == "tomorrow" else None


def _month(name: str) -> int:
    return next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name))


def _nearest(clock: time, zone: str, at: datetime) -> datetime:
    """When it is so late there, nearest to `at`."""
    today = at.astimezone(ZoneInfo(zone)).date()
    days = (today + timedelta(days=each) for each in (-1, 0, 1))
    return min((_moment(day, clock, zone) for day in days), key=lambda moment: abs(moment - at))


def _moment(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
