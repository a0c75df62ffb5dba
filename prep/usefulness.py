"""How useful a question is, learned from what interviewers say of it: a posterior, not an average.

Whether a question gives an interviewer something to judge by is a chance between 0 and 1. What is known of that chance
is a Beta distribution. With n = helped + missed + ROUND_WEIGHT * round, the words on it,

    alpha = PRIOR_WEIGHT * m       + s * helped                          + OWN_WEIGHT, if the asker's own word is helped
    beta  = PRIOR_WEIGHT * (1 - m) + s * (missed + ROUND_WEIGHT * round) + OWN_WEIGHT, if it is another
    s     = min(1, MOST / n)
    m     = (1 + sum of f * helped) / (2 + sum of f * n)  over all questions,  f = PRIOR_WEIGHT / (PRIOR_WEIGHT + n)

- A question without ratings is as good as the bank, m: one word moves it by at most 1 / (PRIOR_WEIGHT + 1). A question
  weighs in m as no more than PRIOR_WEIGHT words, or m would be the mean of the few that are asked all the time.
- `helped`, `missed` and `round` count words, not clicks: a person's last word on a question in a calendar month (UTC)
  counts once, and not at all if it is that the question was not asked. A word weighs half after HALF_LIFE months, so
  what is no longer said is forgotten.
- Going round says that candidates know the question, not that it is badly put. The next candidate will know it too, so
  it weighs ROUND_WEIGHT words that it didn't help, and fades like them: a question that was rested comes back.
- No question is more certain than MOST words make it, so that those nearly as good keep their turn.
- The asker's own last word, if of this month or the one before, weighs OWN_WEIGHT more in their own sets, beyond MOST.

Who is asked next is decided by Thompson sampling: a draw from each posterior, the highest first. What is little known
varies much, and so gets its chance. The draw is from Beta(FOCUS * alpha, FOCUS * beta), which explores less: a year of
one company's interviews is short.

Sources: the conjugate prior with the population's mean, Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, sections
2.4 and 5.1. Sampling: W. R. Thompson, Biometrika 25, 1933; drawing from a narrowed posterior: Chapelle and Li, An
Empirical Evaluation of Thompson Sampling, NIPS 2011. Fading counts under a prior that stays: Raj and
Kalyani, Taming Non-stationary Bandits, 2017, arXiv:1707.09727. Fading by a common factor, which lets one row hold all
months: Cormode et al., Forward Decay, ICDE 2009. The constants are tuned by `bench/learning.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import fsum
from random import Random
from typing import Final

# Words that the bank's mean is worth to each question.
PRIOR_WEIGHT: Final = 4.0
# Months after which a word weighs half.
HALF_LIFE: Final = 12.0
# How many words that it didn't help one "going round" is worth.
ROUND_WEIGHT: Final = 2.0
# How many words more one's own is worth in one's own sets.
OWN_WEIGHT: Final = 4.0
# No question is more certain than after so many words.
MOST: Final = 50.0
# How much narrower than the posterior the distribution is that is drawn from. 1 is plain Thompson sampling.
FOCUS: Final = 8.0
# With fewer words than this, faded ones counted in part, a question has not been tried. One word lasts HALF_LIFE.
TRIED: Final = 0.5
# Asked so many times without a word from anybody, it has been tried all the same.
ASKED_ENOUGH: Final = 5


class Judgement(StrEnum):
    """What an interviewer says of a question, never of a candidate."""

    HELPED = "helped"
    NOT = "not"
    ROUND = "round"
    UNASKED = "unasked"
    """It was not asked: counts for nothing, and takes back the word before it."""


COUNTED: Final = (Judgement.HELPED, Judgement.NOT, Judgement.ROUND)
"""The words that count, in the order of `Count`."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's word on one question; `at` is aware."""

    rater: str
    question_id: str
    at: datetime
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Count:
    """The last words on a question in one month, as `month_of` numbers them: whole numbers of people."""

    question_id: str
    month: int
    helped: int
    missed: int
    round: int


