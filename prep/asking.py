"""What the words after `/interview` ask for: a role, and perhaps a kind, a level and a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from prep.bank import Category, Level
from prep.words import fold

DEFAULT_COUNT: Final = 8
MOST: Final = 10

# The first words of every command, built or not: none of them may find a role.
RESERVED: Final = frozenset(
    {
        "add",
        "digest",
        "help",
        "mine",
        "pause",
        "resume",
        "roles",
        "schedule",
        "search",
        "settings",
        "stats",
        "today",
        "week",
        "why",
    }
)

_CATEGORIES: Final = {
    "general": Category.GENERAL,
    "behavioral": Category.BEHAVIORAL,
    "behavioural": Category.BEHAVIORAL,
    "behavior": Category.BEHAVIORAL,
    "behaviour": Category.BEHAVIORAL,
    "technical": Category.TECHNICAL,
    "tech": Category.TECHNICAL,
    "situational": Category.SITUATIONAL,
    "situation": Category.SITUATIONAL,
    "scenario": Category.SITUATIONAL,
    "hypothetical": Category.SITUATIONAL,
}
_LEVELS: Final = {
    "junior": Level.JUNIOR,
    "jr": Level.JUNIOR,
    "entry": Level.JUNIOR,
    "mid": Level.MID,
    "middle": Level.MID,
    "intermediate": Level.MID,
    "senior": Level.SENIOR,
    "sr": Level.SENIOR,
    "lead": Level.LEAD,
}
# What people write around the words that count: "5 questions for a mid-level …".
_FILLERS: Final = frozenset({"a", "an", "for", "level", "question", "questions", "the"})

# With n words that may be modifiers there are 2**n readings. Nobody means more than a few of them.
_MOST_MODIFIERS: Final = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of set is wanted. None: every category, every level. `count` is 1 to MOST."""

    category: Category | None = None
    level: Level | None = None
    count: int = DEFAULT_COUNT


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed.

    `key` finds the role (see `prep.words.key`); `words` are the role's words as typed, without characters
    that cannot be shown; `remarks` are sentences for the asker about what could not be taken as typed.
    """

    key: str
    words: str
    wish: Wish
    remarks: tuple[str, ...]


def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read `text`, the most literal first, each key once; none if it has no letter or digit.

    First all of it is the role's name, then ever more of the words that could be a category, a level or a
    number are taken as such, wherever they stand: "senior recruiter 5" is five questions for the role "senior
    recruiter" if there is one, and else five for a senior "recruiter". Takes any text; never raises.
    """
    chunks = _visible(text).split()
    words = [_Word(word, chunk) for chunk, typed in enumerate(chunks) for word in fold(typed)]
    modifiers = [place for place, word in enumerate(words) if _modifies(word.folded)]
    fillers = frozenset(place for place, word in enumerate(words) if word.folded in _FILLERS)
    found: dict[str, Reading] = {}
    for ignored in dict.fromkeys((frozenset[int](), fillers)):
        for taken in _choices(modifiers):
            left = [word for place, word in enumerate(words) if place not in taken and place not in ignored]
            key = "".join(word.folded for word in left)
            if key and key not in found:
                wish, remarks = _wish([words[place].folded for place in taken])
                found[key] = Reading(key, _as_typed(chunks, left), wish, remarks)
    return tuple(found.values())


class _Word(NamedTuple):
    folded: str
    chunk: int  # which of the blank-separated pieces of the text it stands in


def _visible(text: str) -> str:
    return "".join(character for character in text if character.isprintable() or character.isspace())


def _modifies(word: str) -> bool:
    return word in _CATEGORIES or word in _LEVELS or word.isdecimal()


def _choices(modifiers: list[int]) -> Iterator[tuple[int, ...]]:
    """Which modifiers to take as such: none, then one, …, then all; those at the end of the text first."""
    if len(modifiers) > _MOST_MODIFIERS:
        yield from ((), tuple(modifiers))
        return
    for size in range(len(modifiers) + 1):
        for choice in combinations(reversed(modifiers), size):
            yield tuple(sorted(choice))


def _wish(taken: list[str]) -> tuple[Wish, tuple[str, ...]]:
    remarks: list[str] = []
    categories = list(dict.fromkeys(_CATEGORIES[word] for word in taken if word in _CATEGORIES))
    levels = list(dict.fromkeys(_LEVELS[word] for word in taken if word in _LEVELS))
    counts = [_number(word) for word in taken if word.isdecimal()]
    if len(categories) > 1:
        remarks.append(f"I show one kind at a time, so I took {categories[0]}.")
    if len(levels) > 1:
        remarks.append(f"I show one level at a time, so I took {levels[0]}.")
    if len(counts) > 1:
        remarks.append("I took the first number.")
    count = counts[0] if counts else DEFAULT_COUNT
    if count > MOST:
        remarks.append("Ten questions is the most I show at once.")
    elif count == 0:
        remarks.append("A set needs at least one question, so I took the usual eight.")
    wish = Wish(
        category=categories[0] if categories else None,
        level=levels[0] if levels else None,
        count=min(count, MOST) or DEFAULT_COUNT,
    )
    return wish, tuple(remarks)


def _number(digits: str) -> int:
    # Python refuses to read thousands of digits; two are enough to know that it is too many.
    return int(digits.lstrip("0")[: len(str(MOST)) + 1] or "0")


def _as_typed(chunks: list[str], left: list[_Word]) -> str:
    """The chunks that hold the words left, and the signs between them ("trust & safety").

    Of a chunk that keeps only some of its words ("trust-safety-5"), those are given folded.
    """
    kept: dict[int, list[str]] = {}
    for word in left:
        kept.setdefault(word.chunk, []).append(word.folded)
    typed = []
    for place in range(min(kept), max(kept) + 1):
        words = fold(chunks[place])
        if tuple(kept.get(place, ())) == words:
            typed.append(chunks[place])
        elif place in kept:
            typed.append(" ".join(kept[place]))
    return " ".join(typed)
