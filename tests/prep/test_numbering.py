from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.interviews import Asked
from prep.numbering import number

Shown = list[tuple[str, list[Asked]]]

properties = settings(deadline=None, max_examples=300)
question_ids = st.sampled_from([f"q{number}" for number in range(14)])


@st.composite
def messages(draw: st.DrawFn) -> Shown:
    """Interviews in whose messages some questions hold a number already, each its own."""
    held = draw(st.lists(question_ids, unique=True, max_size=10))
    numbers = dict(zip(held, draw(st.permutations(range(1, 11))), strict=False))
    interviews = draw(st.lists(st.lists(question_ids, unique=True, max_size=7), max_size=4))
    return [
        (f"i{place}", [Asked(each, draw(st.sampled_from([None, numbers.get(each)]))) for each in asks])
        for place, asks in enumerate(interviews)
    ]


@st.composite
def any_messages(draw: st.DrawFn) -> Shown:
    """Interviews whose numbers may contradict each other."""
    asked = st.builds(Asked, question_ids, st.none() | st.integers(1, 10))
    interviews = draw(st.lists(st.lists(asked, unique_by=lambda each: each.question_id, max_size=7), max_size=4))
    return [(f"i{place}", asks) for place, asks in enumerate(interviews)]


def none_yet(*ids: str) -> Sequence[Asked]:
    return [Asked(each, None) for each in ids]


@properties
@given(messages())
def test_a_number_once_given_stays(shown: Shown) -> None:
    numbers = number(shown)
    assert set(numbers) == {(interview, each.question_id) for interview, asks in shown for each in asks}
    assert all(
        numbers[interview, each.question_id] == each.number
        for interview, asks in shown
        for each in asks
        if each.number is not None
    )


@properties
@given(messages() | any_messages())
def test_a_question_has_one_number_and_a_number_one_question(shown: Shown) -> None:
    given_numbers = {(question, each) for (_, question), each in number(shown).items()}
    held = [each for _, each in given_numbers if each is not None]
    assert len(given_numbers) == len({question for question, _ in given_numbers})
    assert len(held) == len(set(held))
    assert all(1 <= each <= 10 for each in held)


@properties
@given(messages() | any_messages())
def test_a_message_that_is_numbered_again_stays_as_it_is(shown: Shown) -> None:
    numbers = number(shown)
    again = [
        (interview, [Asked(each.question_id, numbers[interview, each.question_id]) for each in asks])
        for interview, asks in shown
    ]
    if None not in numbers.values():
        assert number(again) == numbers


@properties
@given(any_messages())
def test_no_number_passes_to_another_question(shown: Shown) -> None:
    """What a message before said of a number is never said of a question that had none then."""
    held = {each.number for _, asks in shown for each in asks}
    without = {each.question_id for _, asks in shown for each in asks} - {
        each.question_id for _, asks in shown for each in asks if each.number is not None
    }
    new = {each for (_, question), each in number(shown).items() if question in without and each is not None}
    assert not new & held


def test_new_ones_take_the_lowest_free_numbers_in_the_order_shown() -> None:
    shown = [("today", [Asked("a", 2), Asked("b", None)]), ("tomorrow", none_yet("c", "d"))]
    assert number(shown) == {("today", "a"): 2, ("today", "b"): 1, ("tomorrow", "c"): 3, ("tomorrow", "d"): 4}


def test_the_same_question_in_two_interviews_has_the_same_number() -> None:
    shown = [("today", none_yet("a", "b")), ("tomorrow", [Asked("b", 7), Asked("a", None)])]
    assert number(shown) == {("today", "a"): 1, ("today", "b"): 7, ("tomorrow", "b"): 7, ("tomorrow", "a"): 1}


def test_past_ten_there_are_none() -> None:
    ids = [f"q{place}" for place in range(12)]
    assert list(number([("today", none_yet(*ids))]).values()) == [*range(1, 11), None, None]


def test_what_is_no_longer_shown_leaves_its_number_to_others() -> None:
    assert number([("today", [Asked("b", 2), Asked("c", None)])]) == {("today", "b"): 2, ("today", "c"): 1}


def test_of_two_that_hold_one_number_the_first_shown_keeps_it() -> None:
    shown = [("today", [Asked("a", 1)]), ("tomorrow", [Asked("b", 1), Asked("c", None)])]
    assert number(shown) == {("today", "a"): 1, ("tomorrow", "b"): None, ("tomorrow", "c"): 2}
