"""`python -m bench.learning`: what a year of ratings does to what is asked, beside other ways to choose.

Simulated interviewers rate sets of questions whose usefulness is hidden from the chooser; docs/learning.md says what is
assumed. Every figure is a mean over seeds, followed by two standard errors.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import product
from statistics import mean, median, stdev
from typing import Final, NamedTuple

from bench.choosing import WAYS, Ours, way
from bench.company import DAYS, QUARTERS, Company, World, bank

_SIZES: Final = (4, 20, 100)
_OURS: Final = "ours"
_AVERAGE: Final = "average, unrated at mean"
"""The stronger of the two averages: the one that counts."""
_DEAF: Final = ("static order", "random")
"""They hear nothing, so the size of the company makes no difference: the smallest is enough."""
_VARIED: Final[tuple[tuple[str, World], ...]] = (
    ("as assumed", World()),
    ("10 % answer", World(answering=0.1)),
    ("80 % answer", World(answering=0.8)),
    ("one interview a week", World(weekly=1)),
    ("four interviews a week", World(weekly=4)),
    ("24 questions", World(questions=24)),
    ("80 questions", World(questions=80)),
    ("questions much alike: Beta(8, 8)", World(alpha=8.0, beta=8.0)),
    ("any usefulness alike: Beta(1, 1)", World(alpha=1.0, beta=1.0)),
    ("mostly useful: Beta(4, 2)", World(alpha=4.0, beta=2.0)),
    ('"didn\'t help" at 1 of 20 that failed', World(pressing=0.05)),
    ('"didn\'t help" at each that failed', World(pressing=1.0)),
    ("1 question of 20 becomes another, monthly", World(replaced=0.05)),
)


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
    return Year(company.quarters(), company.bests(), left)


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


def _simulated(jobs: Iterable[Job], processes: int) -> Years:
    years: Years = {}
    asked = list(jobs)
    with ProcessPoolExecutor(processes) as pool:
        # The long ones first, so that no core waits for the last of them.
        asked.sort(key=lambda job: (-job.world.interviewers, job.way != _OURS, job.seed))
        for job, year in zip(asked, pool.map(lived, asked), strict=True):
            years.setdefault((job.world, job.way), []).append(year)
    return years


def _jobs(seeds: int, varied_seeds: int) -> list[Job]:
    main = [
        Job(World(interviewers=size), name, seed, spoil=name == _OURS)
        for size, name, seed in product(_SIZES, WAYS, range(seeds))
        if name not in _DEAF or size == _SIZES[0]
    ]
    varied = [
        Job(_size_that_matters(world, name), name, seed)
        for (_, world), name, seed in product(_VARIED[1:], ("random", _AVERAGE, _OURS), range(varied_seeds))
    ]
    return main + varied


def _size_that_matters(world: World, name: str) -> World:
    return replace(world, interviewers=_SIZES[0]) if name in _DEAF else world


def _figure(numbers: Sequence[float], digits: int = 3, sign: str = "") -> str:
    error = 2 * stdev(numbers) / len(numbers) ** 0.5
    return f"{mean(numbers):{sign}.{digits}f} ±{error:.{digits}f}"


def _by_quarter(years: Years) -> list[str]:
    lines = [
        f"{'interviewers':<14}{'way':<26}" + "".join(f"{f'quarter {n + 1}':<15}" for n in range(QUARTERS)) + "share"
    ]
    for size in _SIZES:
        world = World(interviewers=size)
        for name in WAYS:
            mine = years[_size_that_matters(world, name), name]
            quarters = (_figure([year.quarters[n] for year in mine]) for n in range(QUARTERS))
            share = _figure([year.share for year in mine])
            lines.append(f"{size:<14}{name:<26}" + "".join(f"{each:<15}" for each in quarters) + share)
        bests = (_figure([year.bests[n] for year in years[world, _OURS]]) for n in range(QUARTERS))
        lines.append(f"{size:<14}{'best possible':<26}" + "".join(f"{each:<15}" for each in bests) + "1")
    return lines


def _ahead(years: Years) -> list[str]:
    lines = [f"{'interviewers':<14}{'ours less':<26}{'whole year':<18}{'last quarter':<18}ahead"]
    for size, name in product(_SIZES, WAYS):
        if name == _OURS:
            continue
        world = World(interviewers=size)
        pairs = list(zip(years[world, _OURS], years[_size_that_matters(world, name), name], strict=True))
        year = [mean(ours.quarters) - mean(other.quarters) for ours, other in pairs]
        last = [ours.quarters[-1] - other.quarters[-1] for ours, other in pairs]
        said = " and ".join(_standing(each) for each in (year, last))
        lines.append(f"{size:<14}{name:<26}{_figure(year, sign='+'):<18}{_figure(last, sign='+'):<18}{said}")
    return lines


def _standing(differences: Sequence[float]) -> str:
    error = 2 * stdev(differences) / len(differences) ** 0.5
    if mean(differences) > error:
        return "yes"
    return "NO" if mean(differences) < -error else "not to be told"


def _by_assumption(years: Years) -> list[str]:
    ways = ("random", _AVERAGE, _OURS)
    lines = [f"{'assumed':<44}" + "".join(f"{name:<26}" for name in ways)]
    for assumed, world in _VARIED:
        shares = (_figure([year.share for year in years[_size_that_matters(world, name), name]]) for name in ways)
        lines.append(f"{assumed:<44}" + "".join(f"{share:<26}" for share in shares))
    return lines


def _leaving(years: Years) -> list[str]:
    lines = [f"{'interviewers':<14}{'words on it':<26}{'working days':<26}left"]
    for size in _SIZES:
        lefts = [year.left for year in years[World(interviewers=size), _OURS] if year.left is not None]
        words, days = (_middle([pick(left) for left in lefts]) for pick in _MEASURED)
        lines.append(f"{size:<14}{words:<26}{days:<26}{sum(left.within for left in lefts)} of {len(lefts)}")
    return lines


_MEASURED: Final[tuple[Callable[[Left], int], ...]] = (lambda left: left.words, lambda left: left.days)


def _middle(numbers: Sequence[int]) -> str:
    return f"{median(numbers):g} ({min(numbers)} to {max(numbers)})"


def main() -> None:
    """Exit code 0: all was simulated, whatever came out; 2: used wrongly."""
    parser = argparse.ArgumentParser(prog="python -m bench.learning", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="companies of each size")
    parser.add_argument("--varied-seeds", type=int, default=8, help="companies for each assumption varied")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    if min(chosen.seeds, chosen.varied_seeds) < 2:
        parser.error("an interval needs two seeds or more")
    years = _simulated(_jobs(chosen.seeds, chosen.varied_seeds), chosen.processes)
    for head, lines in (
        ("Mean usefulness of what was asked; share: of the best possible in the last quarter", _by_quarter(years)),
        ("Ours less another way, company by company", _ahead(years)),
        ("Share of the best possible in the last quarter, 20 interviewers", _by_assumption(years)),
        ("The most rated of the first eight becomes useless halfway: median (lowest to highest)", _leaving(years)),
    ):
        print(f"\n{head}\n\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
