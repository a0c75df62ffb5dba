"""The metronome: a round at a time, none forgotten, and an end that waits."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from time import monotonic

import pytest

from slackapp.jobs.courier import Courier
from slackapp.jobs.metronome import Chores, Metronome
from slackapp.jobs.steps import Steps, system_time
from storage.database import Unavailable
from tests.slackapp.clocks import MONDAY
from tests.slackapp.office import until

HOUR = 3600.0


class Rounds(Courier):
    """Does what it is told in each round, and counts them."""

    def __init__(self, *rounds: Callable[[], timedelta | None]) -> None:
        self._rounds = list(rounds)
        self.done = 0
        self.stopped = False

    def round(self) -> timedelta | None:
        """The next one; nothing is due once there are no more."""
        self.done += 1
        return self._rounds.pop(0)() if self._rounds else None

    def stop(self, timeout: float) -> bool:
        """Nothing is in hand."""
        self.stopped = True
        return timeout > 0


@contextmanager
def ticking(
    rounds: Rounds, clock: Callable[[], datetime] = system_time, chores: Chores | None = None
) -> Iterator[Metronome]:
    """By itself it ticks once, at the start."""
    metronome = Metronome(rounds, HOUR, chores or {}, clock)
    metronome.start()
    yield metronome
    metronome.stop(5)


def test_a_round_that_leaves_something_is_followed_by_another() -> None:
    soon = timedelta(milliseconds=60)
    rounds = Rounds(*[lambda: soon] * 20)
    with ticking(rounds):
        until(lambda: rounds.done == 21)


def test_a_nudge_in_the_middle_of_a_round_is_not_lost() -> None:
    begun, go_on = Event(), Event()

    def long_round() -> None:
        begun.set()
        go_on.wait(10)

    rounds = Rounds(long_round)
    with ticking(rounds) as metronome:
        assert begun.wait(10)
        for _ in range(20):
            metronome.nudge()
        until(lambda: rounds.done == 1)
        go_on.set()
        until(lambda: rounds.done >= 2)


def test_a_database_that_is_away_ends_a_round_and_nothing_else() -> None:
    def away() -> None:
        raise Unavailable("away")

    rounds = Rounds(away)
    with ticking(rounds) as metronome:
        until(lambda: rounds.done == 1)
        metronome.nudge()
        until(lambda: rounds.done == 2)


def test_what_goes_on_in_one_workspace_does_not_replace_what_goes_on_in_another() -> None:
    """Each has to go on once more."""
    left = {"TACME": 1, "TGLOBEX": 1}

    def chore(team_id: str) -> timedelta | None:
        left[team_id] -= 1
        return timedelta(milliseconds=200) if left[team_id] >= 0 else None

    with ticking(Rounds()) as metronome:
        for team_id in left:
            metronome.soon("open", partial(chore, team_id), team_id)
        until(lambda: set(left.values()) == {-1})


@pytest.mark.parametrize(("hours", "ticks"), [(-1, 2), (1, 1)])
def test_a_clock_that_is_put_back_holds_nothing_up(hours: int, ticks: int) -> None:
    """The next tick was an hour away, so it comes now. A clock put forward needs no help, and moves nothing."""
    put, looks = timedelta(), 0

    def clock() -> datetime:
        nonlocal looks
        looks += 1
        return system_time() + put

    rounds, again = Rounds(), Rounds(lambda: timedelta(hours=1))
    with ticking(rounds, clock, {"again": again.round}):
        until(lambda: rounds.done == again.done == 1)
        put = timedelta(hours=hours)
        seen = looks
        until(lambda: looks > seen + 1)
        until(lambda: rounds.done == again.done == ticks)


def test_a_clock_that_goes_on_as_time_does_was_not_put() -> None:
    passed, now = 0.0, MONDAY
    steps = Steps(lambda: passed)
    assert steps.by(now) == timedelta()
    passed += 7
    now += timedelta(seconds=7)
    assert steps.by(now) == timedelta()
    passed += 7
    now -= timedelta(hours=1)
    assert steps.by(now) == timedelta(hours=-1, seconds=-7)
    passed += 7
    assert steps.by(now + timedelta(seconds=7)) == timedelta()


def test_the_end_waits_for_the_round_under_way_and_no_longer_than_it_may() -> None:
    begun, go_on = Event(), Event()

    def long_round() -> None:
        begun.set()
        go_on.wait(10)

    rounds = Rounds(long_round)
    metronome = Metronome(rounds, HOUR, {})
    metronome.start()
    assert begun.wait(10)
    began = monotonic()
    assert not metronome.stop(0.2)
    assert monotonic() - began < 2
    assert rounds.stopped
    go_on.set()


def test_an_end_just_as_something_begins_is_quiet() -> None:
    """An exception in the scheduler's thread fails a test. Threads take turns all the time here, so that they meet."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(300):
            begun = Event()
            with ticking(Rounds()) as metronome:
                metronome.soon("open", begun.set, "TACME")
                assert begun.wait(10)
    finally:
        sys.setswitchinterval(usual)
