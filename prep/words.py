"""Words as people type them: folded until spelling, case and punctuation no longer matter."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")

# "&" needs no rule of its own: it parts words as other signs do, and the "and" it stands for is dropped.
_JOINING: Final = "and"
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
# Accents, enclosing marks, and what cannot be seen (soft hyphens, joiners, direction marks).
_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})

# No name of a role is longer, and comparing costs the product of both lengths.
_MOST_COMPARED: Final = 100
# Below this likeness (0 to 100) a suggestion looks like a mistake of ours rather than help.
_PLAUSIBLE: Final = 62


def fold(text: str) -> tuple[str, ...]:
    """The words of `text` without case, accents, punctuation and "and".

    "Trust & Safety", "trust-safety" and "TRUST and Safety" are the same two words. Any text is taken; one
    without letters and digits has no words.
    """
    if text.isascii():
        return tuple(word for word in _ASCII_WORD.findall(text.lower()) if word != _JOINING)
    # Twice, because either step can produce what the other would still change (a styled capital, a dotted I).
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return tuple(word for word in "".join(map(_letter, plain)).split() if word != _JOINING)


def key(text: str) -> str:
    """What a role is found by: "T&S" gives "ts"; "Trust & Safety" and "trust-safety" give "trustsafety"."""
    return "".join(fold(text))


def nearest(typed: str, names: Sequence[tuple[str, T]], limit: int) -> list[T]:
    """At most `limit` distinct values whose names are like what was typed, the most alike first.

    A value may have several names; its best one counts. Nothing is returned that is not plausibly
    meant. Equal likeness keeps the order of `names`.
    """
    wanted = " ".join(fold(typed))[:_MOST_COMPARED]
    if not wanted:
        return []
    folded = [" ".join(fold(name))[:_MOST_COMPARED] for name, _ in names]
    likely = process.extract(wanted, folded, scorer=fuzz.WRatio, score_cutoff=_PLAUSIBLE, limit=None)
    # Of two that contain the same words, the one with less besides is meant.
    likely.sort(key=lambda found: (-found[1], -fuzz.ratio(wanted, found[0]), found[2]))
    best: list[T] = []
    for _, _, index in likely:
        if len(best) >= limit:
            break
        value = names[index][1]
        if value not in best:
            best.append(value)
    return best


def _letter(character: str) -> str:
    if character.isalnum():
        return character
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    return character if category == "Mc" else " "  # a spacing vowel sign belongs to its word
