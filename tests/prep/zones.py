"""What the clocks of every zone do, found by looking at them each day: the rules are measured against it."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

FIRST: Final = datetime(2019, 12, 1, tzinfo=UTC)
LAST: Final = datetime(2037, 1, 1, tzinfo=UTC)
ZONES: Final = (*sorted(name for name in available_timezones() if "/" in name), "UTC")

_DAY: Final = timedelta(days=1)
_LOOKS: Final = [FIRST + _DAY * number for number in range((LAST - FIRST).days + 1)]


class Span(NamedTuple):
    """From `start` until `end` (UTC) clocks are `ahead` of UTC."""

    start: datetime
    end: datetime
    ahead: timedelta

    def shown(self, moment: datetime) -> datetime:
        """What these clocks show at `moment`."""
        return (moment + self.ahead).replace(tzinfo=None)


@cache
def spans(zone: str) -> Sequence[Span]:
    """All from FIRST to LAST. A zone changes its clocks at most once a day."""
    theirs = ZoneInfo(zone)
    seen = [look.astimezone(theirs).utcoffset() for look in _LOOKS]
    days = zip(pairwise(_LOOKS), pairwise(seen), strict=True)
    changes = [_change(zone, before, after) for (before, after), (was, became) in days if was != became]
    return [Span(start, end, _ahead(start, zone)) for start, end in pairwise([FIRST, *changes, LAST])]


def _ahead(moment: datetime, zone: str) -> timedelta:
    ahead = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert ahead is not None
    return ahead


def _change(zone: str, before: datetime, after: datetime) -> datetime:
    became = _ahead(after, zone)
    seconds = range(int((after - before).total_seconds()))
    return before + timedelta(
        seconds=bisect_left(
            seconds, True, key=lambda second: _ahead(before + timedelta(seconds=second), zone) == became
        )
    )


@cache
def unlike_zones() -> Sequence[str]:
    """One zone for each way in which clocks behave in these years: all others behave as one of these."""
    return list({tuple(spans(zone)): zone for zone in ZONES}.values())


def _from(wall: datetime, zone: str) -> Sequence[Span]:
    """The spans that may show `wall` or later. Those that end a day before it cannot: no clock is a day ahead."""
    everything = spans(zone)
    return everything[bisect_left(everything, wall - _DAY, key=attrgetter("end")) :]


def first_showing(day: date, clock: time, zone: str) -> datetime:
    """The first moment at which clocks show this time of this day or a later one."""
    wall = datetime.combine(day, clock, UTC)
    return next(
        moment
        for span in _from(wall, zone)
        if span.end + span.ahead > wall
        for moment in [max(span.start, wall - span.ahead)]
    )


def takes_place(day: date, zone: str) -> bool:
    """Whether clocks show this day at any moment."""
    begins = datetime.combine(day, time.min, UTC)
    first = next(span for span in _from(begins, zone) if span.end + span.ahead > begins)
    return first.start + first.ahead < begins + _DAY


def days(zone: str) -> st.SearchStrategy[date]:
    """Days of these years, half of them next to a change of the zone's clocks where it has any."""
    any_day = st.dates(FIRST.date() + 7 * _DAY, LAST.date() - 400 * _DAY)
    changes = [span.start.date() for span in spans(zone)[1:] if span.end < LAST - 400 * _DAY]
    if not changes:
        return any_day
    return any_day | st.builds(lambda day, off: day + off * _DAY, st.sampled_from(changes), st.integers(-2, 2))
