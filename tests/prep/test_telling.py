"""When one message takes over what another would say."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from prep.digests import Rhythm, digest_before, is_paused, latest_digest
from prep.telling import tells_all

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
