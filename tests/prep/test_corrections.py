"""What is told of a change: the difference between what was told and what is true, while it helps."""

import json
from dataclasses import fields, replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prep.corrections import (
    QUIET,
    Change,
    Facts,
    changes,
    correct_at,
    facts,
    gained,
    gets_through,
    lost,
    still_matters,
    worth_telling,
)
from prep.digests import Rhythm
from prep.interviews import Candidate, Interview, Links, Seat, State
from tests.prep.rooms import START, interview, lengths, moments, somebody

ANA = somebody("Uana", Seat.LEADS, asks="ab")
INTERVIEW = interview(ANA, somebody("Uben", asks="c"))
TOLD = facts(INTERVIEW, "Uana")
OFF = replace(TOLD, seat=None, asks=())
CANCELLED = replace(TOLD, state=State.CANCELLED)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BERLIN = Rhythm("Europe/Berlin", time(8, 30), frozenset(range(1, 8)))

anything = st.builds(
    Facts,
    starts_at=moments,
    minutes=lengths,
    role=st.sampled_from(("Analyst", "Trust & Safety")),
    part=st.sampled_from(("Casework", "Values")),
    candidate=st.text(max_size=5),
    candidate_id=st.sampled_from("cd"),
    place=st.sampled_from(("", "Room 4")),
    seat=st.sampled_from((*Seat, None)),
    state=st.sampled_from(State),
    asks=st.lists(st.sampled_from("abcd"), unique=True).map(tuple),
)


def test_facts_are_the_members_own() -> None:
    assert facts(INTERVIEW, "Uana") == Facts(
        START, 45, "Analyst", "Casework", "J.S.", "c", "https://meet.example/1", Seat.LEADS, State.PLANNED, ("a", "b")
    )
    assert facts(INTERVIEW, "Uzoe") == OFF
    declined = interview(replace(ANA, declined_at=START))
    assert facts(declined, "Uana") == OFF, "who cannot come is not in it"


@given(anything, anything)
def test_they_are_kept_as_json(told: Facts, unsaid: Facts) -> None:
    assert Facts.from_dict(json.loads(json.dumps(told.as_dict())), unsaid) == told


@given(anything, st.sampled_from([each.name for each in fields(Facts)]), anything)
def test_what_an_older_row_does_not_say_has_not_changed(told: Facts, missing: str, true: Facts) -> None:
    older = {name: value for name, value in told.as_dict().items() if name != missing}
    read = Facts.from_dict(older, true)
    assert getattr(read, missing) == getattr(true, missing)
    assert read.as_dict() | older == read.as_dict()


@pytest.mark.parametrize(
    ("true", "found"),
    [
        (TOLD, ()),
        (CANCELLED, (Change.CANCELLED,)),
        (replace(CANCELLED, starts_at=START + DAY, place=""), (Change.CANCELLED,)),
        (OFF, (Change.OFF,)),
        (replace(OFF, starts_at=START + DAY), (Change.OFF,)),
        (replace(OFF, state=State.CANCELLED), (Change.CANCELLED,)),
        (replace(TOLD, starts_at=START + HOUR, minutes=30), (Change.MOVED, Change.LENGTH)),
        (replace(TOLD, role="Engineer"), (Change.ROLE,)),
        (replace(TOLD, part="Values", asks=("x",)), (Change.ROLE, Change.QUESTIONS)),
        (replace(TOLD, candidate_id="d", candidate="M.K."), (Change.CANDIDATE,)),
        (replace(TOLD, candidate="J.S. 2"), ()),
        (replace(TOLD, place=""), (Change.PLACE,)),
        (replace(TOLD, asks=("b", "a")), ()),
        (replace(TOLD, seat=Seat.LISTENING, asks=()), (Change.QUESTIONS, Change.SEAT)),
    ],
)
def test_what_differs_is_found(true: Facts, found: tuple[Change, ...]) -> None:
    assert changes(TOLD, true) == found
    assert worth_telling(found) is bool(found)


@pytest.mark.parametrize("gone", [OFF, CANCELLED])
def test_who_is_put_on_again_is_told_as_anybody_put_on(gone: Facts) -> None:
    assert changes(gone, replace(TOLD, place="")) == (Change.ON,)
    assert not worth_telling((Change.ON,))
    assert changes(gone, OFF) == changes(gone, CANCELLED) == (), "they know that they need not come"


@pytest.mark.parametrize(
    "edited",
    [
        replace(INTERVIEW, note="Bring the case"),
        replace(INTERVIEW, links=Links(INTERVIEW.links.place, "https://cv", "https://feedback")),
        replace(INTERVIEW, panel=(ANA, somebody("Ucleo"))),
        replace(INTERVIEW, candidate=Candidate("c", "o", "17"), sequence=4),
    ],
)
def test_what_is_no_fact_is_only_edited_in_place(edited: Interview) -> None:
    assert changes(TOLD, facts(edited, "Uana")) == ()


