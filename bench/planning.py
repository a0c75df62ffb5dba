"""`python -m bench.planning`: what the plans that are shipped gain if it is known how useful each question is.

The usefulness of questions is made up, from Beta(2, 2); plans that know it are set beside plans by chance. So this is
the most that learning can come to in a plan: what the bank and the rules of plans leave to it.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from statistics import mean, stdev
from typing import Final

from prep.bank import Category, Question, Role
from prep.plans import first_plan, make_part
from prep.shuffling import shuffled
from storage.starter_bank import load_all

_MORE: Final = (0, 3, 6)
"""How many questions for any level each skill has besides those that are shipped."""


def planned(role: Role, pool: Sequence[Question], scores: Mapping[str, float]) -> list[Question]:
    """All questions of a plan for the role."""
    taken: list[Question] = []
    for part in first_plan("opening", role):
        taken += make_part(pool, part, frozenset(question.id for question in taken), "opening", scores)
    return taken


def gained(role: Role, pool: Sequence[Question], seed: int) -> float:
    """By how much the mean usefulness of a plan that knows it is above that of a plan by chance."""
    nature = Random(f"nature {seed}")  # noqa: S311 - the same questions every time
    useful = {question.id: nature.betavariate(2, 2) for question in pool}
    chance = {question.id: float(place) for place, question in enumerate(shuffled(pool, f"chance {seed}"))}
    knowing, guessing = (planned(role, pool, scores) for scores in (useful, chance))
    return mean(useful[each.id] for each in knowing) - mean(useful[each.id] for each in guessing)


def _wider(role: Role, pool: Sequence[Question], more: int) -> list[Question]:
    """The pool with so many questions more on each skill, of every category in turn."""
    categories = list(Category)
    added = [
        replace(
            pool[0],
            id=f"{skill.name} {number}",
            competency=skill.name,
            category=categories[number % len(categories)],
            level=None,
            minutes=(5, 4, 6)[number % 3],
        )
        for skill in role.guide.competencies
        for number in range(more)
    ]
    return [*pool, *added]


def main() -> None:
    """Exit code 0: all was simulated, whatever came out; 2: used wrongly."""
    parser = argparse.ArgumentParser(prog="python -m bench.planning", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="made-up banks of each size")
    seeds = parser.parse_args().seeds
    if seeds < 2:
        parser.error("an interval needs two seeds or more")
    print(f"{'role':<20}" + "".join(f"{f'{more} more a skill':<18}" for more in _MORE))
    for shipped in load_all():
        role = Role(shipped.slug, shipped.slug, shipped.title, shipped.guide, shipped.plan)
        pool = [
            Question(q.id, q.text, q.short, q.category, q.competency, q.level, q.minutes, q.status)
            for q in shipped.questions
        ]
        line = f"{role.slug:<20}"
        for more in _MORE:
            gains = [gained(role, _wider(role, pool, more), seed) for seed in range(seeds)]
            line += f"{f'{mean(gains):+.3f} ±{2 * stdev(gains) / seeds**0.5:.3f}':<18}"
        print(line)


if __name__ == "__main__":
    main()
