"""Handing an interview over: asked, answered, undone."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.handing_over import HandOver, answer, at_half_time, half_time, may_answer, may_undo, undo
from tests.prep.rooms import START, moments

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
