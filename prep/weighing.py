"""What sets and plans are weighed by: a chance drawn for each question, and which of them have not been tried."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from prep.usefulness import Judgement, Record, posteriors, scores, untried


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
    """
    mine = {each: own[each] for each in question_ids if each in own} if own else {}
    if not known and not mine:
        return Weights()
    return Weights(
        scores(posteriors(question_ids, known, mine), seed), untried(question_ids, known, asked).difference(mine)
    )
