"""Adding an interview: what somebody has filled in so far, and what it means."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from prep.initials import shown_as
from prep.interviews import Links, Seat
from prep.wallclock import at

NEW: Final = "new"
"""Stands for a candidate who is not known yet."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is filled in, as it was chosen or typed; empty where nothing is, or not yet."""

    hiring: str = ""
    """`opening|` or `role|` with an id: a search under way, or one to begin."""
    opening_id: str = ""
    """The search's, known before it begins."""
    candidate: str = ""
    """An id, or `NEW`."""
    name: str = ""
    """The new candidate's."""
    part: str = ""
    """Which of the plan's interviews, from 1."""
    day: str = ""
    start: str = ""
    zone: str = ""
    minutes: str = ""
    interviewers: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()
    others: str = ""
    """People without Slack, a name a line."""
    place: str = ""
    cv: str = ""
    feedback: str = ""
    note: str = ""
    leads: str = ""
    """Whoever leads, as `Guest.key` has it."""
    turn: int = 0
    """Counts the proposals made, so that a newer one is told from an older."""
    questions: tuple[str, ...] = ()
    """The ids of the questions that the check showed."""

    def as_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Filled":
        """The reverse of `as_dict`; what this version does not know is left out."""
        known = {each.name: stored[each.name] for each in fields(cls) if each.name in stored}
        values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in known.items()}
        return cls(**values)

    @property
    def links(self) -> Links:
        """Where things are."""
        return Links(place=self.place.strip(), cv=self.cv.strip(), feedback=self.feedback.strip())

    @property
    def position(self) -> int | None:
        """Which of the plan's interviews; None while none is chosen."""
        return int(self.part) if self.part.isdecimal() else None

    @property
    def length(self) -> int | None:
        """The minutes; None where they are no whole number."""
        typed = re.fullmatch(r"\s*(\d{1,4})\s*", self.minutes, re.ASCII)
        return int(typed[1]) if typed else None

    @property
    def wall(self) -> tuple[date, time] | None:
        """What clocks are to show; None while a day or a time is missing."""
        try:
            return date.fromisoformat(self.day), time.fromisoformat(self.start)
        except ValueError:
            return None

    @property
    def starts_at(self) -> datetime | None:
        """The moment it starts, in UTC; None while a day or a time is missing."""
        return at(*self.wall, self.zone) if self.wall else None


class Guest(NamedTuple):
    """Somebody who is to be in the room: a member's id, or None and a name."""

    key: str
    member_id: str | None
    name: str
    seat: Seat


def room(filled: Filled) -> tuple[Guest, ...]:
    """Everybody in the room, each in their seat: interviewers, people without Slack, then those who only listen.

    Whoever is said to lead does, otherwise the first of those who ask.
    """
    asking: list[tuple[str, str | None, str]] = [(member_id, member_id, "") for member_id in filled.interviewers]
    asking += [(f"name|{place}", None, name) for place, name in enumerate(names(filled.others))]
    keys = [key for key, _, _ in asking]
    first = filled.leads if filled.leads in keys else next(iter(keys), "")
    seats = [Guest(*each, Seat.LEADS if each[0] == first else Seat.INTERVIEWER) for each in asking]
    return (*seats, *(Guest(member_id, member_id, "", Seat.LISTENING) for member_id in filled.listening))


def names(typed: str) -> list[str]:
    """The names that stand on the lines of `typed`, at most 80 characters each; lines with nothing to see are none."""
    return [shown_as(line, (), True) for line in typed.splitlines() if can_show(line, keeps_names=True)]


def can_show(name: str, *, keeps_names: bool) -> bool:
    """Whether anything of a name can be shown."""
    try:
        shown_as(name, (), keeps_names)
    except ValueError:
        return False
    return True
