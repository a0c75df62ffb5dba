from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.digests import Moment, Rhythm, covers_until, digest_on, next_digest
from prep.wallclock import at
from tests.prep.zones import ZONES, days, first_showing, spans, takes_place, unlike_zones

properties = settings(deadline=None, max_examples=200)
zones = st.sampled_from(ZONES)
weekdays = st.frozensets(st.integers(1, 7), min_size=1)

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
EVERY_DAY = frozenset(range(1, 8))
WORKDAYS = frozenset(range(1, 6))
BERLIN = Rhythm("Europe/Berlin", time(8, 30), WORKDAYS)


def walk(rhythm: Rhythm, after: datetime) -> Iterator[Moment]:
    """The digests that follow, from one to the next."""
    while True:
        moment = next_digest(rhythm, after)
        yield moment
        after = moment.due


def told(rhythm: Rhythm, first: date) -> Iterator[Moment]:
    """What ought to come on `first` and the days after it."""
    day = first if rhythm.paused_until is None else max(first, rhythm.paused_until)
    while True:
        if day.isoweekday() in rhythm.days and takes_place(day, rhythm.zone):
            yield Moment(day, first_showing(day, rhythm.at, rhythm.zone))
        day += DAY


@st.composite
def rhythms_and_days(draw: st.DrawFn) -> tuple[Rhythm, date]:
    """A rhythm, and a day (in half of the cases next to a change of clocks) around which its pause may end."""
    zone = draw(zones)
    day = draw(days(zone))
    until = draw(st.none() | st.builds(lambda off: day + off * DAY, st.integers(-3, 20)))
    return Rhythm(zone, draw(st.times()), draw(weekdays), until), day


def test_a_working_week() -> None:
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert list(islice(walk(BERLIN, friday), 6)) == [
        Moment(date(2026, 11, day), datetime(2026, 11, day, 7, 30, tzinfo=UTC)) for day in (23, 24, 25, 26, 27, 30)
    ]


def test_ten_years_of_every_zone() -> None:
    """One digest a day, at a time that many zones leave out once a year and show twice once a year."""
    first, later = date(2020, 1, 1), date(2030, 1, 1)
    for zone in unlike_zones():
        rhythm = Rhythm(zone, time(2, 30), EVERY_DAY)
        expected = list(takewhile(lambda moment: moment.day < later, told(rhythm, first)))
        assert list(islice(walk(rhythm, at(first, time.min, zone)), len(expected))) == expected


def test_the_days_around_every_change_of_every_zone() -> None:
    """Whatever the digest's time is: at the edges of the gap or of what is shown twice, or inside."""
    for zone in unlike_zones():
        for before, after in pairwise(spans(zone)):
            leaves, arrives = before.shown(before.end), after.shown(after.start)
            first = min(leaves, arrives).date() - 2 * DAY
            start = at(first, time.min, zone) - INSTANT
            for edge in (leaves, arrives, leaves + (arrives - leaves) / 2):
                for clock in ((edge - INSTANT).time(), edge.time()):
                    rhythm = Rhythm(zone, clock, EVERY_DAY)
                    assert list(islice(walk(rhythm, start), 6)) == list(islice(told(rhythm, first), 6))


@properties
@given(rhythms_and_days())
def test_each_digest_day_comes_once_in_order(case: tuple[Rhythm, date]) -> None:
    rhythm, day = case
    walked = list(islice(walk(rhythm, at(day, time.min, rhythm.zone) - INSTANT), 10))
    assert walked == list(islice(told(rhythm, day), 10))
    assert all(one.day < other.day and one.due < other.due for one, other in pairwise(walked))


@properties
@given(rhythms_and_days(), st.data())
def test_the_next_is_the_same_from_every_moment_before_it(case: tuple[Rhythm, date], data: st.DataObject) -> None:
    rhythm, day = case
    one = next_digest(rhythm, at(day, time.min, rhythm.zone))
    other = next_digest(rhythm, one.due)
    after = one.due + data.draw(st.timedeltas(timedelta(), other.due - one.due - INSTANT))
    assert next_digest(rhythm, after) == other
    assert next_digest(rhythm, one.due - INSTANT) == one


@properties
@given(rhythms_and_days())
def test_a_day_has_the_digest_that_the_walk_finds(case: tuple[Rhythm, date]) -> None:
    rhythm, day = case
    found = {moment.day: moment.due for moment in islice(walk(rhythm, at(day, time.min, rhythm.zone) - INSTANT), 8)}
    assert all(digest_on(rhythm, day + off * DAY) == found.get(day + off * DAY) for off in range(8))


