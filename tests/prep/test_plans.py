import random
import subprocess
import sys
from dataclasses import replace
from itertools import product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.bank import Category, Competency, Guide, Level, PlanPart, Question, Role, Status
from prep.interviews import Part
from prep.plans import default_parts, make_part, proposed_position, room_minutes
from tests.prep.pools import PLAIN, a_pool, pools

properties = settings(deadline=None, max_examples=150)
seeds = st.text(max_size=12)

CASEWORK: Final = Part("opening", 1, "Casework", 45, ("Investigation", "Judgement"), frozen=False)
parts = st.builds(
    Part,
    opening_id=st.just("opening"),
    position=st.just(1),
    title=st.just("Casework"),
    minutes=st.integers(5, 90),
    competencies=st.lists(st.sampled_from(["Investigation", "Judgement", "Clarity", "Care"]), max_size=3).map(tuple),
    frozen=st.just(False),
)
ROLE: Final = Role(
    id="r",
    slug="trust-safety",
    title="Trust & Safety",
    guide=Guide("", "", (), (), (Competency("Investigation", ""), Competency("Judgement", ""))),
    plan=(),
)
# A bank as it is: every competency with questions of each category and several lengths.
BANK: Final = [
    replace(PLAIN, id=f"{competency}-{category}-{minutes}", category=category, competency=competency, minutes=minutes)
    for competency, category, minutes in product(["Investigation", "Judgement", "Care"], Category, [4, 5, 6])
]


def minutes(questions: tuple[Question, ...]) -> int:
    return sum(question.minutes for question in questions)


@properties
@given(pools(), parts, seeds, st.randoms(use_true_random=False))
def test_the_same_arguments_make_the_same_part_whatever_the_order_of_the_pool(
    pool: list[Question], part: Part, seed: str, chance: random.Random
) -> None:
    shuffled = chance.sample(pool, len(pool))
    assert make_part(pool, part, frozenset(), seed) == make_part(shuffled, part, frozenset(), seed)


