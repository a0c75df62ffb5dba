"""Somebody's day: from one midnight to the next, where they are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prep import wallclock
from prep.people import local_day


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day and its bounds in UTC; `ends` is the next day's first moment."""

    date: date
    begins: datetime
    ends: datetime

    @property
    def last(self) -> datetime:
        """Its last moment."""
        return self.ends - timedelta.resolution


def day_at(now: datetime, zone: str) -> Day:
    """The day that it is at `now` (aware) in `zone` (an IANA name)."""
    today = local_day(now, zone)
    return Day(today, wallclock.at(today, time.min, zone), wallclock.at(today + timedelta(days=1), time.min, zone))
