"""What somebody was last told of an interview, what is true of it now, and whether the difference is worth a message.

Nothing remembers that something changed: a correction compares what was told with what is true at the moment it is
sent. So an interview that moved and moved back needs none, and one that overtakes another message ends right.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from prep.digests import Rhythm
from prep.interviews import Interview, Seat, State
from prep.pauses import URGENT, put_off

QUIET: Final = timedelta(minutes=2)
"""Changes within this time become one correction."""
_SOON: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells one member of an interview, as far as a change of it is worth telling.

    `role` is the opening's title, `part` the part's; `starts_at` is aware, in UTC. `seat`: None when they are not in
    it, or said that they cannot come. `asks` are the ids of the questions that are theirs, in running order.
    """

    starts_at: datetime
    minutes: int
    role: str
    part: str
    candidate: str
    candidate_id: str
    place: str
    seat: Seat | None
    state: State
    asks: tuple[str, ...]

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def expects_them(self) -> bool:
        """Whether it takes place with them in it."""
        return self.state is State.PLANNED and self.seat is not None

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON holds it."""
        return {**asdict(self), "starts_at": self.starts_at.isoformat(), "asks": list(self.asks)}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any], unsaid: Self) -> Self:
        """The reverse of `as_dict`. What was kept before there was such a fact is taken from `unsaid`, which is true
        now: nobody is told of a change that nobody saw."""
        return replace(unsaid, **{name: read(kept[name]) for name, read in _READ.items() if name in kept})


def without_candidate(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are kept, without whose interview it was: read again, it is whoever's it is now."""
    return {name: value for name, value in kept.items() if name not in {"candidate", "candidate_id"}}


_READ: Final[Mapping[str, Any]] = {
    "starts_at": datetime.fromisoformat,
    "minutes": int,
    "role": str,
    "part": str,
    "candidate": str,
    "candidate_id": str,
    "place": str,
    "seat": lambda kept: None if kept is None else Seat(kept),
    "state": State,
    "asks": tuple,
}


def facts(interview: Interview, member_id: str) -> Facts:
    """What is true of the interview for this member now, in it or not."""
    seated = interview.seat_of(member_id)
    present = seated if seated and seated.declined_at is None else None
    return Facts(
        interview.starts_at,
        interview.minutes,
        interview.opening.title,
        interview.part.title,
        interview.candidate.shown_as,
        interview.candidate.id,
        interview.links.place,
        present.seat if present else None,
        interview.state,
        tuple(asked.question_id for asked in present.asks) if present else (),
    )


class Change(StrEnum):
    """What differs from what was told, the weightiest first."""

    CANCELLED = "cancelled"
    OFF = "off"
    """They are no longer in it."""
    ON = "on"
    """They were told that they are not in it, or that it was cancelled, and now it expects them."""
    MOVED = "moved"
    LENGTH = "length"
    ROLE = "role"
    """The role hired for, or the part of its plan."""
    CANDIDATE = "candidate"
    """Another person; not the same under another name, as when two are told apart or one was erased."""
    PLACE = "place"
    QUESTIONS = "questions"
    """Some are theirs now, or no longer; see `gained` and `lost`. Another order is no change."""
    SEAT = "seat"


def changes(told: Facts, true: Facts) -> tuple[Change, ...]:
    """What differs, the weightiest first. Of what was cancelled, or is no longer theirs, or is theirs again, only that
    is said."""
    if not told.expects_them:
        return (Change.ON,) if true.expects_them else ()
    if true.state is State.CANCELLED:
        return (Change.CANCELLED,)
    if true.seat is None:
        return (Change.OFF,)
    differs = {
        Change.MOVED: told.starts_at != true.starts_at,
        Change.LENGTH: told.minutes != true.minutes,
        Change.ROLE: (told.role, told.part) != (true.role, true.part),
        Change.CANDIDATE: told.candidate_id != true.candidate_id,
        Change.PLACE: told.place != true.place,
        Change.QUESTIONS: set(told.asks) != set(true.asks),
        Change.SEAT: told.seat is not true.seat,
    }
    return tuple(change for change, is_so in differs.items() if is_so)


def gained(told: Facts, true: Facts) -> tuple[str, ...]:
    """The questions that are theirs now and were not, by id, in running order."""
    return tuple(each for each in true.asks if each not in told.asks)


def lost(told: Facts, true: Facts) -> tuple[str, ...]:
    """The questions that were theirs and are not any more, by id, in the running order of then."""
    return tuple(each for each in told.asks if each not in true.asks)


def worth_telling(found: tuple[Change, ...]) -> bool:
    """Whether these changes are worth a correction.

    Whoever is put on is told by the message that tells of every interview they were put on. What is no fact at all (a
    note, a link to the CV or the feedback form, who else is in the room) is only edited in what was sent.
    """
    return any(each is not Change.ON for each in found)


def still_matters(told: Facts, true: Facts, at: datetime) -> bool:
    """Whether it still helps, at `at` (aware), to say that `told` is not what is true.

    It does while either is not over that expects them. They may be on their way to the one told, also when the true
    one was moved into the past, cancelled or taken from them; and they do not know of the true one, also when the one
    told is over. Once both are over, or the one told is and no other expects them, it is left alone.
    """
    return any(each.expects_them and each.ends_at > at for each in (told, true))


def correct_at(
    now: datetime,
    told_start: datetime,
    true_start: datetime,
    waiting: datetime | None,
    rhythm: Rhythm,
    *,
    muted: bool = False,
) -> datetime:
    """When a change made at `now` is told: two minutes after the first that waits, so that several become one.

    At once when either start is less than an hour away, or ago. What is no matter of 24 hours waits until it is: to
    whoever paused, unless the pause is over before; to whoever `muted` corrections, in any case. `waiting` is when the
    correction is due that waits already: further changes never put it off.
    """
    due = now if _is_within(_SOON, now, told_start, true_start) else now + QUIET
    if not gets_through(told_start, true_start, due):
        ahead = min((start for start in (told_start, true_start) if start > due), default=due)
        due = max(due, ahead - URGENT) if muted else put_off(rhythm, due, ahead)
    return due if waiting is None else min(due, waiting)


def gets_through(told_start: datetime, true_start: datetime, now: datetime) -> bool:
    """Whether a correction is sent at `now` whatever is muted or paused: either start is within 24 hours."""
    return _is_within(URGENT, now, told_start, true_start)


def _is_within(reach: timedelta, now: datetime, *starts: datetime) -> bool:
    # Either way: somebody may be sitting in the room and waiting.
    return any(abs(start - now) <= reach for start in starts)
