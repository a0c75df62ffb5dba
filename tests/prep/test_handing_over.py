"""Handing an interview over: asked, answered, undone."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.handing_over import (
    Closed,
    HandOver,
    Proposed,
    Request,
    Unfit,
    answer,
    at_half_time,
    can_be_undone,
    closed,
    half_time,
    may_answer,
    may_undo,
    stands,
    undo,
    unfit,
)
from prep.interviews import Interview, Panelist, Seat, State
from prep.people import Member
from tests.prep.rooms import START, interview, moments, somebody

OPEN = {HandOver.ASKED, HandOver.LATE}
steps = st.sampled_from(HandOver)


@given(moments, moments)
def test_half_of_the_time_left_is_the_substitutes(asked_at: datetime, starts_at: datetime) -> None:
    late = half_time(asked_at, starts_at)
    assert late >= asked_at
    if starts_at > asked_at:
        assert late - asked_at == pytest.approx(starts_at - late, abs=timedelta(microseconds=1))
        assert late < starts_at
    else:
        assert late == asked_at


@given(steps, moments, st.booleans())
def test_the_substitute_answers_once_and_before_it_starts(step: HandOver, now: datetime, yes: bool) -> None:
    assert may_answer(step, START, now) is (step in OPEN and now < START)
    if step in OPEN:
        said = answer(step, yes)
        assert said is (HandOver.YES if yes else HandOver.NO)
        assert not may_answer(said, START, now)
    else:
        with pytest.raises(ValueError, match=step):
            answer(step, yes)


@given(steps, moments)
def test_whoever_arranged_it_undoes_it_once_and_before_it_starts(step: HandOver, now: datetime) -> None:
    can = step in {*OPEN, HandOver.YES}
    assert may_undo(step, START, now) is (can and now < START)
    if can:
        assert undo(step) is HandOver.UNDONE
    else:
        with pytest.raises(ValueError, match=step):
            undo(step)


@given(steps)
def test_late_is_no_end(step: HandOver) -> None:
    later = at_half_time(step)
    assert later.is_open is step.is_open
    assert (later is step) is (step is not HandOver.ASKED)
    assert at_half_time(later) is later


@given(st.lists(st.sampled_from(("yes", "no", "undo", "half")), max_size=8))
def test_what_ended_stays_ended(said: list[str]) -> None:
    step, ends = HandOver.ASKED, set[HandOver]()
    for each in said:
        try:
            if each == "half":
                step = at_half_time(step)
            else:
                step = undo(step) if each == "undo" else answer(step, each == "yes")
        except ValueError:
            assert not step.is_open
        if not step.is_open:
            ends.add(step)
    assert ends in (set(), {HandOver.NO}, {HandOver.UNDONE}, {HandOver.YES}, {HandOver.YES, HandOver.UNDONE})


HOUR = timedelta(hours=1)
BEN = somebody("Uben")
ANA, CHLOE = somebody("Uana", Seat.LEADS, asks="ab"), somebody("Uchloe", Seat.LEADS, asks="ab")
GONE = somebody("Uana", Seat.LEADS, declined_at=START - HOUR)


def request(step: HandOver = HandOver.ASKED) -> Request:
    """Ana, who leads, asked Chloé."""
    return Request("h", "i", "Uana", "Uchloe", Seat.LEADS, step, START - HOUR)


def member(id_: str = "Uchloe", *, guest: bool = False, external: bool = False, off: bool = False) -> Member:
    """Somebody as Slack describes them."""
    return Member(id_, id_, "Europe/Berlin", None, guest, external, off, admin=False, dm_channel=None, checked_at=START)


@pytest.mark.parametrize(
    ("proposed", "why"),
    [
        (Proposed("Uchloe", member(), is_app=False, paused=False), None),
        (Proposed("Uana", member("Uana"), is_app=False, paused=False), Unfit.ONESELF),
        (Proposed("Uapp", None, is_app=True, paused=False), Unfit.APP),
        (Proposed("Uchloe", None, is_app=False, paused=False), Unfit.UNSEEN),
        (Proposed("Uchloe", member(off=True), is_app=False, paused=False), Unfit.DEACTIVATED),
        (Proposed("Uchloe", member(external=True, guest=True), is_app=False, paused=False), Unfit.EXTERNAL),
        (Proposed("Uchloe", member(guest=True), is_app=False, paused=False), Unfit.GUEST),
        (Proposed("Uben", member("Uben"), is_app=False, paused=True), Unfit.IN_IT),
        (Proposed("Udana", member("Udana"), is_app=False, paused=False), Unfit.CANNOT),
        (Proposed("Uchloe", member(), is_app=False, paused=True), Unfit.PAUSED),
    ],
)
def test_who_can_be_asked(proposed: Proposed, why: Unfit | None) -> None:
    room = interview(ANA, BEN, somebody("Udana", declined_at=START - HOUR))
    assert unfit(room, "Uana", proposed, (), START - HOUR) is why
    assert unfit(room, "Uana", proposed, (), START) is Unfit.BEGUN


def test_nobody_is_asked_twice_and_nobody_asks_twice() -> None:
    room, proposed = interview(ANA, BEN), Proposed("Uchloe", member(), is_app=False, paused=False)
    for step in HandOver:
        waits = step.is_open
        assert unfit(room, "Uben", proposed, [request(step)], START - HOUR) is (Unfit.ASKED if waits else None)
        assert unfit(room, "Uana", proposed, [request(step)], START - HOUR) is (Unfit.WAITING if waits else None)
    assert unfit(interview(BEN, CHLOE), "Uben", proposed, [request()], START - HOUR) is Unfit.IN_IT


@pytest.mark.parametrize(
    ("panel", "standing"),
    [
        ((ANA, BEN), {HandOver.ASKED, HandOver.LATE, HandOver.UNDONE}),
        ((CHLOE, BEN), {HandOver.YES}),
        ((GONE, BEN), {HandOver.NO}),
        ((GONE, CHLOE), {HandOver.NO}),
        ((ANA, CHLOE), {HandOver.UNDONE}),
        ((BEN,), set()),
        ((somebody("Uchloe", declined_at=START), BEN), set()),
    ],
)
def test_what_the_room_says_of_it(panel: tuple[Panelist, ...], standing: set[HandOver]) -> None:
    room = interview(*panel)
    assert {step for step in HandOver if stands(request(step), room)} == standing
    undoable = standing & {HandOver.ASKED, HandOver.LATE, HandOver.YES}
    assert {step for step in HandOver if can_be_undone(request(step), room, START - HOUR)} == undoable
    assert not any(can_be_undone(request(step), room, START) for step in HandOver)


@pytest.mark.parametrize(
    ("step", "room", "now", "why"),
    [
        (HandOver.ASKED, interview(ANA, BEN), START - HOUR, None),
        (HandOver.LATE, interview(ANA, BEN), START - HOUR, None),
        (HandOver.ASKED, interview(ANA, BEN), START, Closed.BEGUN),
        (HandOver.ASKED, interview(GONE, BEN), START - HOUR, Closed.RESTAFFED),
        (HandOver.ASKED, interview(ANA, BEN, state=State.CANCELLED), START - HOUR, Closed.CALLED_OFF),
        (HandOver.YES, interview(CHLOE, BEN), START, Closed.YES),
        (HandOver.YES, interview(CHLOE, BEN, state=State.CANCELLED), START - HOUR, Closed.CALLED_OFF),
        (HandOver.YES, interview(BEN), START - HOUR, Closed.RESTAFFED),
        (HandOver.NO, interview(GONE, BEN, state=State.CANCELLED), START - HOUR, Closed.NO),
        (HandOver.UNDONE, interview(ANA, BEN), START - HOUR, Closed.UNDONE),
    ],
)
def test_why_there_is_nothing_to_answer(step: HandOver, room: Interview, now: datetime, why: Closed | None) -> None:
    assert closed(request(step), room, now) is why
    if why is not None:
        assert not can_be_undone(request(step), room, START)
