from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.afterwards import (
    Stage,
    asked_about,
    asked_in_morning,
    boxes,
    due_at,
    groups,
    left_to_morning,
    on_time,
    over_at,
    stage_of,
    still_worth,
)
from prep.interviews import Asked, Candidate, Interview, Links, Opening, Panelist, Part, Seat, State
from prep.usefulness import Judgement
from tests.prep.zones import ZONES, days, spans

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday, 10:00 in Berlin
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HALF_AN_HOUR = 30 * MINUTE

properties = settings(deadline=None, max_examples=300)
zones = st.sampled_from(ZONES)


def an_interview(
    id_: str = "i",
    starts_at: datetime = NINE,
    minutes: int = 45,
    seat: Seat = Seat.INTERVIEWER,
    state: State = State.PLANNED,
    declined_at: datetime | None = None,
    asks: str = "q",
    feedback: str = "",
) -> Interview:
    """One that Uana is in, beside somebody who is not on Slack."""
    ana = Panelist("ana", "Uana", "Ana", seat, tuple(Asked(each, None) for each in asks), None, declined_at)
    ben = Panelist("ben", None, "Ben", Seat.LEADS, (), None, None)
    return Interview(
        id_,
        Opening("o", "r", "Analyst"),
        Part("o", 1, "Casework", minutes, (), frozen=True),
        Candidate("c", "o", "J.S."),
        starts_at,
        minutes,
        Links(feedback=feedback),
        "",
        state,
        "Upriya",
        0,
        (ben, ana),
    )


@st.composite
def weeks(draw: st.DrawFn) -> Sequence[Interview]:
    """Interviews of a few hours, of all lengths and kinds, in any order."""
    interviews = st.builds(
        an_interview,
        id_=st.uuids().map(str),
        starts_at=st.integers(0, 60).map(lambda fives: NINE + 5 * fives * MINUTE),
        minutes=st.sampled_from([15, 30, 45, 60, 180]),
        seat=st.sampled_from(Seat),
        state=st.sampled_from([State.PLANNED, State.PLANNED, State.CANCELLED]),
        declined_at=st.sampled_from([None, None, NINE]),
    )
    return draw(st.lists(interviews, max_size=8))


def ids(found: Sequence[Sequence[Interview]]) -> list[list[str]]:
    return [[each.id for each in group] for group in found]


@pytest.mark.parametrize(("free", "together"), [(0, True), (29, True), (30, False), (-20, True)])
def test_less_than_half_an_hour_apart_is_one_message(free: int, together: bool) -> None:
    second = an_interview("second", NINE + (45 + free) * MINUTE)
    found = groups([second, an_interview("first")], "Uana")
    assert ids(found) == ([["first", "second"]] if together else [["first"], ["second"]])


def test_a_long_one_holds_what_follows_a_short_one_within_it() -> None:
    long, short = an_interview("long", minutes=120), an_interview("short", NINE + 15 * MINUTE, 30)
    after = an_interview("after", NINE + 140 * MINUTE)
    [group] = groups([after, short, long], "Uana")
    assert over_at(group) == after.ends_at
    assert due_at([long, short], "UTC") == NINE + 130 * MINUTE


@pytest.mark.parametrize(
    "left_out",
    [
        an_interview("x", state=State.CANCELLED),
        an_interview("x", declined_at=NINE - DAY),
        replace(an_interview("x"), panel=()),
    ],
    ids=["cancelled", "declined", "not in it"],
)
def test_what_the_member_was_not_at_is_not_asked_about_and_holds_nothing(left_out: Interview) -> None:
    assert groups([left_out], "Uana") == []
    before, after = an_interview("before", NINE - HOUR), an_interview("after", NINE + HOUR)
    assert ids(groups([before, left_out, after], "Uana")) == [["before"], ["after"]]


def test_a_listener_is_not_asked_about_it_nor_during_it() -> None:
    led = an_interview("led", seat=Seat.LEADS)
    listened = an_interview("listened", NINE + HOUR, seat=Seat.LISTENING)
    [group] = groups([led, listened], "Uana")
    assert asked_about(group, "Uana") == (led,)
    assert due_at(group, "Europe/Berlin") == listened.ends_at + 10 * MINUTE
    assert asked_about([listened], "Uana") == ()


def test_who_has_no_questions_is_asked_where_their_feedback_goes_somewhere() -> None:
    without, with_form = (
        an_interview("a", asks=""),
        an_interview("b", NINE + HOUR, asks="", feedback="https://ats.example"),
    )
    listened = an_interview("c", NINE + 2 * HOUR, seat=Seat.LISTENING, asks="", feedback="https://ats.example")
    assert asked_about([without, with_form, listened], "Uana") == (with_form,)


@properties
@given(weeks(), st.randoms(use_true_random=False))
def test_groups_are_as_long_as_can_be_and_half_an_hour_apart(week: Sequence[Interview], chance: Random) -> None:
    found = groups(week, "Uana")
    assert found == groups(chance.sample(week, len(week)), "Uana")
    flat = [each for group in found for each in group]
    assert flat == sorted(flat, key=lambda each: (each.starts_at, each.id))
    assert {each.id for each in flat} == {
        each.id for each in week if each.state is State.PLANNED and each.panel[1].declined_at is None
    }
    for before, after in pairwise(found):
        assert after[0].starts_at - over_at(before) >= HALF_AN_HOUR
    for group in found:
        for place in range(1, len(group)):
            assert group[place].starts_at - over_at(group[:place]) < HALF_AN_HOUR


