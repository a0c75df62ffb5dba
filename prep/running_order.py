"""Who asks which questions of a conversation."""

from collections.abc import Sequence
from typing import NamedTuple

from prep.interviews import PlannedQuestion, Seat


def share_out(questions: Sequence[PlannedQuestion], people: Sequence[tuple[str, Seat]]) -> dict[str, tuple[str, ...]]:
    """The ids of the questions that each person (panelist id and seat, in the order they were added) asks.

    Each question is one person's. Whoever leads asks first, then the others in their order; what a person asks
    stands together in the running order, and the longest share is as short as that allows. With fewer questions
    than people the last have none. Those who only listen are not in the result; nobody is where all listen.
    """
    asking = [person for person, seat in people if seat is Seat.LEADS]
    asking += [person for person, seat in people if seat is Seat.INTERVIEWER]
    sizes = _sizes([question.minutes for question in questions], min(len(asking), len(questions)))
    ids = iter([question.id for question in questions])
    shares = [tuple(next(ids) for _ in range(size)) for size in sizes]
    shares += [()] * (len(asking) - len(shares))
    return dict(zip(asking, shares, strict=True))


class _Division(NamedTuple):
    """A way to divide: compared by its longest share, its second longest and so on; then earlier people ask more."""

    longest_first: list[int]
    fewer: tuple[int, ...]
    """How many questions each person asks, negative so that more compares as better."""


def _sizes(minutes: Sequence[int], people: int) -> list[int]:
    """How many questions each of `people` asks, at least one each: the best division into consecutive shares."""
    if not people:
        return []
    # best[n]: of the first n questions among the people considered so far. What is best for these stays best
    # whatever share is added for the next person.
    best = {end: _Division([sum(minutes[:end])], (-end,)) for end in range(1, len(minutes) + 1)}
    for person in range(1, people):
        best = {
            end: min(_divided(best[start], minutes[start:end]) for start in range(person, end))
            for end in range(person + 1, len(minutes) + 1)
        }
    return [-fewer for fewer in best[len(minutes)].fewer]


def _divided(before: _Division, share: Sequence[int]) -> _Division:
    return _Division(sorted([*before.longest_first, sum(share)], reverse=True), (*before.fewer, -len(share)))