def test_another_process_makes_the_same() -> None:
    program = (
        "from tests.prep.test_plans import BANK, CASEWORK; from prep.plans import make_part;"
        "print([question.id for question in make_part(BANK, CASEWORK, frozenset(), 'opening')])"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == str([each.id for each in make_part(BANK, CASEWORK, frozenset(), "opening")])


@properties
@given(pools(), parts, seeds, st.data())
def test_only_what_may_be_in_it(pool: list[Question], part: Part, seed: str, data: st.DataObject) -> None:
    taken = frozenset(data.draw(st.sets(st.sampled_from([question.id for question in pool])))) if pool else frozenset()
    made = make_part(pool, part, taken, seed)
    assert len({question.id for question in made}) == len(made)
    assert not {question.id for question in made} & taken
    assert all(question.competency in part.competencies for question in made)
    assert all(question.status in {Status.LIVE, Status.PILOT} for question in made)
    assert sum(question.status is Status.PILOT for question in made) <= 1


@properties
@given(pools(), parts, seeds, st.randoms(use_true_random=False))
def test_scores_leave_every_rule_as_it_is(pool: list[Question], part: Part, seed: str, chance: random.Random) -> None:
    """What is chosen fits, looks at as much and stands in the same order; with equal scores, it is the same."""
    ids = [question.id for question in pool]
    scores, untried = {each: chance.random() for each in ids}, chance.sample(ids, len(ids) // 3)
    plain = make_part(pool, part, frozenset(), seed)
    weighed = make_part(pool, part, frozenset(), seed, scores, untried)
    assert weighed == make_part(pool[::-1], part, frozenset(), seed, scores, set(untried))
    assert make_part(pool, part, frozenset(), seed, dict.fromkeys(ids, 0.5)) == plain
    assert sum(question.status is Status.PILOT for question in weighed) <= 1
    places = [(part.competencies.index(each.competency), list(Category).index(each.category)) for each in weighed]
    assert places == sorted(places)
    if len(weighed) != 1 or part.minutes < 15:
        assert minutes(weighed) <= max(part.minutes - 10, 0)
    if all(question.status is not Status.PILOT for question in pool):
        assert len({each.competency for each in weighed}) == len({each.competency for each in plain})


@properties
@given(pools(), parts, seeds, st.randoms(use_true_random=False), st.floats(0, 1))
def test_what_is_chosen_is_chosen_too_with_a_higher_score(
    pool: list[Question], part: Part, seed: str, chance: random.Random, more: float
) -> None:
    scores = {question.id: chance.random() for question in pool}
    untried = chance.sample(list(scores), len(scores) // 5)
    for question in make_part(pool, part, frozenset(), seed, scores, untried):
        raised = scores | {question.id: scores[question.id] + more}
        assert question in make_part(pool, part, frozenset(), seed, raised, untried)


def test_what_helps_is_preferred_among_equals_of_balance() -> None:
    helpful = {question.id for question in BANK if question.minutes == 5}
    scores = {question.id: 0.9 if question.id in helpful else 0.1 for question in BANK}
    for number in range(20):
        made = make_part(BANK, CASEWORK, frozenset(), f"opening {number}", scores)
        assert {question.id for question in made} <= helpful
        assert {question.category for question in made} == set(Category)


def test_what_has_not_been_tried_has_a_place() -> None:
    for new in BANK:
        if new.competency in CASEWORK.competencies:
            scores = {question.id: 0.0 if question is new else 0.5 for question in BANK}
            assert new in make_part(BANK, CASEWORK, frozenset(), "opening", scores, [new.id])


def test_what_has_not_been_tried_has_one_place_and_no_more() -> None:
    new = [question.id for question in BANK if question.minutes == 4]
    scores = {question.id: 0.0 if question.id in new else 0.5 for question in BANK}
    made = {number: make_part(BANK, CASEWORK, frozenset(), f"opening {number}", scores, new) for number in range(50)}
    places = [sum(question.id in new for question in each) for each in made.values()]
    assert min(places) == 1
    tried = {question.id for each in made.values() for question in each} & set(new)
    assert len(tried) > 6, "they take turns"


def test_a_pilot_that_has_not_been_tried_is_the_one_pilot_that_may_be() -> None:
    pilots = [replace(PLAIN, id=f"pilot {n}", status=Status.PILOT) for n in range(3)]
    pool = [*BANK, *pilots]
    scores = dict.fromkeys((question.id for question in pool), 0.5)
    made = make_part(pool, CASEWORK, frozenset(), "opening", scores, [each.id for each in pilots])
    assert sum(question.status is Status.PILOT for question in made) == 1


@properties
@given(pools(), parts, seeds)
def test_five_minutes_are_kept_at_either_end(pool: list[Question], part: Part, seed: str) -> None:
    made = make_part(pool, part, frozenset(), seed)
    if len(made) != 1 or part.minutes < 15:
        assert minutes(made) <= max(part.minutes - 10, 0)
    assert minutes(made) <= part.minutes


@properties
@given(pools(), parts, seeds)
def test_by_competency_as_the_part_names_them_then_by_category(pool: list[Question], part: Part, seed: str) -> None:
    made = make_part(pool, part, frozenset(), seed)
    places = [(part.competencies.index(each.competency), list(Category).index(each.category)) for each in made]
    assert places == sorted(places)


@properties
@given(pools(most=30), parts, parts, seeds)
def test_no_question_is_in_two_parts(pool: list[Question], first: Part, second: Part, seed: str) -> None:
    made = make_part(pool, first, frozenset(), seed)
    also = make_part(pool, second, frozenset(question.id for question in made), seed)
    assert not set(made) & set(also)


def test_a_full_bank_fills_it_nearly_and_evenly() -> None:
    for number in range(50):
        made = make_part(BANK, CASEWORK, frozenset(), f"opening {number}")
        per_competency = [sum(each.competency == name for each in made) for name in CASEWORK.competencies]
        assert 30 < minutes(made) <= 35
        assert abs(per_competency[0] - per_competency[1]) <= 1
        assert {question.category for question in made} == set(Category)


def test_another_opening_has_others() -> None:
    made = {make_part(BANK, CASEWORK, frozenset(), f"opening {number}") for number in range(50)}
    assert len(made) > 45


def test_where_the_bank_runs_out_there_are_fewer() -> None:
    pool = a_pool((Category.GENERAL, "Judgement"), (Category.GENERAL, "Care"))
    assert make_part(pool, CASEWORK, frozenset(), "opening") == (pool[0],)
    assert make_part(pool, CASEWORK, frozenset({"0"}), "opening") == ()


@pytest.mark.parametrize("spelt", ["JUDGEMENT", "  judgement ", "Jùdgemént"])
def test_the_spelling_of_a_competency_does_not_matter(spelt: str) -> None:
    pool = a_pool((Category.GENERAL, spelt))
    assert make_part(pool, CASEWORK, frozenset(), "opening") == tuple(pool)


def test_competencies_of_signs_only_are_told_apart() -> None:
    pool = a_pool((Category.GENERAL, "❤"), (Category.GENERAL, "☂"))
    assert make_part(pool, replace(CASEWORK, competencies=("☂",)), frozenset(), "opening") == (pool[1],)


def test_levelled_ones_only_where_those_for_any_level_run_out() -> None:
    levelled = [replace(each, id=f"senior {each.id}", level=Level.SENIOR) for each in BANK]
    assert all(each.level is None for each in make_part(levelled + BANK, CASEWORK, frozenset(), "opening"))
    assert 30 < minutes(make_part(levelled, CASEWORK, frozenset(), "opening")) <= 35


def test_a_pilot_goes_where_no_live_question_is() -> None:
    live = a_pool(*product(Category, ["Investigation"]))
    pilots = [
        replace(PLAIN, id=f"pilot {name} {number}", competency=name, status=Status.PILOT)
        for name, number in product(["Investigation", "Judgement"], range(5))
    ]
    for number in range(20):
        made = make_part([*live, *pilots], CASEWORK, frozenset(), f"opening {number}")
        assert [each.competency for each in made if each.status is Status.PILOT] == ["Judgement"]


@pytest.mark.parametrize(("part_minutes", "made"), [(14, 0), (15, 1), (18, 1), (30, 2)])
def test_a_short_part_has_one_question_rather_than_none(part_minutes: int, made: int) -> None:
    pool = [replace(each, minutes=9) for each in a_pool(*product(Category, ["Judgement"]))]
    assert len(make_part(pool, replace(CASEWORK, minutes=part_minutes), frozenset(), "opening")) == made


def test_no_question_is_longer_than_its_part() -> None:
    pool = [replace(PLAIN, minutes=16)]
    assert make_part(pool, replace(CASEWORK, minutes=15), frozenset(), "opening") == ()


@pytest.mark.parametrize(("part_minutes", "room"), [(45, 35), (15, 5), (10, 0), (5, 0)])
def test_room_for_questions(part_minutes: int, room: int) -> None:
    assert room_minutes(part_minutes) == room


@pytest.mark.parametrize(("held", "parts", "position"), [(0, 4, 1), (1, 4, 2), (3, 4, 4), (4, 4, 4), (9, 1, 1)])
def test_the_nth_interview_is_part_n_and_past_the_last_the_last(held: int, parts: int, position: int) -> None:
    assert proposed_position(held, parts) == position


def test_an_opening_begins_with_the_plan_of_its_role() -> None:
    plan = (PlanPart("Casework", 45, ("Judgement",)), PlanPart("Teamwork", 30, ("Care",)))
    assert default_parts(replace(ROLE, plan=plan)) == plan


def test_a_role_without_a_plan_has_one_interview_on_everything() -> None:
    assert default_parts(ROLE) == (PlanPart("Interview", 45, ("Investigation", "Judgement")),)
