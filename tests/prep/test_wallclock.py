from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.wallclock import at, city, exists, local
from tests.prep.zones import ZONES, days, first_showing, spans, unlike_zones

properties = settings(deadline=None, max_examples=200)
zones = st.sampled_from(ZONES)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "moment"),
    [
        pytest.param(date(2026, 11, 24), time(8, 30), "Europe/Berlin", utc(2026, 11, 24, 7, 30), id="a plain day"),
        pytest.param(date(2026, 3, 29), time(2, 30), "Europe/Berlin", utc(2026, 3, 29, 1), id="left out"),
        pytest.param(date(2026, 3, 29), time(3), "Europe/Berlin", utc(2026, 3, 29, 1), id="just after the gap"),
        pytest.param(date(2026, 10, 25), time(2, 30), "Europe/Berlin", utc(2026, 10, 25, 0, 30), id="twice"),
        pytest.param(date(2026, 10, 4), time(2, 10), "Australia/LHI", utc(2026, 10, 3, 15, 30), id="half an hour"),
        pytest.param(date(2026, 3, 28), time(23, 30), "America/Nuuk", utc(2026, 3, 29, 1), id="over midnight"),
        pytest.param(date(2011, 12, 30), time(8, 30), "Pacific/Apia", utc(2011, 12, 30, 10), id="a day left out"),
        pytest.param(date(1993, 8, 21), time(8, 30), "Pacific/Kwajalein", utc(1993, 8, 21, 12), id="and another"),
    ],
)
def test_wall_clock_to_moment(day: date, clock: time, zone: str, moment: datetime) -> None:
    assert at(day, clock, zone) == moment
    assert at(day, clock, zone).tzinfo is UTC


@properties
@given(st.data(), zones, st.times())
def test_the_first_moment_that_shows_it_or_a_later_time(data: st.DataObject, zone: str, clock: time) -> None:
    day = data.draw(days(zone))
    assert at(day, clock, zone) == first_showing(day, clock, zone)


@properties
@given(st.data(), zones, st.times())
def test_a_time_that_exists_is_shown_then(data: st.DataObject, zone: str, clock: time) -> None:
    day = data.draw(days(zone))
    shown = local(at(day, clock, zone), zone).replace(tzinfo=None)
    assert exists(day, clock, zone) == (shown == datetime.combine(day, clock))


def test_around_every_change_of_every_zone() -> None:
    for zone in unlike_zones():
        for before, after in zip(spans(zone), spans(zone)[1:], strict=False):
            leaves, arrives = before.shown(before.end), after.shown(after.start)
            for wall in {
                edge + timedelta(seconds=second)
                for edge in (leaves, arrives, leaves + (arrives - leaves) / 2)
                for second in (-1, 0, 1)
            }:
                asked = (wall.date(), wall.time(), zone)
                assert (asked, at(*asked)) == (asked, first_showing(*asked))
                assert (asked, exists(*asked)) == (asked, not leaves <= wall < arrives)


def test_a_moment_where_it_is_seen() -> None:
    shown = local(utc(2026, 11, 24, 23, 30), "Asia/Kolkata")
    assert shown == utc(2026, 11, 24, 23, 30)
    assert (shown.date(), shown.time()) == (date(2026, 11, 25), time(5))


@pytest.mark.parametrize(
    ("zone", "called"),
    [
        ("Europe/Berlin", "Berlin"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/Port-au-Prince", "Port-au-Prince"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT", "GMT"),
        ("Etc/GMT+0", "GMT+0"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14"),
    ],
)
def test_what_a_zone_is_called(zone: str, called: str) -> None:
    assert city(zone) == called