@given(anything, anything)
def test_a_difference_is_told_once_and_both_ways(told: Facts, true: Facts) -> None:
    assert changes(told, told) == changes(true, true) == ()
    found = changes(told, true)
    assert list(found) == [each for each in Change if each in found], "the weightiest first"
    assert {Change.CANCELLED, Change.OFF, Change.ON}.isdisjoint(found) or len(found) == 1
    assert bool(found) == bool(changes(true, told))
    assert (set(told.asks) | set(gained(told, true))) - set(lost(told, true)) == set(true.asks)


LATER = replace(TOLD, starts_at=START + DAY)


@pytest.mark.parametrize(
    ("told", "true", "at", "matters"),
    [
        (TOLD, LATER, START - timedelta(minutes=10), True),
        (TOLD, LATER, START + HOUR, True),  # over as told: of the true one they do not know
        (LATER, TOLD, START + HOUR, True),  # moved into the past: they would come tomorrow
        (TOLD, replace(TOLD, starts_at=START - DAY), START + HOUR, False),
        (TOLD, replace(TOLD, place=""), START + timedelta(minutes=44), True),
        (TOLD, replace(TOLD, place=""), START + timedelta(minutes=45), False),
        (TOLD, CANCELLED, START - HOUR, True),
        (TOLD, replace(LATER, state=State.CANCELLED), START + HOUR, False),  # nobody awaits them, then or tomorrow
        (TOLD, replace(LATER, seat=None), START + HOUR, False),
        (LATER, OFF, START + HOUR, True),  # they would come tomorrow
    ],
)
def test_a_correction_is_sent_while_it_helps(told: Facts, true: Facts, at: datetime, matters: bool) -> None:
    assert still_matters(told, true, at) is matters


@given(anything, anything, moments)
def test_nothing_is_said_of_what_is_over_either_way(told: Facts, true: Facts, at: datetime) -> None:
    if still_matters(told, true, at):
        assert max(told.ends_at, true.ends_at) > at
        assert any(each.state is State.PLANNED and each.seat for each in (told, true))
    elif told.expects_them:
        assert told.ends_at <= at


@given(moments, moments, moments, st.none() | st.timedeltas(-HOUR, HOUR))
@example(START - HOUR, START, START + DAY, None)
@example(START - HOUR - timedelta(seconds=1), START, START + DAY, timedelta(seconds=5))
@example(START + HOUR, START, START + DAY, QUIET)
def test_a_correction_waits_two_minutes_at_most(
    now: datetime, told_start: datetime, true_start: datetime, first: timedelta | None
) -> None:
    waiting = None if first is None else now + first
    due = correct_at(now, told_start, true_start, waiting, BERLIN)
    assert due <= now + QUIET
    assert waiting is None or due <= waiting, "further changes never put it off"
    soon = any(now - HOUR <= start <= now + HOUR for start in (told_start, true_start))
    if soon:
        assert due <= now
    elif waiting is None:
        assert due == now + QUIET


@given(st.lists(st.timedeltas(timedelta(0), QUIET), min_size=1, max_size=5).map(sorted))
def test_changes_within_two_minutes_become_one(after: list[timedelta]) -> None:
    waiting = None
    for each in after:
        waiting = correct_at(START - DAY + each, START, START + HOUR, waiting, BERLIN)
    assert waiting == START - DAY + after[0] + QUIET


@pytest.mark.parametrize(
    ("told_in", "true_in", "paused_days", "muted", "after"),
    [
        (3 * DAY, 4 * DAY, 0, False, QUIET),
        (3 * DAY, 4 * DAY, 20, False, 2 * DAY),  # a day before either
        (4 * DAY, 3 * DAY, 20, False, 2 * DAY),
        (9 * DAY, 7 * DAY, 2, False, 2 * DAY - timedelta(hours=1)),  # the pause is over: 8:30 in Berlin
        (3 * DAY, 4 * DAY, 0, True, 2 * DAY),
        (3 * DAY, 9 * DAY, 1, True, 2 * DAY),
        (DAY, 9 * DAY, 20, True, QUIET),  # gets through
        (-2 * DAY, 3 * DAY, 20, False, 2 * DAY),
    ],
)
def test_what_is_not_urgent_waits_for_whoever_paused_or_muted_it(
    told_in: timedelta, true_in: timedelta, paused_days: int, muted: bool, after: timedelta
) -> None:
    now = START - HOUR  # 9:30 in Berlin
    paused = now.date() + paused_days * DAY if paused_days else None
    rhythm = replace(BERLIN, paused_until=paused)
    assert correct_at(now, now + told_in, now + true_in, None, rhythm, muted=muted) == now + after
    soon = now + timedelta(seconds=30)
    assert correct_at(now, now + told_in, now + true_in, soon, rhythm, muted=muted) == soon


@pytest.mark.parametrize(
    ("told_in", "true_in", "through"),
    [
        (DAY, 3 * DAY, True),
        (3 * DAY, DAY, True),
        (timedelta(minutes=-10), 3 * DAY, True),  # somebody sits and waits
        (DAY + timedelta(seconds=1), 3 * DAY, False),
        (-3 * DAY, 3 * DAY, False),
    ],
)
def test_what_is_within_a_day_gets_through(told_in: timedelta, true_in: timedelta, through: bool) -> None:
    assert gets_through(START + told_in, START + true_in, START) is through
