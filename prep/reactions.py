"""What an emoji says that somebody puts on one of our messages.

Slack names an emoji without colons. Its names are the `short_names` of https://github.com/iamcal/emoji-data, of which
the two thumbs have two each and all others here one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from prep.messages import TO_WHO_IS_IN_IT
from prep.usefulness import Judgement

_ONE_NAME: Final = {"thumbsup": "+1", "thumbsdown": "-1"}
KEYCAPS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten")
"""Those that stand for a question by its number, 1 to 10."""
_NUMBERS: Final = {name: number for number, name in enumerate(KEYCAPS, start=1)}
_READ: Final = frozenset({"white_check_mark", "+1", "eyes"})
_OF_ONE: Final = {
    "+1": Judgement.HELPED,
    "star": Judgement.HELPED,
    "-1": Judgement.NOT,
    "recycle": Judgement.ROUND,
}


@dataclass(frozen=True, slots=True)
class Says:
    """It judges one question of the message."""

    question_id: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Read:
    """It says that the message was read."""


def one_name(emoji: str) -> str:
    """The one name of an emoji, with its skin tone: `+1` or `-1` for the other names of those."""
    # Slack writes a tone as a second name: "+1::skin-tone-2".
    name, between, tone = emoji.partition("::")
    return _ONE_NAME.get(name, name) + between + tone


def plain(emoji: str) -> str:
    """The same without the skin tone."""
    return one_name(emoji).partition("::")[0]


def number_of(emoji: str) -> int | None:
    """The number, 1 to 10, of the question that it stands for by that alone; None: for none."""
    return _NUMBERS.get(plain(emoji))


def meaning(kind: str, numbers: Mapping[str, int | None], emoji: str) -> Says | Read | None:
    """What an emoji says on a message of this kind; None: nothing.

    `numbers` are the ids of all questions in the message, with the number of each there, which no other has; `emoji`
    is the name in any form that Slack gives. A keycap says of the question with its number that it helped. A thumb up
    says "read" to whoever is told of their interviews, and that it helped where a single question is the message.
    """
    name = plain(emoji)
    if number := number_of(emoji):
        return _of_number(numbers, number)
    if kind in TO_WHO_IS_IN_IT:
        return Read() if name in _READ else None
    if len(numbers) == 1 and name in _OF_ONE:
        [question_id] = numbers
        return Says(question_id, _OF_ONE[name])
    return None


def _of_number(numbers: Mapping[str, int | None], wanted: int) -> Says | None:
    helped = (question_id for question_id, number in numbers.items() if number == wanted)
    return next((Says(question_id, Judgement.HELPED) for question_id in helped), None)
