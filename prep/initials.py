"""What a candidate is shown as: initials, or a name where the workspace keeps names."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count
from typing import Final

_MOST_CHARACTERS: Final = 80
_MOST_INITIALS: Final = 4
_BETWEEN_WORDS: Final = re.compile(r"[\s.,_]+")
# Controls, direction marks and halves of characters: not there to be read.
_UNREADABLE: Final = frozenset({"Cc", "Cf", "Cs"})
# As invisible, but without these two Persian and Indic names are misspelt and joined emoji fall apart.
_JOINERS: Final = "\u200c\u200d"


def initials(name: str) -> str:
    """The first letters of a name's first and last word, each with a full stop: "J.B." for "Jo van den Berg".

    A single word gives a single letter. What is initials already stays: "J.S.", "J. R. R. T.", two capitals such as
    "JS". Letters may be of any script; a name without any gives its first digit. ValueError: it has neither.
    """
    # In compatibility form a styled, full-width or joined letter is the plain one.
    words = _BETWEEN_WORDS.split(unicodedata.normalize("NFKC", _readable(name)))
    spelt = [letters for word in words if (letters := "".join(filter(str.isalpha, word)))]
    if not spelt:
        spelt = [digit for digit in "".join(words) if digit.isalnum()][:1]
    if not spelt:
        raise ValueError("a name without letters and digits has no initials")
    return "".join(f"{_capital(letter)}." for letter in _first_letters(spelt))


def shown_as(name: str, taken: Collection[str], keeps_names: bool) -> str:
    """Initials, or the name itself on one line, told apart by a number from those in `taken`: "M.K. 2".

    At most 80 characters, the number included; a longer name is cut. Names that differ only in case, or in what
    cannot be seen, are alike. ValueError: nothing of the name can be shown.
    """
    shown = _one_line(name) if keeps_names else initials(name)
    if not _compared(shown):
        raise ValueError("a name needs something that can be read")
    others = {_compared(other) for other in taken}
    numbered = (_cut(shown, "" if number == 1 else f" {number}") for number in count(1))
    return next(candidate for candidate in numbered if _compared(candidate) not in others)


def _first_letters(words: list[str]) -> list[str]:
    if len(words) <= _MOST_INITIALS and all(len(word) == 1 for word in words):
        return words
    if len(words) == 1:
        (word,) = words
        return list(word) if len(word) == len("JS") and word.isupper() else [word[0]]
    return [words[0][0], words[-1][0]]


def _capital(letter: str) -> str:
    """One capital, also where a letter's capital is two."""
    return letter.upper()[0]


def _readable(text: str) -> str:
    """`text` without what cannot be read; line breaks and the like become spaces."""
    return "".join(
        character
        for character in " ".join(text.split())
        if character in _JOINERS or unicodedata.category(character) not in _UNREADABLE
    )


def _one_line(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _readable(name)).split())


def _compared(shown: str) -> str:
    """What two names that look alike have in common; empty where there is nothing to see."""
    visible = "".join(character for character in shown if character not in _JOINERS)
    return unicodedata.normalize("NFKC", visible).casefold().strip()


def _cut(shown: str, ending: str) -> str:
    return shown[: _MOST_CHARACTERS - len(ending)].rstrip() + ending
