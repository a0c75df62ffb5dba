"""The numbers by which one person rates questions with a reaction."""

from collections.abc import Sequence
from typing import Final

from prep.interviews import Asked

# Slack has keycaps from one to ten.
_NUMBERS: Final = range(1, 11)


def number(shown: Sequence[tuple[str, Sequence[Asked]]]) -> dict[tuple[str, str], int | None]:
    """The number of each question in a message to one person, by interview id and question id; None: it has none.

    `shown` are the interviews of the message and what the person asks in each. A number once given stays, a
    question that stands in two interviews has one, no two questions share one. New ones take the lowest that no
    question shown holds; past ten there are none.

    Messages that did not show each other's interviews may have given one number to two questions, or two to one.
    When both are shown, the first shown keeps its own; another question that holds the same has none in this
    message, rather than one that contradicts the message before.
    """
    asked = [each for _, asks in shown for each in asks]
    numbers = _held(asked)
    free = iter(sorted(set(_NUMBERS) - {each.number for each in asked}))
    for each in asked:
        if each.question_id not in numbers:
            numbers[each.question_id] = next(free, None)
    return {(interview, each.question_id): numbers[each.question_id] for interview, asks in shown for each in asks}


def _held(asked: Sequence[Asked]) -> dict[str, int | None]:
    """The questions that hold a number, with the one that counts; None where another shown before holds the same."""
    numbers: dict[str, int | None] = {}
    for each in asked:
        if each.number is not None and numbers.get(each.question_id) is None:
            numbers[each.question_id] = None if each.number in numbers.values() else each.number
    return numbers
