"""“Noted: 1, 3”: a message says that what its reader said of its questions was heard."""

from collections.abc import Mapping
from typing import Final

from prep.usefulness import Judgement

WORDS: Final[Mapping[Judgement, str]] = {
    Judgement.HELPED: "helped",
    Judgement.NOT: "didn't help",
    Judgement.ROUND: "going round",
    Judgement.UNASKED: "not asked",
}


def noted(numbers: Mapping[str, int | None], said: Mapping[str, Judgement]) -> str:
    """What was said at a message, of its questions by id: those that helped by their numbers, the one question of a
    message by the word. Empty when nothing was."""
    helped = sorted({number for each, number in numbers.items() if number and said.get(each) is Judgement.HELPED})
    if len(numbers) == 1 and said:
        return f"Noted: {' and '.join(dict.fromkeys(WORDS[each] for each in said.values()))}."
    return f"Noted: {', '.join(map(str, helped))}" if helped else ""
