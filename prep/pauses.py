"""Pausing: until when, as people say it, and what a pause holds back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from prep import wallclock
from prep.digests import Rhythm, digest_before, is_paused
from prep.messages import Due, Kind
from prep.preferences import Preferences

LONGEST: Final = timedelta(days=366)
URGENT: Final = timedelta(hours=24)
"""What concerns an interview within this time gets through a pause."""
_MOST: Final = 60
"""Characters of a date, however it is said: a parser that knows many forms is slow with long text."""
_BEFORE: Final = frozenset({"until", "till", "til", "to", "for", "on"})


class Unfit(StrEnum):
    """Why a day cannot end a pause."""

    UNCLEAR = "unclear"
    NOT_AHEAD = "not ahead"
    TOO_FAR = "too far"


def read(typed: str, today: date, *, month_first: bool) -> date | Unfit:
    """The first day that is not paused, from words such as `until friday`, `24 dec`, `for 3 days`, `2026-12-24`.

    `today` is the day it is where the person is. `month_first`: whether they write 12/24 for Christmas Eve. Never
    raises, whatever the text.
    """
    words = typed.split()
    said = " ".join(words[1:] if words and words[0].casefold() in _BEFORE else words)
    if not said or len(said) > _MOST:
        return Unfit.UNCLEAR
    import dateparser  # noqa: PLC0415 - an eighth of a second, for those few who type a day

    found = dateparser.parse(
        said,
        languages=["en"],
        settings={
            # At noon no zone that the words may name makes it another day than the one they say.
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "TIMEZONE": "UTC",
            "PREFER_DATES_FROM": "future",
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "MDY" if month_first else "DMY",
        },
    )
    if found is None:
        return Unfit.UNCLEAR
    return check(found.date(), today) or found.date()


def check(until: date, today: date) -> Unfit | None:
    """Why a pause cannot last until that day; None when it can: tomorrow at the earliest, in a year at the latest."""
    if until <= today:
        return Unfit.NOT_AHEAD
    return Unfit.TOO_FAR if until > today + LONGEST else None


def ends_at(rhythm: Rhythm) -> datetime | None:
    """When messages come again after the pause, in UTC: on its first day without, at the time of the morning message.
    None: nothing was paused."""
    until = rhythm.paused_until
    return None if until is None else wallclock.at(until, rhythm.at, rhythm.zone)


def put_off(rhythm: Rhythm, due: datetime, starts_at: datetime) -> datetime:
    """When whoever arranged an interview is told of it what would be told at `due`: then, unless they have paused.

    If they have, 24 hours before it starts, or when the pause is over, whichever comes first. All moments are aware;
    `starts_at` is the interview's.
    """
    over = ends_at(rhythm)
    if over is None or not is_paused(rhythm, due):
        return due
    return max(due, min(over, starts_at - URGENT))


def hides(theirs: Preferences, starts_at: datetime, now: datetime) -> bool:
    """Whether a pause is why no morning message after `now` tells of what starts at `starts_at` before it does.

    From whoever wants no morning messages a pause hides what falls into it: nothing else is sent ahead of time.
    """
    rhythm = theirs.rhythm
    if rhythm.paused_until is None:
        return False
    if Kind.DIGEST in theirs.muted:
        return is_paused(rhythm, starts_at)
    awake = replace(rhythm, paused_until=None)
    return digest_before(rhythm, now, starts_at) is None and digest_before(awake, now, starts_at) is not None


def first_to_come(planned: Iterable[Due], rhythm: Rhythm) -> Due | None:
    """Of what is planned for somebody, in its order, the first that no pause holds back.

    What gets through a pause because it is urgent is only known when it is due, and not counted on here; nor is what
    comes only if somebody has not answered by then.
    """
    held_back = (Kind.REMINDER, Kind.ADDED, Kind.AFTERWARDS)  # no morning message is planned for a paused day
    sure = (each for each in planned if each.kind != Kind.UNANSWERED)
    return next((each for each in sure if each.kind not in held_back or not is_paused(rhythm, each.at)), None)
