from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.days import day_at
from prep.people import local_day
from tests.prep.zones import days, unlike_zones


@st.composite
def somewhere(draw: st.DrawFn) -> tuple[datetime, str]:
    """A moment in a zone, half of the time on a day on which its clocks change."""
    zone = draw(st.sampled_from(unlike_zones()))
    noon = datetime.combine(draw(days(zone)), time(12), UTC)
    return noon + timedelta(seconds=draw(st.integers(-86_400, 86_400))), zone


@given(somewhere())
def test_a_day_holds_its_moments_and_no_others(here: tuple[datetime, str]) -> None:
    now, zone = here
    day = day_at(now, zone)
    assert day.begins <= now <= day.last < day.ends
    assert day.date == local_day(now, zone) == local_day(day.begins, zone) == local_day(day.last, zone)
    assert local_day(day.ends, zone) > day.date
    assert local_day(day.begins - timedelta.resolution, zone) < day.date


@pytest.mark.parametrize(
    ("now", "zone", "begins", "hours"),
    [
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), "Asia/Kolkata", datetime(2026, 11, 23, 18, 30, tzinfo=UTC), 24),
        (datetime(2026, 3, 29, 12, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 3, 28, 23, 0, tzinfo=UTC), 23),
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 25),
    ],
)
def test_the_length_of_days(now: datetime, zone: str, begins: datetime, hours: int) -> None:
    day = day_at(now, zone)
    assert (day.begins, day.ends) == (begins, begins + timedelta(hours=hours))


def test_where_the_first_hour_is_left_out_the_day_begins_after_it() -> None:
    """Cairo puts its clocks forward at midnight."""
    day = day_at(datetime(2026, 4, 24, 10, 0, tzinfo=UTC), "Africa/Cairo")
    assert (day.date, day.begins) == (date(2026, 4, 24), datetime(2026, 4, 23, 22, 0, tzinfo=UTC))
