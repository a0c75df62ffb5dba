"""When somebody's morning messages come: one on each of their digest days, by the clocks where they are.

A digest belongs to a local day, and that day is its key: whoever plans remembers, for each person, the days
that were told. People move and change their times, so a day that was told in one zone can come round again in
another. A `Moment` whose day was told is not sent; the one that counts is the next after its `due`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from prep import wallclock
from prep.people import local_day

_WEEK: Final = frozenset(range(1, 8))
OVERLAP: Final = timedelta(hours=2)
"""Who reads their message late still has the next interviews in the one before it."""
# One digest day a week, and a pause only makes longer what the digest before it covers.
_LONGEST_REACH: Final = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which days (ISO: 1 is Monday, 7 Sunday) and at what time somebody is told, by the clocks of `zone`.

    `paused_until` is the first day on which messages come again. Without days, or with one that no week has:
    ValueError.
    """

    zone: str
    at: time
    days: frozenset[int]
    paused_until: date | None = None

    def __post_init__(self) -> None:
        if not self.days or not self.days <= _WEEK:
            raise ValueError(f"digest days are some of 1 (Monday) to 7 (Sunday), not {sorted(self.days)}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A digest: the local day it is for, and when it is due, in UTC.

    Where clocks are put forward over midnight, a late digest is due in the first moment of the day after `day`.
    """

    day: date
    due: datetime


def digest_on(rhythm: Rhythm, day: date) -> datetime | None:
    """When the digest of this local day is due, in UTC; None on a day that has none.

    At the wall-clock time, the first of the two where it comes twice, or in the first moment after it where that
    time does not exist. No digest on other weekdays, paused days, and days that the zone skipped altogether
    (as Apia skipped 30 December 2011).
    """
    paused = rhythm.paused_until is not None and day < rhythm.paused_until
    if paused or day.isoweekday() not in rhythm.days or not _takes_place(day, rhythm.zone):
        return None
    return wallclock.at(day, rhythm.at, rhythm.zone)


def next_digest(rhythm: Rhythm, after: datetime) -> Moment:
    """The first digest that is due strictly later than `after` (aware).

    From the due moment of one to the next, each digest day comes exactly once. `after` is now; or the due moment
    of the last digest, and then what a move or a changed time put between the two is still given, with a due
    moment that may be past. OverflowError where the calendar ends first (a pause until the year 9999).
    """
    # Until its digest is due, the clocks have never shown a day's digest time or a later one: none is missed by
    # starting on the day they show.
    day = local_day(after, rhythm.zone)
    if rhythm.paused_until is not None:
        day = max(day, rhythm.paused_until)
    while (due := digest_on(rhythm, day)) is None or due <= after:
        day += timedelta(days=1)
    return Moment(day, due)


def covers_until(rhythm: Rhythm, due: datetime) -> datetime:
    """Up to when the digest due at `due` tells of interviews, in UTC: two hours past the digest that follows it."""
    return next_digest(rhythm, due).due + OVERLAP


def is_paused(rhythm: Rhythm, moment: datetime) -> bool:
    """Whether `moment` (aware) lies on a day without messages."""
    return rhythm.paused_until is not None and local_day(moment, rhythm.zone) < rhythm.paused_until


def digest_before(rhythm: Rhythm, after: datetime, starts_at: datetime) -> datetime | None:
    """When the first digest later than `after` that tells of what starts at `starts_at` is due; None: none comes
    before it."""
    due = next_digest(rhythm, max(after, starts_at - _LONGEST_REACH)).due
    while due < starts_at and covers_until(rhythm, due) <= starts_at:
        due = next_digest(rhythm, due).due
    return due if due < starts_at else None


def latest_digest(rhythm: Rhythm, due: datetime, now: datetime) -> datetime:
    """The last digest that is due at `now`, when the one due at `due` is only sent now."""
    while (following := next_digest(rhythm, due).due) <= now:
        due = following
    return due


def _takes_place(day: date, zone: str) -> bool:
    return local_day(wallclock.at(day, time.min, zone), zone) == day
