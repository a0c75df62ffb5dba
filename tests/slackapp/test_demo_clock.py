"""The demo's clocks, and the day its story begins."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.demo import week
from slackapp.demo.clock import PageClock, StoryClock

CLOSE = timedelta(seconds=5)


def test_the_pages_clock_is_as_far_ahead_as_the_page_says_and_asks_seldom() -> None:
    asked = []

    def ahead() -> timedelta:
        asked.append(True)
        return timedelta(hours=2)

    clock = PageClock(ahead)
    for _ in range(100):
        assert abs(clock() - datetime.now(UTC) - timedelta(hours=2)) < CLOSE
    assert len(asked) <= 2


def test_it_goes_on_when_nobody_answers() -> None:
    def gone() -> timedelta:
        raise ConnectionRefusedError

    assert abs(PageClock(gone)() - datetime.now(UTC)) < CLOSE


def test_a_story_never_goes_back() -> None:
    clock = StoryClock()
    clock.forward_to(datetime.now(UTC) + timedelta(days=2))
    clock.forward_to(datetime.now(UTC) + timedelta(days=1))
    assert clock() - datetime.now(UTC) > timedelta(days=1, hours=23)


@pytest.mark.parametrize(
    ("real", "begins"),
    [
        ("2026-11-23T06:00", "2026-11-23T07:30"),  # a Monday, before work
        ("2026-11-23T09:00", "2026-11-24T07:30"),  # at work: the next day
        ("2026-11-26T06:00", "2026-11-26T07:30"),  # a Thursday, before work: Friday's morning message follows
        ("2026-11-26T09:00", "2026-11-30T07:30"),  # a Thursday, at work: on Saturday none would follow, so Monday
        ("2026-11-27T06:00", "2026-11-30T07:30"),  # a Friday, before work: the same
        ("2026-11-27T09:00", "2026-11-30T07:30"),
        ("2026-07-06T06:00", "2026-07-06T06:30"),  # in summer Lisbon is an hour ahead
    ],
)
def test_the_story_begins_before_work_in_lisbon(real: str, begins: str) -> None:
    given, wanted = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (real, begins))
    assert week.begins(given) == wanted
