"""What colleagues are told of what is said of a question: how many it helped, never whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from prep.usefulness import Judgement

FEWEST_RATERS: Final = 3
"""With fewer, a figure would tell who said what."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All last words of a month on a question that say it helped, or that it didn't; by how many people. Who only said
    that it is going round is not among them: the figure would be that of fewer than it seems."""

    helped: int
    missed: int
    raters: int

    @property
    def told(self) -> bool:
        """Whether colleagues see it."""
        return self.raters >= FEWEST_RATERS


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of questions, by their ids, as one person may see it: by all, and by themselves."""

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    own: Mapping[str, Judgement] = field(default_factory=dict)
