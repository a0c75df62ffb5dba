"""What sets and plans are weighed by: a chance drawn for each question, and which of them have not been tried."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from prep.usefulness import Judgement, Record, posteriors, scores, untried

# For which share of seeds, once everything has been tried, what is least known has the place of the untried.
_RESTED: Final = 1 / 16


@dataclass(frozen=True, slots=True)
class Weights:
    """`scores` by question's id, or None where nothing is to be preferred; `untried` are ids."""

    scores: Mapping[str, float] | None = None
    untried: frozenset[str] = frozenset()


def weigh(
    question_ids: Collection[str],
    known: Mapping[str, Record],
    seed: str,
    own: Mapping[str, Judgement] | None = None,
    asked: Mapping[str, int] | None = None,
) -> Weights:
    """What speaks for each of these questions, by `prep.usefulness`; the same for the same arguments.

    `known` holds the records of those that anybody said something of, faded to one month; `own` the asker's own words,
    also of other questions; `asked` how often each was asked in interviews. Where both words are silent on these
    questions nothing is preferred. What the asker said something of is not untried to them, whatever the others did.

    Where everything has been tried, one seed in sixteen takes the question with the fewest words for untried: so none
    is never asked again.
    """
    mine = {each: own[each] for each in question_ids if each in own} if own else {}
    if not known and not mine:
        return Weights()
    new = untried(question_ids, known, asked) or _rested(question_ids, known, seed)
    return Weights(scores(posteriors(question_ids, known, mine), seed), new.difference(mine))


def _rested(question_ids: Collection[str], known: Mapping[str, Record], seed: str) -> frozenset[str]:
    """Of questions that were all tried, the one with the fewest words, or those; for most seeds none."""
    if not question_ids or Random(f"rested {seed}").random() >= _RESTED:  # noqa: S311 - a fair chance, not a secret
        return frozenset()
    words = {each: known[each].words if each in known else 0.0 for each in question_ids}
    return frozenset(each for each in words if words[each] == min(words.values()))
