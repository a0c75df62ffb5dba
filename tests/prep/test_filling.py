from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.bank import Category, Level, Question
from prep.filling import fill
from tests.prep.pools import PLAIN

Piles = list[list[Question]]

properties = settings(deadline=None, max_examples=150)
# A pile is drawn as the lengths of its questions, and which of these are for one level only.
a_question = st.tuples(st.integers(3, 12), st.sampled_from([None, None, Level.SENIOR]), st.sampled_from(Category))
some_piles = st.lists(st.lists(a_question, max_size=4), max_size=3).map(
    lambda drawn: [
        [
            replace(PLAIN, id=f"{pile}-{place}", minutes=minutes, level=level, category=category)
            for place, (minutes, level, category) in enumerate(questions)
        ]
        for pile, questions in enumerate(drawn)
    ]
)
rooms = st.integers(0, 60)


def filled(piles: Piles, room: int, preferred: Iterable[Question] | None = None) -> list[Question]:
    """What is taken of `piles`: the first of the first pile is the most wanted, unless `preferred` says otherwise."""
    number = {question.id: place for place, pile in enumerate(piles) for question in pile}
    in_order = list(chain.from_iterable(piles) if preferred is None else preferred)
    return fill(in_order, room, lambda question: number[question.id])


def minutes(questions: Iterable[Question]) -> int:
    return sum(question.minutes for question in questions)


def shares(piles: Piles, chosen: Iterable[Question]) -> list[int]:
    ids = {question.id for question in chosen}
    return [sum(question.id in ids for question in pile) for pile in piles]


def fitting(piles: Piles, room: int) -> Piles:
    return [[question for question in pile if question.minutes <= room] for pile in piles]


def choices(piles: Piles, room: int) -> Iterator[list[Question]]:
    """Everything that may be chosen: within the room, and levelled ones only after all for any level."""
    each = list(chain.from_iterable(piles))
    for chosen in chain.from_iterable(combinations(each, size) for size in range(len(each) + 1)):
        if minutes(chosen) <= room and all(level_comes_last(pile, chosen) for pile in piles):
            yield list(chosen)


def level_comes_last(pile: list[Question], chosen: Iterable[Question]) -> bool:
    of_it = [question for question in pile if question in chosen]
    return all(each.level is None for each in of_it) or all(each in of_it for each in pile if each.level is None)


def is_even(piles: Piles, chosen: Iterable[Question]) -> bool:
    """Whether all give one at least and equally many, give or take one, as far as they have them."""
    given_shares = shares(piles, chosen)
    return any(
        all(
            share in {min(level, len(pile)), min(level + 1, len(pile))}
            for share, pile in zip(given_shares, piles, strict=True)
        )
        for level in range(1, 13)
    )


@properties
@given(some_piles, rooms)
def test_it_stays_in_the_room_and_leaves_nothing_that_would_fit(piles: Piles, room: int) -> None:
    chosen = filled(piles, room)
    left = [question for question in chain.from_iterable(piles) if question not in chosen]
    assert len({question.id for question in chosen}) == len(chosen)
    assert minutes(chosen) <= room
    assert all(minutes(chosen) + question.minutes > room for question in left)


@properties
@given(some_piles, rooms)
def test_as_many_competencies_as_can_be(piles: Piles, room: int) -> None:
    most = max(sum(map(bool, shares(piles, choice))) for choice in choices(fitting(piles, room), room))
    assert sum(map(bool, shares(piles, filled(piles, room)))) >= most


@properties
@given(some_piles, rooms)
def test_no_even_choice_is_fuller_unless_no_more_than_five_minutes_are_left(piles: Piles, room: int) -> None:
    usable = [pile for pile in fitting(piles, room) if pile]
    even = [minutes(choice) for choice in choices(usable, room) if is_even(usable, choice)]
    assert minutes(filled(piles, room)) >= min(max(even, default=0), room - 5)


@properties
@given(some_piles, rooms, st.data())
def test_what_is_preferred_more_is_never_taken_less(piles: Piles, room: int, data: st.DataObject) -> None:
    """What was taken is taken too when it stands further in front, while the others keep their order."""
    preferred = data.draw(st.permutations(list(chain.from_iterable(piles))))
    taken = filled(piles, room, preferred)
    for place, question in enumerate(preferred):
        further = data.draw(st.integers(0, place))
        rest = [each for each in preferred if each is not question]
        assert question not in taken or question in filled(piles, room, [*rest[:further], question, *rest[further:]])


@properties
@given(some_piles, rooms)
def test_what_is_for_any_level_comes_before_what_is_levelled(piles: Piles, room: int) -> None:
    """One that is levelled stands in only where no other of its competency would have fitted any more."""
    chosen = filled(piles, room)
    for pile in piles:
        levelled = [question for question in pile if question in chosen and question.level]
        passed_over = [question for question in pile if question not in chosen and question.level is None]
        spare = room - minutes(chosen) + minutes(levelled)
        assert not levelled or all(question.minutes > spare for question in passed_over)


def test_equal_lengths_are_shared_evenly_and_the_first_has_what_is_over() -> None:
    piles = [[replace(PLAIN, id=f"{pile}-{place}") for place in range(9)] for pile in range(3)]
    assert shares(piles, filled(piles, 35)) == [3, 2, 2]


def test_within_five_minutes_of_full_what_is_preferred_decides() -> None:
    """Seven of five minutes would be exactly 35; the five of six that are wanted more take 30, and one more fits."""
    long, short = ([replace(PLAIN, id=f"{length}-{place}", minutes=length) for place in range(9)] for length in (6, 5))
    assert fill([*long, *short], 35, lambda _: 0) == [*long[:5], short[0]]
    assert fill([*short, *long], 35, lambda _: 0) == short[:7]


def test_the_preferred_one_of_all_piles_comes_first_where_shares_are_even() -> None:
    piles = [[replace(PLAIN, id=f"{pile}-{place}") for place in range(3)] for pile in range(3)]
    assert shares(piles, filled(piles, 20, [*piles[2], *piles[0], *piles[1]])) == [1, 1, 2]


def test_unevenness_is_not_the_price_of_a_full_room() -> None:
    """Five of five minutes and a sixth of ten would be exactly 35; three and three are 33."""
    piles = [[replace(PLAIN, id=f"{length}-{place}", minutes=length) for place in range(9)] for length in (5, 6)]
    assert shares(piles, filled(piles, 35)) == [3, 3]


def test_categories_are_even_where_the_rest_is() -> None:
    piles = [
        [
            replace(PLAIN, id=f"{name}-{category}-{place}", competency=name, category=category)
            for category, place in product(Category, range(4))
        ]
        for name in ("Care", "Data")
    ]
    chosen = filled(piles, 40)
    assert set(Counter(question.category for question in chosen).values()) == {2}


def test_what_comes_first_is_preferred() -> None:
    pile = [replace(PLAIN, id=str(place)) for place in range(9)]
    assert filled([pile], 15) == pile[:3]


def test_no_questions_fill_nothing() -> None:
    assert filled([], 35) == []
    assert filled([[], []], 35) == []