@dataclass(frozen=True, slots=True)
class Record:
    """What all months say of a question, faded up to `month`. One such row a question is all that scoring reads."""

    question_id: str
    month: int
    helped: float = 0.0
    missed: float = 0.0
    round: float = 0.0

    @property
    def against(self) -> float:
        """The words that speak against it, each going round as ROUND_WEIGHT of them."""
        return self.missed + ROUND_WEIGHT * self.round

    @property
    def words(self) -> float:
        """All that count in its posterior."""
        return self.helped + self.against


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of a usefulness: Beta(alpha, beta), both above 0."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """The usefulness to expect."""
        return self.alpha / (self.alpha + self.beta)


_NOTHING: Final = Record("", 0)


def month_of(at: datetime) -> int:
    """The calendar month of an aware moment, in UTC, as a number that goes up by one each month."""
    moment = at.astimezone(UTC)
    return moment.year * 12 + moment.month - 1


def counted(ratings: Iterable[Rating]) -> list[Count]:
    """What counts of `ratings`, whatever their order: a person's last word on a question in each month, once.

    A question of which nobody's last word counts in a month has no row for it.
    Of words at the same moment the last by the alphabet counts, so that a recount is always the same.
    """
    last = {
        (rating.question_id, month_of(rating.at), rating.rater): rating.judgement
        for rating in sorted(ratings, key=_when)
    }
    said = Counter(
        (question_id, month, judgement) for (question_id, month, _), judgement in last.items() if judgement in COUNTED
    )
    return [
        Count(question_id, month, *(said[question_id, month, judgement] for judgement in COUNTED))
        for question_id, month in sorted({(question_id, month) for question_id, month, _ in said})
    ]


def _when(rating: Rating) -> tuple[datetime, Judgement]:
    return rating.at, rating.judgement


def records(counts: Iterable[Count], month: int) -> dict[str, Record]:
    """The record in `month` of each question that has counts, by its id. What is of a later month has not faded."""
    by_question: dict[str, list[Count]] = {}
    for count in counts:
        by_question.setdefault(count.question_id, []).append(count)
    return {question_id: _record(question_id, mine, month) for question_id, mine in by_question.items()}


def _record(question_id: str, counts: list[Count], month: int) -> Record:
    weighed = [(_left(month - count.month), count) for count in counts]
    return Record(
        question_id,
        month,
        fsum(weight * count.helped for weight, count in weighed),
        fsum(weight * count.missed for weight, count in weighed),
        fsum(weight * count.round for weight, count in weighed),
    )


def faded(record: Record, month: int) -> Record:
    """The record in a later month, as if it were made anew; in an earlier one it is what it was."""
    left = _left(month - record.month)
    return Record(record.question_id, month, left * record.helped, left * record.missed, left * record.round)


def _left(months: int) -> float:
    return float(0.5 ** (max(months, 0) / HALF_LIFE))


def own_words(ratings: Iterable[Rating], month: int) -> dict[str, Judgement]:
    """Of one person's ratings their last word on each question, where it counts and is of `month` or the one before."""
    recent = [rating for rating in ratings if month - 1 <= month_of(rating.at) <= month]
    last = {rating.question_id: rating.judgement for rating in sorted(recent, key=_when)}
    return {question_id: judgement for question_id, judgement in last.items() if judgement in COUNTED}


def posteriors(
    question_ids: Iterable[str], known: Mapping[str, Record], own: Mapping[str, Judgement] | None = None
) -> dict[str, Posterior]:
    """What is known of each question, by the formula above; of one without a record, what is known of all.

    `known` holds the records of the questions to choose from, faded to the present month; `own` the asker's own words.
    """
    mean = _mean(known.values())
    mine = own or {}
    return {each: _posterior(known.get(each, _NOTHING), mine.get(each), mean) for each in question_ids}


def _mean(known: Iterable[Record]) -> float:
    helped = words = 0.0
    for record in known:
        share = PRIOR_WEIGHT / (PRIOR_WEIGHT + record.words)
        helped += share * record.helped
        words += share * record.words
    return (1 + helped) / (2 + words)


def _posterior(record: Record, own: Judgement | None, mean: float) -> Posterior:
    scale = min(1.0, MOST / max(record.words, 1.0))
    alpha = PRIOR_WEIGHT * mean + scale * record.helped
    beta = PRIOR_WEIGHT * (1 - mean) + scale * record.against
    if own is Judgement.HELPED:
        alpha += OWN_WEIGHT
    elif own in COUNTED:
        beta += OWN_WEIGHT
    return Posterior(alpha, beta)


def sample(posterior: Posterior, random: Random) -> float:
    """One draw: a usefulness that the question may well have."""
    return random.betavariate(FOCUS * posterior.alpha, FOCUS * posterior.beta)


def scores(known: Mapping[str, Posterior], seed: str) -> dict[str, float]:
    """A draw for each question, which follows from `seed`, its id and its posterior alone.

    So the same seed gives the same scores whatever else is in the bank, and a rating moves hardly any score but its
    question's: the others' only as far as it moves the bank's mean.
    """
    random = Random()  # noqa: S311 - a fair chance, not a secret
    drawn = {}
    for question_id, posterior in known.items():
        random.seed(f"{seed} {question_id}")
        drawn[question_id] = sample(posterior, random)
    return drawn


def untried(
    question_ids: Iterable[str], known: Mapping[str, Record], asked: Mapping[str, int] | None = None
) -> frozenset[str]:
    """Those with fewer than TRIED words, so also those whose words have faded: everything gets another chance. Not
    those that were `asked` ASKED_ENOUGH times without a word from anybody."""
    times = asked or {}
    silent = {each for each, number in times.items() if number >= ASKED_ENOUGH} - known.keys()
    return frozenset(each for each in question_ids if known.get(each, _NOTHING).words < TRIED and each not in silent)
