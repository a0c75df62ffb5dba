"""When somebody's morning messages come, and how long a pause of theirs lasts, by what they and the house chose."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.anything.diary import Chose, House

URGENT: Final = timedelta(hours=24)
_DAY: Final = timedelta(days=1)


def mornings_from(chose: Chose, house: House, since: datetime) -> Iterator[datetime]:
    """The times of their morning message, from about `since` on."""
    day = since.astimezone(ZoneInfo(chose.zone)).date() - _DAY
    if chose.paused_until:
        day = max(day, chose.paused_until)
    while True:
        if day.isoweekday() in (chose.days or house.days):
            yield datetime.combine(day, chose.morning or house.morning, ZoneInfo(chose.zone)).astimezone(UTC)
        day += _DAY


def paused(chose: Chose, moment: datetime) -> bool:
    until = chose.paused_until
    return until is not None and moment.astimezone(ZoneInfo(chose.zone)).date() < until


def pause_ends(chose: Chose, house: House) -> datetime:
    """At the time of the morning message of the first day with messages."""
    until = chose.paused_until or date(2000, 1, 1)
    return datetime.combine(until, chose.morning or house.morning, ZoneInfo(chose.zone)).astimezone(UTC)
