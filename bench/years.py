"""Years of made-up companies, lived in several processes: what was asked, what it came to, and what left."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, NamedTuple

from bench.choosing import Ours, way
from bench.company import DAYS, Company, World, bank

OURS: Final = "ours"


class Left(NamedTuple):
    """What passed until a question that had become useless was no longer in the first places."""

    words: int
    days: int
    within: bool
    """Whether it left before the year was over."""


@dataclass(frozen=True, slots=True)
class Job:
    """A year to simulate; with `spoil`, also in a copy in which a question becomes useless halfway."""

    world: World
    way: str
    seed: int
    spoil: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """How it went: the mean usefulness of what was asked, and the best possible, by quarter."""

    quarters: list[float]
    bests: list[float]
    distinct: int
    """How many different questions were asked in the last quarter."""
    commonest: float
    """The share of interviews of the last quarter in which the commonest set was asked."""
    left: Left | None

    @property
    def share(self) -> float:
        """Of the best possible in the last quarter."""
        return self.quarters[-1] / self.bests[-1]


def lived(job: Job) -> Year:
    """Simulate one year."""
    pool = bank(job.world.questions)
    company = Company(job.world, way(job.way, pool, job.seed), job.seed, pool)
    company.live(end=DAYS // 2)
    left = _spoiled(deepcopy(company)) if job.spoil else None
    company.live(begin=DAYS // 2)
    distinct = len(frozenset().union(*company.sets))
    commonest = max(company.sets.values()) / company.sets.total()
    return Year(company.quarters(), company.bests(), distinct, commonest, left)


def _spoiled(company: Company) -> Left:
    """Make the most rated of the first eight useless, and live on until it is not among them in the morning."""
    ours = company.way
    assert isinstance(ours, Ours)  # noqa: S101 - only ours is asked for its first places
    spoiled = max((question.id for question in ours.first()), key=company.rated.__getitem__)
    company.usefulness[spoiled] = 0.0
    before = company.rated[spoiled]

    def gone(_day: int) -> bool:
        return spoiled not in {question.id for question in ours.first()}

    days = company.live(gone, begin=DAYS // 2)
    return Left(company.rated[spoiled] - before, days, gone(DAYS))


Years = dict[tuple[World, str], list[Year]]


def simulated(jobs: Iterable[Job], processes: int) -> Years:
    """The years of each world and way, in the order of their seeds."""
    years: Years = {}
    asked = list(jobs)
    with ProcessPoolExecutor(processes) as pool:
        # The long ones first, so that no core waits for the last of them.
        asked.sort(key=lambda job: (-job.world.interviewers, job.way != OURS, job.seed))
        for job, year in zip(asked, pool.map(lived, asked), strict=True):
            years.setdefault((job.world, job.way), []).append(year)
    return years
