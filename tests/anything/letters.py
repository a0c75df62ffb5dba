"""What people have in their direct messages, by the local Slack's own record, as they understand it."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from prep.wallclock import city
from tests.anything.company import ZONES, Company
from tests.anything.diary import Booked
from tests.chaos.storm.reading import Kind, Said, kind, said

_QUESTION: Final = re.compile(r"(\d+)\. (.+)")
_BEGINNING: Final = 40
"""A question may be cut where space is short: by so much of it, it is told from the others."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a message says of an interview, by the clocks of `zone`."""

    said: Said
    zone: str

    @property
    def interview(self) -> str:
        """Its candidate, whom it alone has."""
        return self.said.interview

    def agrees(self, true: Booked, person: str) -> bool:
        """Whether that is so, to the reader."""
        if not self.said.stands or not true.has(person):
            return self.said.stands == true.has(person)
        there = ZoneInfo(self.zone)
        read, start, end = (each.astimezone(there) for each in (self.said.starts_at, true.starts_at, true.ends_at))
        days = not self.said.dated or read.date() == start.date()
        # A clock that is put back between the two shows another time to go than passes.
        shown = (end.replace(tzinfo=None) - start.replace(tzinfo=None)) % timedelta(days=1)
        return days and read.time() == start.time() and self.said.minutes == shown.total_seconds() / 60

    def __str__(self) -> str:
        there = self.said.starts_at.astimezone(ZoneInfo(self.zone))
        words = "" if self.said.stands else ", but not with them"
        return f"{self.interview} at {there:%a %d %b %H:%M} {self.zone}, {self.said.minutes} minutes{words}"


@dataclass
class Letter:
    """The message that Slack took as number `number`. `texts` are what it said, each from a moment of the story's on,
    the first as it came; `place` is where it is, channel and timestamp."""

    person: str
    kind: Kind
    delivery_id: str | None
    texts: list[tuple[datetime, str]]
    place: tuple[str, str] = field(repr=False)
    number: int = 0

    @property
    def at(self) -> datetime:
        """When it came."""
        return self.texts[0][0]

    @property
    def told(self) -> tuple[Word, ...]:
        """What it said of which interviews when it came."""
        return self._said(0)

    def says(self, interview: str) -> Word | None:
        """What it says of an interview now."""
        return next((each for each in self._said(-1) if each.interview == interview), None)

    def numbered(self) -> list[tuple[int, str]]:
        """The numbers that stand in it, and the questions behind them, in all that it ever said."""
        found = [_QUESTION.fullmatch(line) for _, text in self.texts for line in text.split("\n")]
        return [(int(each[1]), each[2][:_BEGINNING]) for each in found if each]

    def _said(self, which: int) -> tuple[Word, ...]:
        at, text = self.texts[which]
        # Only a morning message says "today" of the day on which it was changed; else it is the day on which it came.
        return _read(text, at if self.kind is Kind.MORNING else self.at) if self.kind is not Kind.OTHER else ()


@dataclass
class Letters:
    """All of them, in the order in which Slack took them."""

    company: Company
    all: list[Letter] = field(default_factory=list)

    def collect(self, now: datetime) -> list[Letter]:
        """Those that came since this was last asked; what was changed meanwhile is noted. All was within Slack's
        rules."""
        desk = self.company.slack.desk
        assert desk.breaches() == []
        changes = [each for each in desk.calls("chat.update") if each.answer and each.answer.get("ok")]
        desk.clear_record()
        new = [
            Letter(
                str(each.person),
                kind(each.text) if each.person in self.company.interviewers else Kind.OTHER,
                each.delivery_id,
                [(now, each.text)],
                (each.channel, each.ts),
                number,
            )
            for number, each in enumerate(desk.posted(self.company.acme))
            if number >= len(self.all)
        ]
        self.all += new
        by_place = {each.place: each for each in self.all}
        for each in changes:
            by_place[each.answer["channel"], each.answer["ts"]].texts.append((now, str(each.sent["text"])))
        return new


@lru_cache(maxsize=4096)
def _read(text: str, at: datetime) -> tuple[Word, ...]:
    zone = zone_of(text)
    return tuple(Word(each, zone) for each in said(text, zone, at))


def zone_of(text: str) -> str:
    """The zone by whose clocks a message speaks: it says so."""
    return next((zone for zone in ZONES if f"{city(zone)} time" in text), "UTC")
