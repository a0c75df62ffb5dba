from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.bank import Category
from prep.interviews import PlannedQuestion, Seat
from prep.running_order import share_out

People = list[tuple[str, Seat]]

properties = settings(deadline=None, max_examples=200)


def of_lengths(lengths: Sequence[int]) -> list[PlannedQuestion]:
    return [
        PlannedQuestion(str(place), "How?", "How", Category.GENERAL, "Care", minutes, ())
        for place, minutes in enumerate(lengths)
    ]


orders = st.lists(st.integers(1, 12), max_size=8).map(of_lengths)
rooms = st.lists(st.sampled_from(Seat), max_size=5).map(lambda seats: [(f"P{n}", seat) for n, seat in enumerate(seats)])


def longest(questions: list[PlannedQuestion], people: int) -> int:
    """The longest share of the best division, found by trying all."""
    divisions = combinations(range(1, len(questions)), min(people, len(questions)) - 1)
    return min(
        max(sum(each.minutes for each in questions[start:end]) for start, end in pairwise([0, *cuts, len(questions)]))
        for cuts in divisions
    )


@properties
@given(orders, rooms)
def test_each_question_is_asked_once_in_the_running_order_by_those_who_ask(
    questions: list[PlannedQuestion], people: People
) -> None:
    shares = share_out(questions, people)
    asked = [each for share in shares.values() for each in share]
    assert set(shares) == {person for person, seat in people if seat is not Seat.LISTENING}
    assert asked == ([each.id for each in questions] if shares else [])


@properties
@given(orders, rooms)
def test_whoever_leads_comes_first_and_the_others_as_they_were_added(
    questions: list[PlannedQuestion], people: People
) -> None:
    seats = dict(people)
    places = [(seats[person] is not Seat.LEADS, person) for person in share_out(questions, people)]
    assert places == sorted(places)


@properties
@given(orders, rooms)
def test_the_longest_share_is_as_short_as_can_be_and_nobody_waits_who_need_not(
    questions: list[PlannedQuestion], people: People
) -> None:
    shares = share_out(questions, people)
    minutes = {each.id: each.minutes for each in questions}
    sums = [sum(minutes[each] for each in share) for share in shares.values()]
    if shares and questions:
        assert max(sums) == longest(questions, len(shares))
        assert [bool(share) for share in shares.values()] == [n < len(questions) for n in range(len(shares))]


@properties
@given(orders, rooms, st.data())
def test_whoever_leaves_changes_who_asks_and_never_what(
    questions: list[PlannedQuestion], people: People, data: st.DataObject
) -> None:
    staying = data.draw(st.lists(st.sampled_from(people), unique=True)) if people else []
    shares = share_out(questions, staying)
    assert {each for share in shares.values() for each in share} == {each.id for each in questions if shares}


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [
        pytest.param([5, 5, 5, 5, 5, 5, 5], [3, 2, 2], id="the first ask more"),
        pytest.param([12, 3, 3, 3, 3], [1, 2, 2], id="by minutes, not by number"),
        pytest.param([3, 3, 3, 3, 12], [2, 2, 1], id="in their order"),
        pytest.param([5, 5], [1, 1, 0], id="fewer than people"),
        pytest.param([], [0, 0, 0], id="none"),
    ],
)
def test_shares_of_three(lengths: list[int], sizes: list[int]) -> None:
    people = [("Ben", Seat.INTERVIEWER), ("Ana", Seat.LEADS), ("Zoe", Seat.LISTENING), ("Priya", Seat.INTERVIEWER)]
    shares = share_out(of_lengths(lengths), people)
    assert {person: len(share) for person, share in shares.items()} == dict(
        zip(["Ana", "Ben", "Priya"], sizes, strict=True)
    )


def test_a_long_day_of_many_people_is_shared_out_too() -> None:
    shares = share_out(of_lengths([5, 3, 6, 4] * 20), [(f"P{number}", Seat.INTERVIEWER) for number in range(12)])
    assert {len(share) for share in shares.values()} <= {5, 6, 7, 8}
