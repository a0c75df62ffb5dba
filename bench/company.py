"""A made-up company whose interviewers ask sets of questions of a hidden usefulness for a year, and rate them."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import combinations, cycle, islice
from math import inf
from pathlib import Path
from random import Random
from statistics import mean
from typing import Final, Protocol

from prep.bank import Category, Level, Question, Status
from prep.usefulness import Judgement

DAYS: Final = 260
"""The working days of a year."""
QUARTERS: Final = 4
_ROLE: Final = Path(__file__).with_name("role.csv")
"""What a role with forty questions is like: the data analyst's of the first starter bank. It stays, whatever is added
to that, so that figures can be compared."""
_SET: Final = 8
_FIRST: Final = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class World:
    """What is assumed. Usefulness u, the chance that a question helps, is drawn from Beta(`alpha`, `beta`)."""

    interviewers: int = 20
    weekly: int = 2
    """Interviews that each holds, at most five: on different days."""
    questions: int = 40
    alpha: float = 2.0
    beta: float = 2.0
    answering: float = 0.4
    """The share of interviews after which the message about the questions is answered."""
    pressing: float = 0.2
    """The share of questions that failed at which "didn't help" is pressed. The others get no word."""
    ticking: float = 1.0
    """The share of questions that helped that are ticked."""
    unticked_is_against: bool = False
    """Whether a question that was not ticked counts as one that didn't help."""
    tossing: float = 0.0
    """The share of questions of which it is said by the toss of a coin whether they helped."""
    alike: float = inf
    """How much they agree: it helps each interviewer with a chance of their own, of Beta(alike u, alike (1 - u))."""
    replaced: float = 0.0
    """The share of questions whose usefulness is drawn anew each month."""


class Way(Protocol):
    """A way to choose questions: it hears what interviewers say of them, and never sees a usefulness."""

    def begin(self, day: int, month: int) -> None:
        """A working day begins."""

    def ask(self, interviewer: int) -> Sequence[Question]:
        """The set that an interviewer gets today."""

    def hear(self, interviewer: int, question_id: str, judgement: Judgement) -> None:
        """Somebody said today what a question was."""


@cache
def _role() -> tuple[dict[str, str], ...]:
    with _ROLE.open(newline="") as lines:
        return tuple(csv.DictReader(lines))


def bank(questions: int) -> list[Question]:
    """So many questions, with the categories, competencies, levels and minutes of the forty in `role.csv`."""
    spread = islice(cycle(_role()), 0, questions * 7, 7)  # 7 and 40 share no divisor: all 40, of every kind early
    return [_question(f"{number:03}", like) for number, like in enumerate(spread)]


def _question(question_id: str, like: dict[str, str]) -> Question:
    level = Level(like["level"]) if like["level"] else None
    category, status = Category(like["category"]), Status(like["status"])
    return Question(
        question_id, question_id, question_id, category, like["competency"], level, int(like["minutes"]), status
    )


def best_possible(pool: Sequence[Question], usefulness: dict[str, float]) -> float:
    """The highest mean usefulness of eight questions, two of each category, of as many competencies as can be.

    It is exact, found by going through all pairs of a category, and leaves out the rule about minutes: so no way of
    choosing reaches more.
    """
    bits = {name: 1 << n for n, name in enumerate(sorted({question.competency for question in pool}))}
    sets: dict[int, float] = {0: 0.0}  # the competencies looked at so far: the highest sum
    for category in sorted({question.category for question in pool}):
        pairs: dict[int, float] = {}
        for one, two in combinations([question for question in pool if question.category is category], 2):
            looked = bits[one.competency] | bits[two.competency]
            pairs[looked] = max(pairs.get(looked, 0.0), usefulness[one.id] + usefulness[two.id])
        wider: dict[int, float] = {}
        for before, total in sets.items():
            for looked, value in pairs.items():
                wider[before | looked] = max(wider.get(before | looked, 0.0), total + value)
        sets = wider
    widest = max(looked.bit_count() for looked in sets)
    return max(total for looked, total in sets.items() if looked.bit_count() == widest) / _SET


