"""What people ought to have, said simply. It reads what was booked and when, and nothing that the product wrote down.

The story stands still at stops, and goes on when all that is due was sent; the first of them is its beginning. So what
was booked well before a stop, and not changed until its end, has to be in what came at it; what was booked or changed
meanwhile may be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from tests.chaos.storm.diary import Diary, Seat, Span

MORNING: Final = time(8, 30)
SATURDAY: Final = 6
OVERLAP: Final = timedelta(hours=2)
REMINDER: Final = timedelta(minutes=15)
QUIET: Final = timedelta(minutes=10)
QUIET_IF_SOON: Final = timedelta(minutes=2)
TOGETHER: Final = timedelta(hours=1)
EARLY: Final = timedelta(minutes=5)
"""So far may a process's clock be ahead of the others'."""
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ought:
    """A message to `person`, at most one: `needed` or only `allowed`. By `key` it is told from others of its kind.

    `names` are the interviews that it has to tell of. `by`: at the latest.
    """

    person: str
    key: tuple[datetime | str, ...]
    needed: bool
    allowed: bool = True
    names: frozenset[str] = frozenset()
    by: datetime | None = None
    most: int = 1


def mornings(diary: Diary, zones: Mapping[str, str], stops: Sequence[Span]) -> Iterator[Ought]:
    """At half past eight of every working day, by the clocks where they are: one message, if there is an interview of
    theirs from then until two hours past the next. It names all of those. After a sleep the last one stands for all."""
    seats = diary.seats()
    for person, zone in zones.items():
        theirs = [seat for seat in seats if seat.person == person]
        for before, stop in pairwise(stops):
            due = last_morning(zone, stop.end)
            if due > before.end:
                until = next_morning(zone, due) + OVERLAP
                meanwhile = Span(due - EARLY, stop.end)
                surely = [each for each in theirs if each.throughout(meanwhile) and stop.end <= each.start < until]
                perhaps = [each for each in theirs if each.ever(meanwhile) and due - EARLY <= each.start < until]
                names = frozenset(each.interview for each in surely)
                yield Ought(person, (due,), needed=bool(surely), allowed=bool(perhaps), names=names)


def plans(diary: Diary, stops: Sequence[Span]) -> Iterator[Ought]:
    """A quarter of an hour before an interview begins, or as soon as they are put into it: one plan for the room. It
    is the reminder, or part of a message that would come within the hour before."""
    seats = diary.seats()
    for seat in seats:
        ready = max(seat.start - REMINDER, seat.done + QUIET_IF_SOON + _MINUTE)
        stop = first_stop(stops, ready)
        since = max(seat.start - REMINDER - EARLY, seat.done)
        needed = stop is not None and stop.end < seat.start and seat.throughout(Span(since, stop.end))
        most = sum((each.person, each.interview, each.start) == _key(seat) for each in seats)
        by = stop.end if stop else None
        yield Ought(seat.person, (seat.interview, seat.start), needed=needed, by=by, most=most)


def words(diary: Diary, zones: Mapping[str, str], stops: Sequence[Span]) -> Iterator[Ought]:
    """Whoever is put into an interview is told of it after ten quiet minutes, or by their morning message if that comes
    within the hour, and in any case before it begins."""
    known: set[tuple[str, str]] = set()
    for seat in sorted(diary.seats(), key=lambda each: each.begun):
        if (seat.person, seat.interview) in known:  # who was there before may never have heard that they were not
            continue
        known.add((seat.person, seat.interview))
        ready = seat.done + QUIET + _MINUTE
        morning = next_morning(zones[seat.person], seat.begun)
        if morning <= ready + TOGETHER and morning < seat.start:
            ready = max(ready, morning)
        stop = first_stop(stops, ready)
        if stop is not None and stop.end < seat.start and seat.throughout(Span(seat.done, stop.end)):
            yield Ought(seat.person, (seat.interview,), needed=True, by=stop.end)


def last_morning(zone: str, at: datetime) -> datetime:
    """The last time before `at`, or at it, that it was half past eight of a working day there."""
    day = at.astimezone(ZoneInfo(zone)).date()
    while day.isoweekday() >= SATURDAY or (moment := _half_past_eight(zone, day)) > at:
        day -= _DAY
    return moment


def next_morning(zone: str, after: datetime) -> datetime:
    """The first time after `after` that it is so."""
    day = after.astimezone(ZoneInfo(zone)).date()
    while day.isoweekday() >= SATURDAY or (moment := _half_past_eight(zone, day)) <= after:
        day += _DAY
    return moment


def first_stop(stops: Sequence[Span], at: datetime) -> Span | None:
    """The first at which what is due at `at` comes."""
    return next((stop for stop in stops if stop.start >= at), None)


def _half_past_eight(zone: str, day: date) -> datetime:
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)


def _key(seat: Seat) -> tuple[str, str, datetime]:
    return seat.person, seat.interview, seat.start
