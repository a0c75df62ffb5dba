import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.messages import TO_WHO_IS_IN_IT, Kind
from prep.reactions import Read, Says, meaning, plain
from prep.usefulness import Judgement

KEYCAPS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten")
READ, JUDGE = ("white_check_mark", "+1", "eyes"), ("+1", "star", "-1", "recycle")

kinds = st.sampled_from(Kind)
names = st.sampled_from((*KEYCAPS, *READ, *JUDGE, "zero", "ten", "heavy_check_mark", "star2", "tada", "")) | st.text()
some_numbers = st.dictionaries(st.sampled_from("abcde"), st.none() | st.integers(1, 10)).filter(
    lambda numbers: len(set(numbers.values()) - {None}) == len([each for each in numbers.values() if each])
)


@pytest.mark.parametrize(
    ("emoji", "name"),
    [
        ("+1", "+1"),
        ("+1::skin-tone-2", "+1"),
        ("thumbsup", "+1"),
        ("thumbsup::skin-tone-6", "+1"),
        ("thumbsdown", "-1"),
        ("-1::skin-tone-4", "-1"),
        ("keycap_ten", "keycap_ten"),
        ("white_check_mark", "white_check_mark"),
        ("heavy_check_mark", "heavy_check_mark"),
        ("our-logo", "our-logo"),
    ],
)
def test_one_name_for_each(emoji: str, name: str) -> None:
    assert plain(emoji) == name


@pytest.mark.parametrize("kind", [Kind.SET, Kind.SHARED, Kind.ADDED, Kind.DIGEST, Kind.REMINDER])
def test_a_number_says_that_its_question_helped(kind: Kind) -> None:
    numbers = {f"q{number}": number for number in range(1, 11)} | {"past ten": None}
    assert [meaning(kind, numbers, each) for each in KEYCAPS] == [
        Says(f"q{number}", Judgement.HELPED) for number in range(1, 11)
    ]


def test_a_number_that_no_question_has_says_nothing() -> None:
    assert meaning(Kind.DIGEST, {"a": 1, "b": None, "c": 3}, "two") is None
    assert meaning(Kind.SET, {"a": None}, "one") is None
    assert meaning(Kind.REPLY, {}, "one") is None


@pytest.mark.parametrize("kind", sorted(TO_WHO_IS_IN_IT))
@pytest.mark.parametrize("numbers", [{}, {"a": 1}, {"a": 1, "b": 2}], ids=["none", "one", "two"])
def test_read_is_said_of_interviews_ahead(kind: Kind, numbers: dict[str, int | None]) -> None:
    assert all(meaning(kind, numbers, each) == Read() for each in (*READ, "thumbsup", "thumbsup::skin-tone-3"))
    assert [meaning(kind, numbers, each) for each in ("star", "-1", "recycle")] == [None] * 3


@pytest.mark.parametrize(
    ("emoji", "judgement"),
    [
        ("+1::skin-tone-5", Judgement.HELPED),
        ("thumbsup", Judgement.HELPED),
        ("star", Judgement.HELPED),
        ("one", Judgement.HELPED),
        ("-1", Judgement.NOT),
        ("thumbsdown::skin-tone-2", Judgement.NOT),
        ("recycle", Judgement.ROUND),
    ],
)
def test_a_message_that_is_one_question_takes_every_judgement(emoji: str, judgement: Judgement) -> None:
    assert meaning(Kind.SET, {"a": 1}, emoji) == Says("a", judgement)


@pytest.mark.parametrize("numbers", [{}, {"a": 1, "b": 2}], ids=["none", "two"])
def test_of_none_or_several_only_a_number_says_which(numbers: dict[str, int | None]) -> None:
    assert [meaning(Kind.SET, numbers, each) for each in (*JUDGE, *READ)] == [None] * 7


def test_read_is_said_of_nothing_but_interviews() -> None:
    assert meaning(Kind.SET, {"a": None}, "white_check_mark") is None
    assert meaning(Kind.SHARED, {"a": None}, "eyes") is None


@given(kinds, some_numbers, names)
def test_the_skin_tone_makes_no_difference(kind: Kind, numbers: dict[str, int | None], emoji: str) -> None:
    without = meaning(kind, numbers, emoji)
    assert all(meaning(kind, numbers, f"{emoji}::skin-tone-{tone}") == without for tone in range(2, 7))


@given(kinds, some_numbers, names)
def test_what_is_judged_is_in_the_message_and_what_is_not_meant_says_nothing(
    kind: Kind, numbers: dict[str, int | None], emoji: str
) -> None:
    match meaning(kind, numbers, emoji):
        case Says(question_id, judgement):
            assert question_id in numbers
            assert judgement is not Judgement.UNASKED
            assert plain(emoji) in (KEYCAPS if kind in TO_WHO_IS_IN_IT or len(numbers) > 1 else (*KEYCAPS, *JUDGE))
        case Read():
            assert kind in TO_WHO_IS_IN_IT
            assert plain(emoji) in READ


@given(kinds, some_numbers)
def test_each_question_that_has_a_number_can_be_said_to_help(kind: Kind, numbers: dict[str, int | None]) -> None:
    for question_id, number in numbers.items():
        if number is not None:
            assert meaning(kind, numbers, KEYCAPS[number - 1]) == Says(question_id, Judgement.HELPED)
