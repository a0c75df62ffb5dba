"""What was done: every state that an interview was in, and everything that people chose, with the moment of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final, TypeVar

HOUSE_TIME: Final = time(8, 30)
HOUSE_DAYS: Final = frozenset(range(1, 6))
REMINDER: Final = 15


@dataclass(frozen=True, slots=True)
class Booked:
    """An interview from `at` on. `room` holds the ids of those in it."""

    at: datetime
    starts_at: datetime
    minutes: int
    room: frozenset[str]
    takes_place: bool = True

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def has(self, person: str) -> bool:
        """Whether it takes place with them."""
        return self.takes_place and person in self.room


@dataclass(frozen=True, slots=True)
class Chose:
    """What holds for somebody from `at` on. `morning`, the time of the morning message, and its `days` are None where
    they follow the workspace; `reminder` is in minutes, 0 for none; `paused_until` is the first day with messages
    again."""

    at: datetime
    zone: str
    morning: time | None = None
    days: frozenset[int] | None = None
    reminder: int = REMINDER
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What holds for the workspace from `at` on."""

    at: datetime
    morning: time = HOUSE_TIME
    days: frozenset[int] = HOUSE_DAYS


_Held = TypeVar("_Held", Chose, House)


@dataclass(frozen=True, slots=True)
class Knows:
    """Somebody knows of an interview, from what they did themselves or answered to. `after` so many letters."""

    after: int
    person: str
    interview: str
    stands: bool


@dataclass
class Diary:
    """All of it, in order. `asleep` are the times in which no process ran, the last without an end while it lasts."""

    house: list[House]
    people: dict[str, list[Chose]] = field(default_factory=dict)
    interviews: dict[str, list[Booked]] = field(default_factory=dict)
    asleep: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    known: list[Knows] = field(default_factory=list)

    def change(self, interview: str, at: datetime, **what: Any) -> Booked:
        """It is otherwise from here on."""
        self.interviews[interview].append(replace(self.interviews[interview][-1], at=at, **what))
        return self.interviews[interview][-1]

    def choose(self, person: str, at: datetime, **what: Any) -> None:
        """They want it otherwise from here on."""
        self.people[person].append(replace(self.people[person][-1], at=at, **what))

    def now(self, interview: str) -> Booked:
        """As it is."""
        return self.interviews[interview][-1]

    def before(self, interview: str, moment: datetime) -> Booked | None:
        """As it was when that moment came; None when it was not booked yet."""
        return next((each for each in reversed(self.interviews[interview]) if each.at < moment), None)

    def chosen(self, person: str) -> Iterator[tuple[Chose, House, datetime, datetime | None]]:
        """What held for somebody, from when until when (None: it still does)."""
        changes = sorted({each.at for each in self.people[person]} | {each.at for each in self.house})
        first = self.people[person][0].at
        for since, until in pairwise([*(each for each in changes if each >= first), None]):
            if since is not None:
                yield last(self.people[person], since), last(self.house, since), since, until

    def touched(self, person: str, interview: str) -> datetime:
        """When something was last changed of the interview, or of what they chose."""
        return max(self.now(interview).at, self.people[person][-1].at, self.house[-1].at)

    def awake_from(self, moment: datetime) -> datetime | None:
        """The first moment from this one on at which a process runs; None when none runs since."""
        for begun, ended in self.asleep:
            if begun <= moment and (ended is None or moment < ended):
                return ended
        return moment

    def slept(self, since: datetime, until: datetime) -> bool:
        """Whether at some time in between no process ran."""
        return any(begun <= until and (ended is None or ended >= since) for begun, ended in self.asleep)


def last(entries: Sequence[_Held], at: datetime) -> _Held:
    """What held at that moment."""
    return next(each for each in reversed(entries) if each.at <= at)
