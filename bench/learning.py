"""`python -m bench.learning`: what a year of ratings does to what is asked, beside other ways to choose.

Simulated interviewers rate sets of questions whose usefulness is hidden from the chooser; docs/learning.md says what is
assumed. Every figure is a mean over seeds, followed by two standard errors.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from statistics import mean, median, stdev
from typing import Final

from bench.choosing import WAYS
from bench.company import QUARTERS, World
from bench.years import OURS, Job, Left, Years, simulated

_SIZES: Final = (4, 20, 100)
_AVERAGES: Final = ("average, unrated last", "average, unrated at mean")
"""What sorting by average does; and a stronger rival."""
_COMPARED: Final = ("random", *_AVERAGES, OURS)
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
    ("half of what helped is not ticked", World(ticking=0.5)),
    ("the same, and what is not ticked is against", World(ticking=0.5, unticked_is_against=True)),
    ("1 question of 5 is judged by the toss of a coin", World(tossing=0.2)),
    ("half of them are", World(tossing=0.5)),
    ("interviewers differ as questions do", World(alike=4.0)),
    ("1 question of 20 becomes another, monthly", World(replaced=0.05)),
)


def _jobs(seeds: int, varied_seeds: int) -> list[Job]:
    main = [
        Job(World(interviewers=size), name, seed, spoil=name == OURS)
        for size, name, seed in product(_SIZES, WAYS, range(seeds))
        if name not in _DEAF or size == _SIZES[0]
    ]
    varied = [
        Job(_size_that_matters(world, name), name, seed)
        for (_, world), name, seed in product(_VARIED[1:], _COMPARED, range(varied_seeds))
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
        bests = (_figure([year.bests[n] for year in years[world, OURS]]) for n in range(QUARTERS))
        lines.append(f"{size:<14}{'best possible':<26}" + "".join(f"{each:<15}" for each in bests) + "1")
    return lines


def _ahead(years: Years) -> list[str]:
    lines = [f"{'interviewers':<14}{'ours less':<26}{'whole year':<18}{'last quarter':<18}ahead"]
    for size, name in product(_SIZES, WAYS):
        if name == OURS:
            continue
        world = World(interviewers=size)
        pairs = list(zip(years[world, OURS], years[_size_that_matters(world, name), name], strict=True))
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
    lines = [f"{'assumed':<50}" + "".join(f"{name:<26}" for name in _COMPARED)]
    for assumed, world in _VARIED:
        shares = (_figure([year.share for year in years[_size_that_matters(world, name), name]]) for name in _COMPARED)
        lines.append(f"{assumed:<50}" + "".join(f"{share:<26}" for share in shares))
    return lines


def _spreading(years: Years) -> list[str]:
    lines = [f"{'interviewers':<14}{'way':<26}{'different questions':<26}share of the commonest set"]
    for size, name in product(_SIZES, _COMPARED):
        mine = years[_size_that_matters(World(interviewers=size), name), name]
        distinct, commonest = _figure([year.distinct for year in mine], 1), _figure([year.commonest for year in mine])
        lines.append(f"{size:<14}{name:<26}{distinct:<26}{commonest}")
    return lines


def _leaving(years: Years) -> list[str]:
    lines = [f"{'interviewers':<14}{'words on it':<26}{'working days':<26}left"]
    for size in _SIZES:
        lefts = [year.left for year in years[World(interviewers=size), OURS] if year.left is not None]
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
    years = simulated(_jobs(chosen.seeds, chosen.varied_seeds), chosen.processes)
    for head, lines in (
        ("Mean usefulness of what was asked; share: of the best possible in the last quarter", _by_quarter(years)),
        ("Ours less another way, company by company", _ahead(years)),
        ("Share of the best possible in the last quarter, 20 interviewers", _by_assumption(years)),
        ("What was asked in the last quarter", _spreading(years)),
        ("The most rated of the first eight becomes useless halfway: median (lowest to highest)", _leaving(years)),
    ):
        print(f"\n{head}\n\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
