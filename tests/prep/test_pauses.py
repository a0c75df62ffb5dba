"""Until when somebody pauses, however they say it; and what a pause holds back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.digests import Rhythm, is_paused
from prep.messages import Due, Kind
from prep.pauses import LONGEST, Unfit, check, ends_at, first_to_come, hides, put_off, read
from prep.preferences import Preferences

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("until friday", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("Fri", date(2026, 11, 27)),
        ("wednesday", date(2026, 12, 2)),
        ("next monday", date(2026, 11, 30)),
        ("24 dec", date(2026, 12, 24)),
        ("until 24th of December", date(2026, 12, 24)),
        ("Dec 24", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("for 3 days", date(2026, 11, 28)),
        ("for two weeks", date(2026, 12, 9)),
        ("tomorrow", date(2026, 11, 26)),
        ("till tomorrow", date(2026, 11, 26)),
        ("3 jan", date(2027, 1, 3)),
        ("january", date(2027, 1, 1)),
    ],
)
def test_a_day_is_understood_however_it_is_said(typed: str, until: date) -> None:
    assert read(typed, WEDNESDAY, month_first=False) == until


def test_numbers_are_read_as_they_are_written_where_the_person_is() -> None:
    assert read("5/12", WEDNESDAY, month_first=False) == date(2026, 12, 5)
    assert read("12/5", WEDNESDAY, month_first=True) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Unfit.UNCLEAR),
        ("until", Unfit.UNCLEAR),
        ("banana", Unfit.UNCLEAR),
        ("💥", Unfit.UNCLEAR),
        ("friday " * 500, Unfit.UNCLEAR),
        ("today", Unfit.NOT_AHEAD),
        ("yesterday", Unfit.NOT_AHEAD),
        ("24 dec 2025", Unfit.NOT_AHEAD),
        ("24 dec 2028", Unfit.TOO_FAR),
        ("for 3 years", Unfit.TOO_FAR),
    ],
)
def test_what_is_no_day_to_pause_until_is_told_apart(typed: str, why: Unfit) -> None:
    assert read(typed, WEDNESDAY, month_first=False) is why


@given(st.text(max_size=80), st.booleans())
def test_reading_never_raises(typed: str, month_first: bool) -> None:
    until = read(typed, WEDNESDAY, month_first=month_first)
    assert isinstance(until, Unfit) or check(until, WEDNESDAY) is None


def test_the_longest_pause_is_a_year() -> None:
    assert check(WEDNESDAY + LONGEST, WEDNESDAY) is None
    assert check(WEDNESDAY + LONGEST + timedelta(days=1), WEDNESDAY) is Unfit.TOO_FAR


def test_what_a_pause_holds_back_does_not_come_next() -> None:
    paused = Rhythm("Asia/Kolkata", time(8, 30), frozenset({1, 2, 3, 4, 5}), date(2026, 11, 27))
    held_back = [Due(kind, datetime(2026, 11, 26, 18, 29, tzinfo=UTC)) for kind in (Kind.ADDED, Kind.REMINDER)]
    midnight_there = Due(Kind.REMINDER, datetime(2026, 11, 26, 18, 30, tzinfo=UTC))
    assert first_to_come([*held_back, midnight_there], paused) == midnight_there
    assert first_to_come(held_back, paused) is None
    answer = Due(Kind.SET, datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
    assert first_to_come([answer, *held_back], paused) == answer


BERLIN = Rhythm("Europe/Berlin", time(8, 30), frozenset({1, 2, 3, 4, 5}))
NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""Wednesday."""


def in_berlin(day: int, hour: int) -> datetime:
    """So late in Berlin, in November."""
    return datetime(2026, 11, day, hour - 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "at", "muted", "starts_at", "hidden"),
    [
        (date(2026, 11, 27), time(8, 30), (), in_berlin(26, 10), True),
        (date(2026, 11, 27), time(8, 30), (), in_berlin(27, 10), False),  # that morning's message tells it
        (date(2026, 11, 27), time(8, 30), (), in_berlin(27, 8), True),  # before it; yesterday's would have
        (date(2026, 11, 27), time(17), (), in_berlin(27, 10), True),  # told the evening before, which is paused
        (date(2026, 11, 27), time(8, 30), (), in_berlin(25, 15), False),  # without the pause none would have either
        (date(2026, 11, 25), time(8, 30), (), in_berlin(26, 10), False),  # over
        (None, time(8, 30), (), in_berlin(26, 10), False),
        (date(2026, 11, 27), time(8, 30), (Kind.DIGEST,), in_berlin(26, 10), True),
        (date(2026, 11, 27), time(8, 30), (Kind.DIGEST,), in_berlin(27, 8), False),
        (None, time(8, 30), (Kind.DIGEST,), in_berlin(26, 10), False),
    ],
)
def test_what_a_pause_hides(
    until: date | None, at: time, muted: tuple[Kind, ...], starts_at: datetime, hidden: bool
) -> None:
    theirs = Preferences(replace(BERLIN, at=at, paused_until=until), 15, frozenset(muted), "", zone_known=True)
    assert hides(theirs, starts_at, NOON) is hidden


@pytest.mark.parametrize(
    ("until", "due", "starts_at", "told"),
    [
        (None, in_berlin(25, 12), in_berlin(30, 10), in_berlin(25, 12)),
        (date(2026, 11, 25), in_berlin(25, 12), in_berlin(30, 10), in_berlin(25, 12)),  # over
        (date(2026, 11, 27), in_berlin(25, 12), in_berlin(26, 10), in_berlin(25, 12)),  # within 24 hours
        (date(2026, 11, 27), in_berlin(25, 9), in_berlin(26, 10), in_berlin(25, 10)),
        (date(2026, 11, 27), in_berlin(25, 12), in_berlin(30, 10), datetime(2026, 11, 27, 7, 30, tzinfo=UTC)),
        (date(2026, 11, 27), in_berlin(27, 12), in_berlin(30, 10), in_berlin(27, 12)),
    ],
)
def test_what_needs_somebody_who_paused_is_put_off(
    until: date | None, due: datetime, starts_at: datetime, told: datetime
) -> None:
    assert put_off(replace(BERLIN, paused_until=until), due, starts_at) == told


@given(
    st.dates(date(2026, 11, 20), date(2026, 12, 5)),
    st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 5), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 5), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_nothing_is_put_off_longer_than_the_pause_or_to_less_than_a_day_before(
    until: date, due: datetime, starts_at: datetime
) -> None:
    rhythm = replace(BERLIN, paused_until=until)
    told, over = put_off(rhythm, due, starts_at), ends_at(rhythm)
    assert over is not None
    assert told >= due
    if told > due:
        assert is_paused(rhythm, due)
        assert told == min(over, starts_at - timedelta(hours=24))


def test_what_comes_only_without_an_answer_is_not_counted_on() -> None:
    due = [Due(Kind.UNANSWERED, NOON), Due(Kind.CANNOT, NOON + timedelta(hours=1))]
    assert first_to_come(due, BERLIN) == due[1]
