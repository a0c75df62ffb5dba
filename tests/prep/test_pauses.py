"""Until when somebody pauses, however they say it; and what a pause holds back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.digests import Rhythm
from prep.messages import Due, Kind
from prep.pauses import LONGEST, Unfit, check, first_to_come, read

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
