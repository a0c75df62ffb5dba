"""Sets are the same whoever draws them, as even as the pool allows, and show everything in turns."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.asking import Wish
from prep.bank import Category, Level, Question, Status
from prep.sets import draw
from tests.prep.pools import PLAIN, ROLE, a_pool, ids, may_be_shown, pools, seeds, turns, wishes

properties = settings(deadline=None, max_examples=150)


def dealt(sizes: Counter[Category], count: int) -> list[int]:
    """`count` dealt one by one to whoever has fewest and can take more, the smallest share first."""
    shares = dict.fromkeys(sizes, 0)
    for _ in range(min(count, sizes.total())):
        with_more = [category for category in sizes if shares[category] < sizes[category]]
        poorest = min(with_more, key=shares.__getitem__)
        shares[poorest] += 1
    return sorted(shares.values())


@properties
@given(pools(), wishes, seeds, turns, st.randoms(use_true_random=False))
def test_the_same_arguments_give_the_same_set_whatever_the_order_of_the_pool(
    pool: list[Question], wish: Wish, seed: str, turn: int, chance: random.Random
) -> None:
    shuffled = chance.sample(pool, len(pool))
    assert draw(pool, wish, seed, turn) == draw(shuffled, wish, seed, turn)


def test_another_process_draws_the_same() -> None:
    program = (
        "from tests.prep.pools import ROLE; from prep.sets import draw; from prep.asking import Wish;"
        "print([question.id for question in draw(ROLE, Wish(), 'U1 2026-11-23', 1)])"
    )
    drawn = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert drawn.stdout.strip() == str(ids(draw(ROLE, Wish(), "U1 2026-11-23", 1)))


def test_every_machine_draws_the_same() -> None:
    """What was drawn on the machine where this was written."""
    assert ids(draw(a_pool(*product(Category, ["Care", "Data"])), Wish(count=3), "U1")) == ["1", "3", "4"]


@properties
@given(pools(), wishes, seeds, turns)
def test_only_what_may_be_shown_as_often_as_it_may(
    pool: list[Question],
    wish: Wish,
    seed: str,
    turn: int,
) -> None:
    drawn = draw(pool, wish, seed, turn)
    candidates = may_be_shown(pool, wish)
    live = sum(question.status is Status.LIVE for question in candidates)
    assert set(drawn) <= set(candidates)
    assert len(set(ids(drawn))) == len(drawn)
    assert sum(question.status is Status.PILOT for question in drawn) <= 1
    assert len(drawn) == min(wish.count, live + min(1, len(candidates) - live))


@properties
@given(pools(), wishes, seeds, turns)
def test_they_stand_in_the_order_in_which_they_are_asked(
    pool: list[Question],
    wish: Wish,
    seed: str,
    turn: int,
) -> None:
    places = [list(Category).index(question.category) for question in draw(pool, wish, seed, turn)]
    assert places == sorted(places)


@properties
@given(pools(), wishes, seeds, turns)
def test_categories_are_as_even_as_the_pool_allows(
    pool: list[Question],
    wish: Wish,
    seed: str,
    turn: int,
) -> None:
    candidates = may_be_shown(pool, wish)
    shares = Counter({question.category: 0 for question in candidates})
    shares.update(question.category for question in draw(pool, wish, seed, turn))
    live = Counter({question.category: 0 for question in candidates})
    live.update(question.category for question in candidates if question.status is Status.LIVE)
    pilots = {question.category for question in candidates if question.status is Status.PILOT}
    with_one = [Counter({**live, category: live[category] + 1}) for category in pilots]
    possible = [dealt(sizes, wish.count) for sizes in (live, *with_one)]
    assert sorted(shares.values()) == max(possible, default=[])


@properties
@given(pools(most=10, statuses=(Status.LIVE,)), wishes, seeds)
def test_no_competency_twice_before_each_once(pool: list[Question], wish: Wish, seed: str) -> None:
    """No other choice with as many of each category looks at more competencies."""

    def competencies(questions: Iterable[Question]) -> int:
        return len({question.competency for question in questions})

    def shares(questions: Iterable[Question]) -> Counter[Category]:
        return Counter(question.category for question in questions)

    drawn = draw(pool, wish, seed)
    others = combinations(may_be_shown(pool, wish), len(drawn))
    alike = [other for other in others if shares(other) == shares(drawn)]
    assert competencies(drawn) == max(map(competencies, alike), default=0)


@properties
@given(pools(statuses=(Status.LIVE, Status.PILOT)), wishes, seeds)
def test_turns_show_everything_in_the_end(pool: list[Question], wish: Wish, seed: str) -> None:
    shown = {question for turn in range(len(pool)) for question in draw(pool, wish, seed, turn)}
    assert shown >= {question for question in may_be_shown(pool, wish) if question.status is Status.LIVE}


@properties
@given(pools(statuses=(Status.LIVE,)), wishes, seeds)
def test_the_next_turn_repeats_only_where_a_category_has_no_more(
    pool: list[Question],
    wish: Wish,
    seed: str,
) -> None:
    first, second = (set(draw(pool, wish, seed, turn)) for turn in (0, 1))
    repeated = {question.category for question in first & second}
    left_out = {question.category for question in set(may_be_shown(pool, wish)) - first - second}
    assert not repeated & left_out


@properties
@given(pools(statuses=(Status.LIVE,)), wishes, seeds)
def test_an_added_question_leaves_the_others_in_their_order(
    pool: list[Question],
    wish: Wish,
    seed: str,
) -> None:
    before = ids(draw(pool, wish, seed))
    after = ids(draw([*pool, replace(PLAIN, id="added")], wish, seed))
    assert [each for each in before if each in after] == [each for each in after if each in before]


def test_pilots_take_turns() -> None:
    pilots = [replace(PLAIN, id=f"pilot-{n}", status=Status.PILOT) for n in range(3)]
    live = [replace(PLAIN, id=f"live-{n}") for n in range(2)]
    shown = [set(draw([*pilots, *live], Wish(count=3), "U1", turn)) & set(pilots) for turn in range(3)]
    assert set.union(*shown) == set(pilots)
    assert all(len(each) == 1 for each in shown)


def test_a_category_of_pilots_only_still_appears() -> None:
    pool = a_pool(*product([Category.TECHNICAL], ["Care", "Data", "Judgement"]))
    pilot = replace(PLAIN, category=Category.TECHNICAL, status=Status.PILOT)
    pool += [replace(pilot, id=f"pilot-{n}") for n in range(9)]
    pool.append(replace(pilot, id="only", category=Category.SITUATIONAL))
    assert all("only" in ids(draw(pool, Wish(count=3), f"U{n}")) for n in range(20))


def test_the_level_wished_for_comes_before_any_level() -> None:
    pool = [replace(PLAIN, id=f"any-{n}") for n in range(8)]
    pool += [replace(PLAIN, id=f"senior-{n}", level=Level.SENIOR) for n in range(3)]
    pool += [replace(PLAIN, id=f"junior-{n}", level=Level.JUNIOR) for n in range(3)]
    drawn = ids(draw(pool, Wish(level=Level.SENIOR, count=5), "U1"))
    assert sorted(drawn[:3]) == ["senior-0", "senior-1", "senior-2"]
    assert all(each.startswith("any") for each in drawn[3:])


def test_without_a_level_wished_for_none_is_preferred() -> None:
    pool = [replace(PLAIN, id=str(level), level=level) for level in (None, *Level)]
    first = Counter(draw(pool, Wish(count=1), f"U{n}")[0].level for n in range(200))
    assert len(first) == 5
    assert min(first.values()) > 20


def test_a_set_of_eight_takes_about_forty_minutes() -> None:
    for person in range(50):
        assert 36 <= sum(question.minutes for question in draw(ROLE, Wish(), f"U{person}")) <= 44


def test_another_seed_gives_another_set_and_leaves_nothing_out() -> None:
    sets = [frozenset(draw(ROLE, Wish(), f"U{person} 2026-11-23")) for person in range(200)]
    assert len(set(sets)) > 190
    asked = Counter(question.id for each in sets for question in each)
    assert set(asked) == set(ids(ROLE))
    assert max(asked.values()) < 3 * len(sets) * 8 / len(ROLE)


def test_an_empty_bank_gives_an_empty_set() -> None:
    assert draw([], Wish(), "U1", turn=2) == ()
