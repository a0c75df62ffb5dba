"""Pausing: until when, as people say it, and what a pause holds back."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from prep.digests import Rhythm, is_paused
from prep.messages import Due, Kind

LONGEST: Final = timedelta(days=366)
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


def first_to_come(planned: Iterable[Due], rhythm: Rhythm) -> Due | None:
    """Of what is planned for somebody, in its order, the first that no pause holds back.

    What gets through a pause because it is urgent is only known when it is due, and not counted on here.
    """
    held_back = (Kind.REMINDER, Kind.ADDED)  # no morning message is planned for a paused day
    return next((each for each in planned if each.kind not in held_back or not is_paused(rhythm, each.at)), None)
