"""Sets of scored questions: what helps comes first and what is untried has its place, within the same balance."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.asking import Wish
from prep.bank import Category, Question, Status
from prep.sets import draw
from tests.prep.pools import COMPETENCIES, ROLE, a_pool, ids, may_be_shown, pools, seeds, turns, wishes

properties = settings(deadline=None, max_examples=150)


def scored(best: Iterable[Question] = (), pool: Iterable[Question] = ROLE) -> dict[str, float]:
    """A score for each, above the others for the `best`."""
    return dict.fromkeys(ids(pool), 0.5) | dict.fromkeys(ids(best), 0.9)


@properties
@given(pools(), wishes, seeds, turns, st.floats(0, 1))
def test_equal_scores_leave_the_set_as_it_is(
    pool: list[Question], wish: Wish, seed: str, turn: int, score: float
) -> None:
    alike = dict.fromkeys(ids(pool), score)
    assert draw(pool, wish, seed, turn, alike) == draw(pool, wish, seed, turn)


@properties
@given(pools(), wishes, seeds, turns, st.randoms(use_true_random=False))
def test_scores_leave_the_balance_as_it_is(
    pool: list[Question], wish: Wish, seed: str, turn: int, chance: random.Random
) -> None:
    scores = {question.id: chance.random() for question in pool}
    untried = chance.sample(ids(pool), len(pool) // 3)
    drawn = draw(pool, wish, seed, turn, scores, untried)
    plain = draw(pool, wish, seed, turn)
    assert drawn == draw(pool[::-1], wish, seed, turn, scores, set(untried))
    assert len(drawn) == len(set(drawn)) == len(plain)
    assert set(drawn) <= set(may_be_shown(pool, wish))
    assert sum(question.status is Status.PILOT for question in drawn) <= 1
    places = [list(Category).index(question.category) for question in drawn]
    assert places == sorted(places)
    if all(question.status is not Status.PILOT for question in pool):
        evenness = [sorted(Counter(question.category for question in each).values()) for each in (drawn, plain)]
        assert evenness[0] == evenness[1]
        if turn == 0:
            looked_at = [len({question.competency for question in each}) for each in (drawn, plain)]
            assert looked_at[0] == looked_at[1]


def test_what_helps_comes_first_among_equals_of_balance() -> None:
    pool = [replace(question, minutes=5) for question in ROLE]
    helpful = [question for question in pool if question.id.endswith("-4")]
    for person in range(20):
        drawn = draw(pool, Wish(count=4), f"U{person}", scores=scored(helpful))
        assert set(drawn) <= set(helpful)
        assert len({question.competency for question in drawn}) == len(COMPETENCIES)


def test_the_highest_score_stands_first_in_its_category() -> None:
    pool = a_pool(*product([Category.TECHNICAL], ["Care", "Data", "Judgement", "Clarity"]))
    scores = {question.id: float(question.id) for question in pool}
    assert ids(draw(pool, Wish(), "U1", scores=scores)) == ["3", "2", "1", "0"]


def test_what_has_not_been_tried_has_one_place() -> None:
    new = [question for question in ROLE if question.competency == "Care" and question.minutes == 4]
    worst = {question.id: 0.0 if question in new else 0.5 for question in ROLE}
    for person in range(50):
        assert len(set(draw(ROLE, Wish(), f"U{person}", scores=worst, untried=ids(new))) & set(new)) == 1


def test_sets_of_fewer_than_four_have_no_place_to_spare_for_it() -> None:
    new = [question for question in ROLE if question.minutes == 4]
    scores = {question.id: 0.0 if question in new else 0.5 for question in ROLE}
    for person, count in product(range(20), range(1, 6)):
        drawn = draw(ROLE, Wish(count=count), f"U{person}", scores=scores, untried=ids(new))
        assert len(set(drawn) & set(new)) == (1 if count >= 4 else 0)


def test_those_that_have_not_been_tried_take_turns() -> None:
    new = [question for question in ROLE if question.minutes == 6]
    worst = {question.id: 0.0 if question in new else 0.5 for question in ROLE}
    tried = {question for n in range(200) for question in draw(ROLE, Wish(), f"U{n}", scores=worst, untried=ids(new))}
    assert tried >= set(new)
    first, second = (set(draw(ROLE, Wish(), "U1", turn, worst, ids(new))) & set(new) for turn in (0, 1))
    assert not first & second


def test_the_next_turn_shows_others_whatever_their_score() -> None:
    helpful = [question for question in ROLE if question.minutes == 4]
    first, second = (set(draw(ROLE, Wish(), "U1", turn, scored(helpful))) for turn in (0, 1))
    assert not first & second