@pytest.mark.parametrize(
    ("over", "zone", "at_once"),
    [
        pytest.param(datetime(2026, 11, 24, 17, 20, tzinfo=UTC), "Europe/Berlin", True, id="18:30 to the minute"),
        pytest.param(datetime(2026, 11, 24, 17, 21, tzinfo=UTC), "Europe/Berlin", False, id="18:31"),
        pytest.param(datetime(2026, 11, 24, 6, 50, tzinfo=UTC), "Europe/Berlin", True, id="08:00 to the minute"),
        pytest.param(datetime(2026, 11, 24, 6, 49, tzinfo=UTC), "Europe/Berlin", False, id="07:59"),
        pytest.param(datetime(2026, 11, 24, 22, 55, tzinfo=UTC), "Europe/Berlin", False, id="past midnight"),
        pytest.param(datetime(2026, 10, 23, 16, 21, tzinfo=UTC), "Europe/Berlin", False, id="summer time"),
        pytest.param(datetime(2026, 10, 26, 16, 21, tzinfo=UTC), "Europe/Berlin", True, id="winter time again"),
        pytest.param(datetime(2026, 11, 24, 12, 35, tzinfo=UTC), "Asia/Kathmandu", True, id="ahead by 5:45"),
        pytest.param(datetime(2026, 11, 24, 12, 36, tzinfo=UTC), "Asia/Kathmandu", False, id="18:31 by 5:45"),
        pytest.param(datetime(2026, 11, 24, 4, 35, tzinfo=UTC), "Pacific/Chatham", True, id="ahead by 13:45"),
        pytest.param(datetime(2026, 11, 24, 4, 36, tzinfo=UTC), "Pacific/Chatham", False, id="18:31 by 13:45"),
    ],
)
def test_by_the_clocks_of_the_member(over: datetime, zone: str, at_once: bool) -> None:
    due = due_at([an_interview(starts_at=over - 45 * MINUTE)], zone)
    assert due == (over + 10 * MINUTE if at_once else None)


@properties
@given(st.data(), zones, st.times(), st.sampled_from([15, 45, 90, 480]))
def test_ten_minutes_after_the_end_if_by_day(data: st.DataObject, zone: str, clock: time, minutes: int) -> None:
    starts_at = datetime.combine(data.draw(days(zone)), clock, UTC)
    expected = starts_at + (minutes + 10) * MINUTE
    [shown] = [span.shown(expected).time() for span in spans(zone) if span.start <= expected < span.end]
    due = due_at([an_interview(starts_at=starts_at, minutes=minutes)], zone)
    assert due == (expected if time(8) <= shown <= time(18, 30) else None)
    assert due is None or due.tzinfo is UTC


def test_for_three_days_it_is_worth_asking() -> None:
    assert still_worth(NINE, NINE)
    assert still_worth(NINE, NINE + 3 * DAY)
    assert not still_worth(NINE, NINE + 3 * DAY + MINUTE)
    assert not still_worth(NINE, NINE - MINUTE), "it is not over"


EVENING, BERLIN = datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "Europe/Berlin"


@pytest.mark.parametrize(
    ("late", "may_come"),
    [(timedelta(0), True), (15 * MINUTE, True), (16 * MINUTE, False), (14 * HOUR, True), (20 * HOUR, True)],
)
def test_what_was_held_up_comes_by_day(late: timedelta, may_come: bool) -> None:
    due = EVENING + 30 * MINUTE  # 18:30
    assert on_time(due, BERLIN, due + late) is may_come


@pytest.mark.parametrize(
    ("ends_at", "sent_at", "left"),
    [
        pytest.param(EVENING + HOUR, EVENING + HOUR, True, id="in the evening"),
        pytest.param(NINE, NINE + 9 * MINUTE, False, id="before its own message"),
        pytest.param(NINE, NINE + 10 * MINUTE, True, id="when that was due"),
        pytest.param(NINE, NINE - MINUTE, False, id="not over"),
    ],
)
def test_a_morning_message_asks_when_no_message_of_its_own_is_to_come(
    ends_at: datetime, sent_at: datetime, left: bool
) -> None:
    assert left_to_morning([an_interview(starts_at=ends_at - 45 * MINUTE)], BERLIN, sent_at) is left


@pytest.mark.parametrize(
    ("stage", "since", "asks"),
    [
        (None, None, True),
        (Stage.ASKED, NINE - DAY, True),
        (Stage.ASKED, NINE - 9 * HOUR, False),
        (Stage.ASKED, NINE - 11 * HOUR, True),
        (Stage.ASKED_AGAIN, NINE - 2 * DAY, False),
        (Stage.ANSWERED, NINE - DAY, False),
        (Stage.NOT_HELD, NINE - DAY, False),
    ],
)
def test_nobody_is_asked_twice_a_day_nor_three_times(stage: Stage | None, since: datetime | None, asks: bool) -> None:
    assert asked_in_morning(stage, since, BERLIN, NINE) is asks


def test_what_was_moved_since_was_not_asked_about() -> None:
    interview = an_interview()
    assert stage_of(Stage.ANSWERED, interview.ends_at, interview) is Stage.ANSWERED
    assert stage_of(Stage.ANSWERED, interview.ends_at - MINUTE, interview) is None
    assert stage_of(None, None, interview) is None


@properties
@given(
    st.sets(st.sampled_from("abcd")),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(Judgement)),
)
def test_a_box_says_helped_or_nothing(ticked: set[str], said: dict[str, Judgement]) -> None:
    says = boxes(ticked, said)
    then = {each: word for each, word in {**said, **says}.items() if word}
    assert {each for each, word in then.items() if word is Judgement.HELPED} == ticked
    assert {each: then[each] for each in then.keys() - ticked} == {
        each: word for each, word in said.items() if word is not Judgement.HELPED and each not in ticked
    }
