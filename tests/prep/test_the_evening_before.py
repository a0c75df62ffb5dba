"""Whoever has their messages at 17:00 is told the evening before."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep import wallclock
from prep.arranging_day import told_on
from prep.digests import Rhythm, covers_until, digest_before, next_digest
from prep.wallclock import at, local
from tests.prep.zones import ZONES

WORKDAYS = frozenset(range(1, 6))
EVENING = Rhythm("Europe/Berlin", time(17), WORKDAYS)
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)


def there(day: date, hour: int, minute: int = 0) -> datetime:
    """So late in Berlin."""
    return at(day, time(hour, minute), "Europe/Berlin")


@pytest.mark.parametrize("hour", range(8, 17))
@pytest.mark.parametrize("day", [MONDAY + days * DAY for days in range(7, 12)])
def test_every_working_hour_is_told_the_evening_before_it(day: date, hour: int) -> None:
    """Of a Monday that is Friday evening: what is before Monday at 17:00 comes too soon for Monday's."""
    evening = day - (3 * DAY if day.isoweekday() == 1 else DAY)
    told = next_digest(EVENING, there(evening, 16)).due
    assert told == there(evening, 17)
    assert told < there(day, hour) < covers_until(EVENING, told)
    assert digest_before(EVENING, there(evening, 16), there(day, hour)) == told


def test_fridays_reaches_over_the_free_days_to_two_hours_past_mondays() -> None:
    friday = next_digest(EVENING, there(MONDAY + 4 * DAY, 12)).due
    assert covers_until(EVENING, friday) == there(MONDAY + 7 * DAY, 19)


def test_also_where_the_clocks_change_between_the_two() -> None:
    saturday = date(2026, 10, 24)  # clocks go back in the night
    every_day = Rhythm("Europe/Berlin", time(17), frozenset(range(1, 8)))
    told = next_digest(every_day, there(saturday, 16)).due
    assert covers_until(every_day, told) == there(saturday + DAY, 19) == told + timedelta(hours=27)


@pytest.mark.parametrize(
    ("clock", "days", "day", "told"),
    [
        (time(8, 30), WORKDAYS, 0, (0, 1)),  # Monday: that day
        (time(8, 30), WORKDAYS, 4, (4, 7)),  # Friday: and the weekend
        (time(17), WORKDAYS, 0, (1, 2)),  # Monday evening: Tuesday
        (time(17), WORKDAYS, 4, (5, 8)),  # Friday evening: the weekend and Monday
        (time(17), WORKDAYS, 3, (4, 5)),
        (time(11, 59), frozenset({1}), 0, (0, 7)),
        (time(12), frozenset({1}), 0, (1, 8)),
        (time(8, 30), frozenset(range(1, 8)), 6, (6, 7)),
    ],
)
def test_the_days_that_an_arrangers_message_tells_of(
    clock: time, days: frozenset[int], day: int, told: tuple[int, int]
) -> None:
    rhythm = Rhythm("Europe/Berlin", clock, days, paused_until=MONDAY + 14 * DAY)
    assert told_on(rhythm, MONDAY + day * DAY) == (MONDAY + told[0] * DAY, MONDAY + told[1] * DAY)


@given(
    st.sampled_from(ZONES),
    st.times(),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_each_day_is_told_in_one_message_that_comes_before_its_end(
    zone: str, clock: time, days: frozenset[int], start: date
) -> None:
    rhythm = Rhythm(zone, clock, days)
    moment = next_digest(rhythm, wallclock.at(start, time.min, zone))
    first = told_on(rhythm, moment.day)[0]
    end = first
    for _ in range(8):
        told_first, told_end = told_on(rhythm, moment.day)
        assert told_first == end, "no day twice, and none left out"
        assert local(moment.due, zone).date() <= told_first + DAY
        end = told_end
        moment = next_digest(rhythm, moment.due)