@dataclass(slots=True)
class Company:
    """A year of one company. Its chances follow from `seed`, whatever the way; a usefulness from `seed` alone."""

    world: World
    way: Way
    seed: int
    pool: list[Question]
    usefulness: dict[str, float] = field(init=False)
    asked: list[list[float]] = field(init=False)
    """By quarter: the mean usefulness of each set."""
    possible: list[list[float]] = field(init=False)
    """By quarter: the best possible on each day."""
    best: float = field(init=False)
    rated: dict[str, int] = field(init=False)
    """How many words were said on each question."""
    sets: Counter[frozenset[str]] = field(init=False, default_factory=Counter)
    """How often each set was asked in the last quarter."""
    _own: dict[tuple[int, str], float] = field(init=False, default_factory=dict)
    _nature: Random = field(init=False)
    _chance: Random = field(init=False)
    _days: list[list[int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._nature = Random(f"nature {self.seed}")  # noqa: S311 - the same company every time
        self._chance = Random(f"chance {self.seed}")  # noqa: S311 - the same company every time
        self.usefulness = {question.id: self._drawn() for question in self.pool}
        self.best = best_possible(self.pool, self.usefulness)
        self.asked, self.possible = [[] for _ in range(QUARTERS)], [[] for _ in range(QUARTERS)]
        self.rated = dict.fromkeys(self.usefulness, 0)

    def live(self, until: Callable[[int], bool] = lambda _: False, begin: int = 0, end: int = DAYS) -> int:
        """Working days `begin` to `end`, or up to the first evening on which `until` holds. Returns the days lived."""
        for day in range(begin, end):
            self._live_day(day)
            if until(day):
                return day + 1 - begin
        return end - begin

    def quarters(self) -> list[float]:
        """The mean usefulness of what was asked, by quarter."""
        return [mean(quarter) for quarter in self.asked]

    def bests(self) -> list[float]:
        """The best possible, by quarter."""
        return [mean(quarter) for quarter in self.possible]

    def _drawn(self) -> float:
        return self._nature.betavariate(self.world.alpha, self.world.beta)

    def _live_day(self, day: int) -> None:
        month, quarter = _month(day), day * QUARTERS // DAYS
        if day and self.world.replaced and month != _month(day - 1):
            for question_id in self._nature.sample(
                sorted(self.usefulness), round(self.world.replaced * len(self.pool))
            ):
                self.usefulness[question_id] = self._drawn()
            self.best = best_possible(self.pool, self.usefulness)
        if day % 5 == 0:
            self._days = [self._chance.sample(range(5), self.world.weekly) for _ in range(self.world.interviewers)]
        self.way.begin(day, month)
        self.possible[quarter].append(self.best)
        for interviewer, days in enumerate(self._days):
            if day % 5 in days:
                asked = self._interview(interviewer)
                self.asked[quarter].append(mean(self._useful(interviewer, question.id) for question in asked))
                if quarter == QUARTERS - 1:
                    self.sets[frozenset(question.id for question in asked)] += 1

    def _interview(self, interviewer: int) -> Sequence[Question]:
        asked = self.way.ask(interviewer)
        if self._chance.random() < self.world.answering:
            for question in asked:
                judgement = self._judged(self._useful(interviewer, question.id))
                if judgement is not None:
                    self.rated[question.id] += 1
                    self.way.hear(interviewer, question.id, judgement)
        return asked

    def _useful(self, interviewer: int, question_id: str) -> float:
        """The chance that it helps this interviewer."""
        useful, alike = self.usefulness[question_id], self.world.alike
        if alike == inf:
            return useful
        if (interviewer, question_id) not in self._own:
            taste = Random(f"taste {self.seed} {interviewer} {question_id}")  # noqa: S311 - the same taste every time
            self._own[interviewer, question_id] = taste.betavariate(alike * useful, alike * (1 - useful))
        return self._own[interviewer, question_id]

    def _judged(self, useful: float) -> Judgement | None:
        """What is said of a question after an interview in which it was asked."""
        helped = self._happens(useful)
        if self.world.tossing and self._happens(self.world.tossing):
            helped = self._happens(0.5)
        if helped and (self.world.ticking == 1 or self._happens(self.world.ticking)):
            return Judgement.HELPED
        if self.world.unticked_is_against or (not helped and self._happens(self.world.pressing)):
            return Judgement.NOT
        return None

    def _happens(self, chance: float) -> bool:
        return self._chance.random() < chance


def _month(day: int) -> int:
    """The calendar month of a working day, as `prep.usefulness.month_of` numbers them."""
    moment = _FIRST + timedelta(days=day // 5 * 7 + day % 5)
    return moment.year * 12 + moment.month - 1
