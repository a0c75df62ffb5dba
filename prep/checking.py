"""What whoever adds an interview should know before it is added. The findings are facts; views put them in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Final

from prep.interviews import Seat
from prep.plans import room_minutes
from prep.wallclock import local

_DAY_BEGINS: Final = time(8)
_DAY_ENDS: Final = time(19)
# What a question usually takes: with less than this unused, another one would not have fitted.
_A_QUESTION: Final = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to be in the room. Without `member_id` they are not on Slack, and what has a default keeps it.

    `zone` is an IANA name that this machine knows, None where nobody knows it. `paused_until` is the first day
    that is not paused. `reachable`: Slack lets the app write to them. `others` are the beginnings and ends of their
    other interviews here.
    """

    member_id: str | None
    name: str
    seat: Seat
    zone: str | None = None
    paused_until: date | None = None
    deactivated: bool = False
    reachable: bool = True
    others: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No message gets to them, because the account is `deactivated` or the app may not write to it."""

    name: str
    deactivated: bool


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """It starts before 8 or ends after 19 o'clock where they are; `starts` and `ends` are in their zone."""

    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Overlap:
    """They have another interview here at that time, which `starts` and `ends` as it was given."""

    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """On its day they get no messages; `until` is the first day on which they do."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class NobodyAsks:
    """All in the room only listen, or it is empty."""


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """It is shorter than its part: the last `questions` of the running order are `minutes_over` too long."""

    questions: int
    minutes_over: int


@dataclass(frozen=True, slots=True)
class ShortOfQuestions:
    """The bank had questions for `minutes` only, of those `wanted`."""

    minutes: int
    wanted: int


Finding = Unreachable | OutsideHours | Overlap | Paused | NobodyAsks | DoesNotFit | ShortOfQuestions


def check(
    starts_at: datetime,
    minutes: int,
    people: Sequence[Person],
    part_minutes: int,
    question_minutes: Sequence[int],
) -> tuple[Finding, ...]:
    """What stands out in an interview of `minutes` at `starts_at` (aware): of each person in turn, then of the room.

    `part_minutes` is the length of its part, `question_minutes` what each of the part's questions takes, in
    running order. Of somebody whom no message reaches only that is said, and a clash.
    """
    ends_at = starts_at + timedelta(minutes=minutes)
    return (
        *(finding for person in people for finding in _of_person(person, starts_at, ends_at)),
        *_of_room(people, minutes, part_minutes, question_minutes),
    )


def _of_person(person: Person, starts_at: datetime, ends_at: datetime) -> Iterator[Finding]:
    if person.deactivated or not person.reachable:
        yield Unreachable(person.name, person.deactivated)
    elif person.zone is not None:
        starts, ends = local(starts_at, person.zone), local(ends_at, person.zone)
        if starts.time() < _DAY_BEGINS or ends.replace(tzinfo=None) > datetime.combine(starts.date(), _DAY_ENDS):
            yield OutsideHours(person.name, starts, ends)
        if person.paused_until is not None and starts.date() < person.paused_until:
            yield Paused(person.name, person.paused_until)
    for other_starts, other_ends in person.others:
        if starts_at < other_ends and other_starts < ends_at:
            yield Overlap(person.name, other_starts, other_ends)


def _of_room(
    people: Sequence[Person], minutes: int, part_minutes: int, question_minutes: Sequence[int]
) -> Iterator[Finding]:
    if all(person.seat is Seat.LISTENING for person in people):
        yield NobodyAsks()
    room = room_minutes(minutes)
    over = [together - room for together in accumulate(question_minutes) if together > room]
    if minutes < part_minutes and over:
        yield DoesNotFit(len(over), over[-1])
    wanted = room_minutes(min(minutes, part_minutes))
    if sum(question_minutes) + _A_QUESTION <= wanted:
        yield ShortOfQuestions(sum(question_minutes), wanted)
