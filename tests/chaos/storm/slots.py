"""When interviews begin, and when the story stops for what is then due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import count, islice
from typing import Final

from tests.chaos.storm.company import ZONES
from tests.chaos.storm.ought import QUIET, REMINDER, SATURDAY, next_morning

_STARTS: Final = (time(5), time(8), time(9), time(10, 30), time(12), time(14), time(15, 30), time(17))
"""UTC, on working days."""
_ECHO: Final = QUIET + timedelta(minutes=1)


def slots_after(moment: datetime, most: int) -> list[datetime]:
    """The next starts after `moment`."""
    return list(islice((start for start in _starts(moment.date()) if start > moment), most))


def moments(after: datetime) -> Iterator[tuple[datetime, bool]]:
    """When the story stops: whenever a morning message or a reminder is due. Then something is done (True); and once
    more when ten quiet minutes have passed."""
    mornings = [_mornings(zone, after) for zone in ZONES]
    reminders = (start - REMINDER for start in _starts(after.date()))
    last = after
    for moment in merge(*mornings, reminders):
        if moment > last:
            yield moment, True
            yield (last := moment + _ECHO), False


def _starts(day: date) -> Iterator[datetime]:
    for number in count():
        on = day + timedelta(days=number)
        if on.isoweekday() < SATURDAY:
            yield from (datetime.combine(on, start, UTC) for start in _STARTS)


def _mornings(zone: str, after: datetime) -> Iterator[datetime]:
    while True:
        yield (after := next_morning(zone, after))