def test_a_time_shown_twice_is_told_once() -> None:
    rhythm = replace(BERLIN, at=time(2, 30), days=EVERY_DAY)
    sunday = next_digest(rhythm, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert sunday == Moment(date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert next_digest(rhythm, datetime(2026, 10, 25, 1, 15, tzinfo=UTC)).day == date(2026, 10, 26)


def test_midnight_shown_twice_is_told_once() -> None:
    """In St John's clocks went from a minute past midnight back to 23:01 of the day before."""
    rhythm = Rhythm("America/St_Johns", time(0, 0, 30), EVERY_DAY)
    back_on_saturday = datetime(2010, 11, 7, 2, 40, tzinfo=UTC)
    assert next_digest(rhythm, back_on_saturday).day == date(2010, 11, 8)


def test_a_late_digest_where_the_gap_reaches_midnight_is_still_that_days() -> None:
    rhythm = Rhythm("America/Nuuk", time(23, 30), EVERY_DAY)
    saturday, sunday = islice(walk(rhythm, datetime(2026, 3, 28, 12, tzinfo=UTC)), 2)
    assert saturday == Moment(date(2026, 3, 28), datetime(2026, 3, 29, 1, tzinfo=UTC))
    assert sunday == Moment(date(2026, 3, 29), datetime(2026, 3, 30, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "left_out"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ],
)
@pytest.mark.parametrize("clock", [time.min, time(8, 30), time.max])
def test_a_day_that_a_zone_left_out_has_no_digest(zone: str, left_out: date, clock: time) -> None:
    rhythm = Rhythm(zone, clock, EVERY_DAY)
    walked = list(islice(walk(rhythm, at(left_out - 2 * DAY, time.min, zone) - INSTANT), 4))
    assert [moment.day - left_out for moment in walked] == [-2 * DAY, -DAY, DAY, 2 * DAY]
    assert len({moment.due for moment in walked}) == 4
    assert digest_on(rhythm, left_out) is None
    weekly = replace(rhythm, days=frozenset({left_out.isoweekday()}))
    assert next_digest(weekly, walked[0].due).day == left_out + 7 * DAY


def test_a_pause_ends_on_its_day() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert next_digest(replace(BERLIN, paused_until=date(2026, 12, 2)), now).day == date(2026, 12, 2)
    assert next_digest(replace(BERLIN, paused_until=date(2026, 12, 5)), now).day == date(2026, 12, 7)
    assert next_digest(replace(BERLIN, paused_until=date(2026, 11, 1)), now) == next_digest(BERLIN, now)
    assert digest_on(replace(BERLIN, paused_until=date(2026, 12, 2)), date(2026, 12, 1)) is None


@pytest.mark.parametrize("weekdays", [frozenset(), {0}, {1, 8}])
def test_days_that_no_week_has(weekdays: Collection[int]) -> None:
    with pytest.raises(ValueError, match="digest days"):
        replace(BERLIN, days=frozenset(weekdays))


def test_a_digest_covers_until_two_hours_past_the_next() -> None:
    monday, friday = (next_digest(BERLIN, datetime(2026, 11, day, tzinfo=UTC)).due for day in (23, 27))
    assert covers_until(BERLIN, monday) == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert covers_until(BERLIN, friday) == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


@properties
@given(rhythms_and_days())
def test_digests_leave_nothing_between_them(case: tuple[Rhythm, date]) -> None:
    rhythm, day = case
    one, other = islice(walk(rhythm, at(day, time.min, rhythm.zone)), 2)
    assert covers_until(rhythm, one.due) == other.due + timedelta(hours=2)


def next_untold(rhythm: Rhythm, after: datetime, days_told: Collection[date]) -> tuple[Moment, int]:
    """What a caller does who keeps one digest for a local day: the next that counts, and how many did not."""
    for passed, moment in enumerate(walk(rhythm, after)):
        if moment.day not in days_told:
            return moment, passed
    raise AssertionError("a walk has no end")


def test_a_day_that_comes_round_again_further_west() -> None:
    auckland = Rhythm("Pacific/Auckland", time(8, 30), EVERY_DAY)
    tuesday = next_digest(auckland, datetime(2026, 11, 23, 12, tzinfo=UTC))
    honolulu = replace(auckland, zone="Pacific/Honolulu")
    assert next_digest(honolulu, tuesday.due).day == tuesday.day
    assert next_untold(honolulu, tuesday.due, {tuesday.day})[0].day == tuesday.day + DAY


def test_a_day_that_is_nearly_over_further_east() -> None:
    """Arrived after its digest time: from the last digest it is still owed, from now it is not."""
    honolulu = Rhythm("Pacific/Honolulu", time(8, 30), EVERY_DAY)
    monday = next_digest(honolulu, datetime(2026, 11, 23, 12, tzinfo=UTC))
    auckland = replace(honolulu, zone="Pacific/Auckland")
    arrived = at(date(2026, 11, 24), time(18), "Pacific/Auckland")
    assert next_digest(auckland, monday.due).day == date(2026, 11, 24)
    assert next_digest(auckland, monday.due).due < arrived
    assert next_digest(auckland, arrived).day == date(2026, 11, 25)


stages = st.tuples(zones, st.times(), st.timedeltas(timedelta(), 4 * DAY))


@properties
@given(st.lists(stages, min_size=1, max_size=6), st.dates(date(2020, 1, 8), date(2035, 1, 1)))
def test_who_moves_about_is_told_each_day_once(journey: list[tuple[str, time, timedelta]], day: date) -> None:
    """Who keeps one digest for a local day passes over as many as clocks can differ by, and loses touch with nobody."""
    now = last = at(day, time.min, "UTC")
    days_told: set[date] = set()
    for zone, clock, stays in journey:
        now += stays
        rhythm = Rhythm(zone, clock, EVERY_DAY)
        moment, passed = next_untold(rhythm, last, days_told)
        assert passed <= 3
        while moment.due <= now:
            assert last < moment.due < last + 4 * DAY
            days_told.add(moment.day)
            last = moment.due
            moment, passed = next_untold(rhythm, last, days_told)
            assert passed <= 3
