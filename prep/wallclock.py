"""Between what a clock on the wall shows somewhere and the moment that it is.

A zone is an IANA name this machine knows (`prep.people.known_zone` gives one); another raises
`ZoneInfoNotFoundError`. Moments are aware, times of day naive.
"""

import re
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def at(day: date, time: time, zone: str) -> datetime:
    """The first moment, in UTC, at which clocks in `zone` show this time of this day or a later one.

    So the first of the two where clocks that are put back show it twice; and where clocks that are put
    forward leave it out, the first moment after the gap: the next day's where the gap reaches past midnight.
    """
    wall = datetime.combine(day, time)
    moment = _read(wall, zone, fold=0)
    return moment if _shown(moment, zone) == wall else _end_of_gap(wall, zone)


def exists(day: date, time: time, zone: str) -> bool:
    """Whether clocks in `zone` ever show this time of this day."""
    wall = datetime.combine(day, time)
    return _shown(_read(wall, zone, fold=0), zone) == wall


def local(moment: datetime, zone: str) -> datetime:
    """The same moment with the date and time that clocks in `zone` show."""
    return moment.astimezone(ZoneInfo(zone))


def city(zone: str) -> str:
    """What people call a zone: "Buenos Aires" for "America/Argentina/Buenos_Aires", "UTC" for "UTC".

    "Etc/GMT+5" is "UTC-5": in IANA's names of that kind plus is west, against what everybody else writes.
    """
    fixed = re.fullmatch(r"Etc/GMT([+-])([1-9]\d?)", zone)
    if fixed:
        sign, hours = fixed.groups()
        return f"UTC{'-' if sign == '+' else '+'}{hours}"
    return zone.rpartition("/")[2].replace("_", " ")


def _shown(moment: datetime, zone: str) -> datetime:
    return local(moment, zone).replace(tzinfo=None)


def _read(wall: datetime, zone: str, fold: int) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _end_of_gap(wall: datetime, zone: str) -> datetime:
    """When the clocks were put forward past `wall`, a time that they never showed."""
    # PEP 495: in a gap fold=1 reads by the new offset, hence a moment before the change, and fold=0 by the old
    # one, hence a moment after it. The change is at a whole second between them.
    before = _read(wall, zone, fold=1).replace(microsecond=0)
    between = _read(wall, zone, fold=0) - before

    def changed(seconds: int) -> bool:
        return _shown(before + timedelta(seconds=seconds), zone) > wall

    return before + timedelta(seconds=bisect_left(range(int(between.total_seconds())), True, key=changed))
