"""Many interviews in one message: the nearest in full, those further ahead in fewer words, as space allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from slackapp.views.lines import Line, characters


class Detail(IntEnum):
    """How much is said of an interview."""

    FULL = 0
    SHORT = 1
    LINE = 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fits: the lines of each interview that is told, and how many are not. `shortened`: some in fewer words."""

    told: Sequence[Sequence[Line]]
    left_out: int
    shortened: bool


def fitted(written: Sequence[Sequence[Sequence[Line]]], rest: Sequence[Line], most: int) -> Fitted:
    """The interviews, each `written` in every `Detail`, in at most `most` characters together with `rest`.

    All give up words from the last on, before any gives up more; at the end the last are left out.
    """
    sizes = [[characters(lines) for lines in each] for each in written]
    room = most - characters(rest)
    details = [Detail.FULL] * len(written)
    taken = sum(each[Detail.FULL] for each in sizes)
    for lower in (Detail.SHORT, Detail.LINE):
        for at in reversed(range(len(written))):
            if taken <= room:
                break
            taken += sizes[at][lower] - sizes[at][details[at]]
            details[at] = lower
    told = len(written)
    while told > 1 and taken > room:
        told -= 1
        taken -= sizes[told][details[told]]
    lines = [written[at][details[at]] for at in range(told)]
    return Fitted(lines, len(written) - told, any(details))
