"""The ways to choose questions that are set side by side. All are drawn by the product's own rules of balance."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from bench.company import Way
from prep.asking import Wish
from prep.bank import Question
from prep.sets import draw
from prep.usefulness import COUNTED, Count, Judgement, Posterior, Record, posteriors, records
from prep.weighing import weigh

_WISH: Final = Wish()


class Static:
    """The same set for all, for ever."""

    def __init__(self, pool: Sequence[Question], seed: int) -> None:
        self.pool = pool
        self.today: Sequence[Question] = draw(pool, _WISH, f"static {seed}")

    def begin(self, day: int, month: int) -> None:
        """Nothing changes."""

    def ask(self, interviewer: int) -> Sequence[Question]:
        """The set."""
        return self.today

    def hear(self, interviewer: int, question_id: str, judgement: Judgement) -> None:
        """Not listened to."""


class Chance(Static):
    """Another set for each person and day: what is drawn without ratings."""

    def begin(self, day: int, month: int) -> None:
        """Another seed."""
        self.day = day

    def ask(self, interviewer: int) -> Sequence[Question]:
        """As drawn without scores."""
        return draw(self.pool, _WISH, f"{interviewer} {self.day}")


class ByAverage(Static):
    """Sorted every morning by the share that helped of all words ever said; without any: as the mean of all words."""

    def __init__(self, pool: Sequence[Question], seed: int) -> None:
        super().__init__(pool, seed)
        self.said: dict[Judgement, Counter[str]] = defaultdict(Counter)
        self.seed = f"static {seed}"

    def begin(self, day: int, month: int) -> None:
        """Sort again."""
        helped, missed = self.said[Judgement.HELPED], self.said[Judgement.NOT]
        unknown = self.without_words((1 + helped.total()) / (2 + helped.total() + missed.total()))
        averages = {
            each.id: helped[each.id] / (helped[each.id] + missed[each.id])
            if helped[each.id] + missed[each.id]
            else unknown
            for each in self.pool
        }
        self.today = draw(self.pool, _WISH, self.seed, scores=averages)

    def without_words(self, mean: float) -> float:
        """Where a question stands of which nothing was said."""
        return mean

    def hear(self, interviewer: int, question_id: str, judgement: Judgement) -> None:
        """Every word counts."""
        self.said[judgement][question_id] += 1


class ByAverageUnratedLast(ByAverage):
    """Sorted by the share that helped; what has none comes last, as `ORDER BY average DESC NULLS LAST` has it."""

    def without_words(self, mean: float) -> float:
        """Last."""
        return 0.0


class Ours(Static):
    """By usefulness, as the product has it: with its counts, its scores and its place for the untried."""

    def __init__(self, pool: Sequence[Question], seed: int) -> None:
        super().__init__(pool, seed)
        self.ids = [question.id for question in pool]
        self.seed = seed
        self.day = self.month = 0
        self.last: dict[tuple[str, int, int], Judgement] = {}
        self.counts: dict[str, dict[int, Counter[Judgement]]] = defaultdict(lambda: defaultdict(Counter))
        self.known: dict[str, Record] = {}
        self.own: dict[int, dict[str, tuple[int, Judgement]]] = defaultdict(dict)
        self.changed: set[str] = set()

    def begin(self, day: int, month: int) -> None:
        """Records are made anew where somebody said something, and all of them in a new month."""
        if month != self.month:
            self.changed = set(self.counts)
        self.day, self.month = day, month
        self.known |= records((count for each in self.changed for count in self._counts(each)), month)
        self.changed = set()

    def _counts(self, question_id: str) -> list[Count]:
        return [
            Count(question_id, month, *(said[judgement] for judgement in COUNTED))
            for month, said in self.counts[question_id].items()
        ]

    def ask(self, interviewer: int) -> Sequence[Question]:
        """The person's set of today."""
        said = self.own[interviewer].items()
        own = {question_id: judgement for question_id, (month, judgement) in said if month >= self.month - 1}
        seed = f"{self.seed} {interviewer} {self.day}"
        weights = weigh(self.ids, self.known, seed, own)
        return draw(self.pool, _WISH, seed, scores=weights.scores, untried=weights.untried)

    def first(self) -> Sequence[Question]:
        """What stands in the first places: the set by the expected usefulness, without chance or place for the new."""
        return draw(self.pool, _WISH, "first", scores=_means(posteriors(self.ids, self.known)))

    def hear(self, interviewer: int, question_id: str, judgement: Judgement) -> None:
        """A person's last word in the month counts."""
        said = self.counts[question_id][self.month]
        before = self.last.get((question_id, self.month, interviewer))
        if before is not None:
            said[before] -= 1
        said[judgement] += 1
        self.last[question_id, self.month, interviewer] = judgement
        self.own[interviewer][question_id] = (self.month, judgement)
        self.changed.add(question_id)


def _means(known: Mapping[str, Posterior]) -> dict[str, float]:
    return {question_id: posterior.mean for question_id, posterior in known.items()}


WAYS: Final[dict[str, type[Static]]] = {
    "static order": Static,
    "random": Chance,
    "average, unrated last": ByAverageUnratedLast,
    "average, unrated at mean": ByAverage,
    "ours": Ours,
}


def way(name: str, pool: Sequence[Question], seed: int) -> Way:
    """A fresh one, that has heard nothing."""
    return WAYS[name](pool, seed)
