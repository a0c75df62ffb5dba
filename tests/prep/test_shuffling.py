import random

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.bank import Question
from prep.shuffling import shuffled
from tests.prep.pools import PLAIN, a_pool, pools

properties = settings(deadline=None, max_examples=100)


@properties
@given(pools(), st.text(max_size=12), st.randoms(use_true_random=False))
def test_the_order_they_came_in_does_not_matter(pool: list[Question], seed: str, chance: random.Random) -> None:
    assert shuffled(chance.sample(pool, len(pool)), seed) == shuffled(pool, seed)


@properties
@given(pools(), st.text(max_size=12))
def test_one_that_is_added_moves_no_other(pool: list[Question], seed: str) -> None:
    assert [each for each in shuffled([*pool, PLAIN], seed) if each is not PLAIN] == shuffled(pool, seed)


def test_another_seed_gives_another_order() -> None:
    pool = a_pool(*[(PLAIN.category, "Care")] * 10)
    assert len({tuple(shuffled(pool, f"opening {number}")) for number in range(50)}) == 50
