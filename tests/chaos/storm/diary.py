"""What was booked, and when: every state that an interview was ever in, as whoever booked it wrote it down."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment of the story to another."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Booked:
    """An interview from `begun` on. It was written down between `begun` and `done`: who looked then may have seen the
    state before. `interview` is its candidate, whom it alone has; `people` are the ids of those in the room."""

    interview: str
    starts_at: datetime
    minutes: int
    people: tuple[str, ...]
    takes_place: bool
    begun: datetime
    done: datetime

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def has(self, person: str) -> bool:
        """Whether it takes place with them."""
        return self.takes_place and person in self.people

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        moments = {name: getattr(self, name).isoformat() for name in ("starts_at", "begun", "done")}
        rest = {"interview": self.interview, "minutes": self.minutes, "takes_place": self.takes_place}
        return {**rest, "people": list(self.people), **moments}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """The reverse."""
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "begun", "done")}
        return cls(**{**kept, "people": tuple(kept["people"]), **moments})


@dataclass(frozen=True, slots=True)
class Seat:
    """A time in which somebody was in an interview that began at `start`: from `begun` to `done` they were put there,
    and from `leaving` to `left` taken away, or it was moved or cancelled (None: they still are there)."""

    person: str
    interview: str
    start: datetime
    begun: datetime
    done: datetime
    leaving: datetime | None
    left: datetime | None

    def throughout(self, span: Span) -> bool:
        """Whether whoever looked in all this time saw it."""
        return self.done <= span.start and (self.leaving is None or span.end < self.leaving)

    def ever(self, span: Span) -> bool:
        """Whether somebody who looked in this time may have seen it."""
        return self.begun <= span.end and (self.left is None or span.start <= self.left)


class Diary:
    """All that was booked, in any order."""

    def __init__(self, booked: Iterable[Booked]) -> None:
        in_order = sorted(booked, key=lambda each: (each.interview, each.begun))
        self._states = {name: list(states) for name, states in groupby(in_order, key=lambda each: each.interview)}

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def states(self, interview: str) -> list[Booked]:
        """Every state that it was in, one after the other."""
        return self._states[interview]

    def during(self, interview: str, span: Span) -> list[Booked]:
        """The states in which somebody who looked in this time may have seen it."""
        states = self._states[interview]
        ends = [*(each.done for each in states[1:]), None]
        return [
            state
            for state, end in zip(states, ends, strict=True)
            if state.begun <= span.end and (end is None or span.start <= end)
        ]

    def seats(self) -> list[Seat]:
        """Everybody's, in every interview, by its start."""
        return [
            seat
            for interview, states in self._states.items()
            for person in {person for state in states for person in state.people}
            for seat in _seats(interview, person, states)
        ]

    def spells(self, person: str, interview: str) -> int:
        """How often they were put into it, whenever it began."""
        inside = [False, *(state.has(person) for state in self._states.get(interview, ()))]
        return sum(now and not before for before, now in pairwise(inside))


def _seats(interview: str, person: str, states: list[Booked]) -> Iterator[Seat]:
    runs = [list(run) for _, run in groupby(states, key=lambda each: each.starts_at if each.has(person) else None)]
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run[0].has(person):
            after = following[0] if following else None
            yield Seat(
                person,
                interview,
                run[0].starts_at,
                run[0].begun,
                run[0].done,
                after.begun if after else None,
                after.done if after else None,
            )
