"""`python -m bench.scale`: a morning of many workspaces played through, beside the arithmetic of docs/scale.md.

Nothing is sent: workspaces, budgets and processes are numbers, and time is counted in steps. What a process can send is
an argument, as row 4 measured it. Messages are dealt out as `slackapp.jobs.courier` deals them: in turn to whoever has
most left and to whoever was served longest ago, within each workspace's budget.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random
from typing import Final

from storage.pacing import BUDGETS, POST

STEP: Final = 0.1
"""Seconds."""
_BETWEEN: Final = BUDGETS[POST].between.total_seconds()
_SAVED: Final = BUDGETS[POST].saved.total_seconds()
_SMALL: Final = 3


@dataclass(frozen=True, slots=True)
class Morning:
    """What came of a morning: seconds until the last message of all, and of the slowest workspace of three people."""

    messages: int
    last: float
    last_of_small: float


@dataclass(slots=True)
class _Workspace:
    """One with so many messages left; `next_at` is when its budget allows the next, `served` when it last had one."""

    people: int
    left: int = field(init=False)
    next_at: float = -_SAVED
    served: float = 0.0

    def __post_init__(self) -> None:
        self.left = self.people

    def allowed(self, at: float) -> int:
        """How many messages the budget lets through at a moment."""
        used_until = max(self.next_at, at - _SAVED)
        return 0 if used_until > at else min(self.left, 1 + int((at - used_until) / _BETWEEN))

    def send(self, messages: int, at: float) -> None:
        """So many are sent."""
        self.next_at = max(self.next_at, at - _SAVED) + _BETWEEN * messages
        self.left -= messages
        self.served = at


def sizes(workspaces: int, mean: float, largest: int, seed: int) -> list[int]:
    """People with a message this morning, by workspace: most are small and a few are large (Pareto, 1.2)."""
    random = Random(seed)  # noqa: S311 - the same morning every time
    drawn = [min(random.paretovariate(1.2), largest) for _ in range(workspaces - 2)]
    scale = mean / (sum(drawn) / len(drawn))
    return [largest, _SMALL, *(max(1, min(largest, round(each * scale))) for each in drawn)]


def play(people: Sequence[int], processes: int, a_second: float) -> Morning:
    """All messages are due at 0; so many processes send `a_second` each."""
    all_of_them = [_Workspace(each) for each in people]
    waiting = [(0.0, number) for number in range(len(all_of_them))]
    at, capacity = 0.0, 0.0
    last_of_small = 0.0
    while waiting:
        capacity = min(capacity + processes * a_second * STEP, processes * a_second * STEP + 1)
        ready: list[int] = []
        while waiting and waiting[0][0] <= at:
            ready.append(heappop(waiting)[1])
        turns = _turns(all_of_them, ready)
        for number in turns:
            each = all_of_them[number]
            messages = min(each.allowed(at), int(capacity))
            if messages:
                each.send(messages, at)
                capacity -= messages
            if not each.left and each.people <= _SMALL:
                last_of_small = at
            if each.left:
                heappush(waiting, (max(each.next_at, at + STEP) if messages else at + STEP, number))
        at += STEP
    return Morning(sum(people), at, last_of_small)


def _turns(all_of_them: Sequence[_Workspace], ready: Sequence[int]) -> list[int]:
    most_left = sorted(ready, key=lambda number: -all_of_them[number].left)
    longest_ago = sorted(ready, key=lambda number: (all_of_them[number].served, number))
    both = (number for pair in zip(most_left, longest_ago, strict=True) for number in pair)
    return list(dict.fromkeys(both))


def reckoned(people: Sequence[int], processes: int, a_second: float) -> float:
    """The same by docs/scale.md's arithmetic: what all can send together, or what Slack allows the largest workspace,
    whichever takes longer. Seconds."""
    return max(sum(people) / (processes * a_second), (max(people) - _SAVED / _BETWEEN) * _BETWEEN)


def main() -> None:
    """Prints a line for each number of processes."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--workspaces", type=int, default=10_000)
    parser.add_argument("--people", type=float, default=5, help="with a message this morning, in each on average")
    parser.add_argument("--largest", type=int, default=1_500)
    parser.add_argument("--a-second", type=float, default=40, help="messages that one process can send")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 4, 10])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    people = sizes(chosen.workspaces, chosen.people, chosen.largest, chosen.seed)
    print(f"{len(people):,} workspaces, {sum(people):,} messages due at once, the largest workspace {max(people):,}")
    print("processes  played s  reckoned s  ratio  workspaces of three done after s")
    for processes in chosen.processes:
        played, told = play(people, processes, chosen.a_second), reckoned(people, processes, chosen.a_second)
        ratio, small = played.last / told, played.last_of_small
        print(f"{processes:9}  {played.last:8,.0f}  {told:10,.0f}  {ratio:5.2f}  {small:8,.0f}")


if __name__ == "__main__":
    main()
