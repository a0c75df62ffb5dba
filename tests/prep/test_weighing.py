from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.asking import Wish
from prep.sets import draw
from prep.usefulness import Judgement, Record, month_of
from prep.weighing import Weights, weigh
from tests.prep.pools import ROLE
from tests.prep.test_usefulness import MONTH, NOON

IDS = [question.id for question in ROLE]
HELPED, NOT = Judgement.HELPED, Judgement.NOT
known_ones = st.dictionaries(
    st.sampled_from(IDS), st.builds(Record, st.just("q"), st.just(MONTH), st.integers(0, 9), st.integers(1, 9))
)
own_ones = st.dictionaries(st.sampled_from(IDS), st.sampled_from([HELPED, NOT, Judgement.ROUND]))


def test_where_nobody_said_anything_nothing_is_preferred() -> None:
    assert weigh(IDS, {}, "U1") == weigh(IDS, {}, "U1", {}) == Weights()
    assert weigh(IDS, {}, "U1", {"of another role": HELPED}) == Weights()


@given(known_ones, own_ones, st.text(max_size=9))
def test_every_question_has_a_chance_the_same_whenever_asked(
    known: dict[str, Record], own: dict[str, Judgement], seed: str
) -> None:
    weights = weigh(IDS, known, seed, own)
    assert weights == weigh(IDS[::-1], known, seed, own)
    assert not known and not own if weights.scores is None else weights.scores.keys() == set(IDS)


@given(known_ones, own_ones)
def test_untried_is_what_neither_the_others_nor_they_themselves_spoke_of(
    known: dict[str, Record], own: dict[str, Judgement]
) -> None:
    weights = weigh(IDS, known, "U1", own)
    if weights.scores is not None:
        assert weights.untried == set(IDS) - known.keys() - own.keys()


def test_ones_own_word_counts_in_ones_own_sets_at_once() -> None:
    """Among questions alike in what balance looks at, which a set of four can choose from."""
    [first, *others] = [question for question in ROLE if question.id.startswith("general-Care")]
    pool = [first, *others]
    ids = [question.id for question in pool]
    known = {each: Record(each, MONTH, 10, 10) for each in ids}

    def leads(own: dict[str, Judgement]) -> int:
        seeds = [f"U{n}" for n in range(200)]
        weighed = [(seed, weigh(ids, known, seed, own).scores) for seed in seeds]
        return sum(draw(pool, Wish(count=1), seed, scores=scores) == (first,) for seed, scores in weighed)

    assert leads({first.id: NOT}) < leads({}) < leads({first.id: HELPED})
    assert leads({first.id: NOT}) < 20
    assert leads({first.id: HELPED}) > 80


def test_where_all_was_tried_one_seed_in_sixteen_tries_again_what_has_fewest_words() -> None:
    known = {each: Record(each, MONTH, 9 + place, 1) for place, each in enumerate(IDS)}
    tried = Counter(weigh(IDS, known, f"U{n}").untried for n in range(800))
    assert set(tried) == {frozenset(), frozenset(IDS[:1])}
    assert 30 < tried[frozenset(IDS[:1])] < 70
    spoken = {weigh(IDS, known, f"U{n}", {IDS[0]: HELPED}).untried for n in range(100)}
    assert spoken == {frozenset()}, "it is not untried to whoever spoke of it"
    fresh = {each: record for each, record in known.items() if each != IDS[5]}
    assert {weigh(IDS, fresh, f"U{n}").untried for n in range(100)} == {frozenset([IDS[5]])}, "what is new comes first"


@pytest.mark.parametrize("words", [40, 4000])
def test_it_is_never_the_same_eight_for_everyone_for_ever(words: int) -> None:
    """Years of words from many people, all of one mind about what is useful."""
    dice = Random(4)  # noqa: S311 - made up the same each time
    useful = {each: dice.betavariate(2, 2) for each in IDS}
    known = {each: Record(each, month_of(NOON), words * useful[each], words * (1 - useful[each])) for each in IDS[:-3]}
    drawn: Counter[frozenset[str]] = Counter()
    for person in range(30):
        for day in range(20):
            seed = f"U{person} {day}"
            weights = weigh(IDS, known, seed)
            chosen = draw(ROLE, Wish(), seed, scores=weights.scores, untried=weights.untried)
            drawn[frozenset(question.id for question in chosen)] += 1
    asked = Counter(each for chosen, times in drawn.items() for each in chosen for _ in range(times))
    assert len(asked) > 24, "three times as many questions as a set has"
    assert len(drawn) > 30
    assert max(drawn.values()) < drawn.total() / 3
    assert all(asked[each] > drawn.total() / 10 for each in IDS[-3:]), "what is new is asked"
    best = sorted(IDS[:-3], key=useful.__getitem__)
    assert sum(asked[each] for each in best[-20:]) > 3 * sum(asked[each] for each in best[:20])
