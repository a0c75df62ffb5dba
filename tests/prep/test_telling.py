"""When one message takes over what another would say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from prep.digests import Rhythm, digest_before, is_paused, latest_digest
from prep.messages import Kind
from prep.preferences import Preferences
from prep.telling import Waiting, tell_at, tells_all, told_by_itself

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, 10:00 in Berlin
BERLIN = Rhythm("Europe/Berlin", time(8, 30), frozenset({1, 2, 3, 4, 5}))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("remind_in", "digest_in", "all_of_it"),
    [
        (HOUR, None, True),
        (HOUR + timedelta(seconds=1), None, False),
        (-HOUR, 20 * HOUR, True),  # the reminder should have come already
        (None, 20 * HOUR, False),
        (None, None, True),  # nothing else brings the questions
    ],
)
def test_the_plan_for_the_room_comes_once(
    remind_in: timedelta | None, digest_in: timedelta | None, all_of_it: bool
) -> None:
    remind_at, digest_at = (None if each is None else NOW + each for each in (remind_in, digest_in))
    assert tells_all(NOW, remind_at, digest_at) is all_of_it


def minutes(*each: float) -> tuple[timedelta, ...]:
    """So many each."""
    return tuple(timedelta(minutes=one) for one in each)


DIGEST = NOW + 22 * HOUR
TWO, SEVEN, TEN, HALF = minutes(2, 7, 10, 30)


@pytest.mark.parametrize(
    ("starts_in", "waiting", "due_in"),
    [
        (30 * HOUR, None, TEN),
        (22 * HOUR + TWO, None, TEN),
        (22 * HOUR, None, TWO),  # it begins as the morning message comes
        (5 * HOUR, None, TWO),
        (TWO, None, timedelta(0)),
        (-HOUR, (TEN, TEN), timedelta(0)),
        (30 * HOUR, (SEVEN, TWO), TWO),  # what is urgent stays urgent
        (30 * HOUR, (SEVEN, SEVEN), TEN),  # the quiet begins anew
        (30 * HOUR, (HALF - TWO, SEVEN), TWO),  # for no more than half an hour
        (30 * HOUR, (60 * HOUR, 50 * HOUR), TEN),  # what waits for the end of a pause has none of it
    ],
)
def test_who_was_added_is_told_after_some_quiet(
    starts_in: timedelta, waiting: tuple[timedelta, timedelta] | None, due_in: timedelta
) -> None:
    before = Waiting(NOW - waiting[0], NOW + waiting[1]) if waiting else None
    assert tell_at(NOW, NOW + starts_in, DIGEST, before) == NOW + due_in


def test_the_very_first_word_comes_before_a_morning_message() -> None:
    tomorrow = NOW + 30 * HOUR
    for digest, due in ((NOW + SEVEN, NOW), (NOW + TEN, NOW), (NOW + HALF, NOW + TEN), (None, NOW + TWO)):
        assert tell_at(NOW, tomorrow, digest, None, welcomed=False) == due
    assert tell_at(NOW, tomorrow, NOW + SEVEN, None) == NOW + TEN


def test_somebody_who_goes_on_adding_keeps_nobody_waiting_for_long() -> None:
    waiting = None
    for step in range(6):
        now = NOW + step * SEVEN
        if waiting and waiting.due_at <= now:
            break
        since = waiting.since if waiting else now
        waiting = Waiting(since, tell_at(now, now + 30 * HOUR, DIGEST, waiting))
    assert waiting
    assert waiting.due_at == NOW + HALF


def test_whoever_wants_no_word_of_being_added_is_told_where_no_morning_message_does() -> None:
    quiet = Preferences(BERLIN, 15, frozenset({Kind.ADDED}), "", zone_known=True)
    tomorrow = NOW + timedelta(days=1)
    assert not told_by_itself(quiet, tomorrow, NOW)
    assert told_by_itself(quiet, NOW + HOUR, NOW)
    assert told_by_itself(replace(quiet, muted=frozenset({Kind.ADDED, Kind.DIGEST})), tomorrow, NOW)
    assert told_by_itself(replace(quiet, rhythm=replace(BERLIN, paused_until=date(2026, 12, 1))), tomorrow, NOW)
    assert told_by_itself(replace(quiet, muted=frozenset()), tomorrow, NOW)


def test_the_digest_that_tells_of_an_interview_first() -> None:
    tuesday = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert digest_before(BERLIN, NOW, tuesday + 2 * HOUR) == tuesday
    assert digest_before(BERLIN, NOW, tuesday) is None, "it starts as the message comes"
    assert digest_before(BERLIN, NOW, NOW + HOUR) is None
    wednesday = tuesday + timedelta(days=1)
    assert digest_before(BERLIN, NOW, wednesday + HOUR) == tuesday, "two hours past the next are covered"
    assert digest_before(BERLIN, NOW, wednesday + 3 * HOUR) == wednesday
    friday = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    assert digest_before(BERLIN, NOW, friday + timedelta(days=2)) == friday, "free days are carried by the last before"


def test_of_several_that_are_due_the_last_counts() -> None:
    monday = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert latest_digest(BERLIN, monday, NOW) == monday
    assert latest_digest(BERLIN, monday, NOW + timedelta(days=2)) == monday + timedelta(days=2)
    assert latest_digest(BERLIN, monday, monday - HOUR) == monday


def test_a_pause_ends_with_the_day_before_its_last() -> None:
    paused = Rhythm("Europe/Berlin", time(8, 30), frozenset({1, 2, 3, 4, 5}), date(2026, 11, 24))
    assert is_paused(paused, NOW)
    assert not is_paused(paused, datetime(2026, 11, 23, 23, 0, tzinfo=UTC)), "midnight in Berlin"
    assert not is_paused(BERLIN, NOW)
