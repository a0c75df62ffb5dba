"""The story's time: what an app under demonstration may plan by. Slack's own time (`ts`, trigger ids) stays real."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from sandbox.refusal import Impossible


@dataclass(slots=True)
class Story:
    """How far the story's time is ahead of real time, and since when: `moves` holds the real moment of each move, in
    Unix seconds, with the seconds ahead from then on."""

    moves: list[tuple[float, float]] = field(default_factory=list)

    @property
    def ahead(self) -> float:
        """Seconds by which the story is ahead now."""
        return self.moves[-1][1] if self.moves else 0.0

    def at(self, moment: float) -> float:
        """What the story's time was at a real moment, both in Unix seconds."""
        before = bisect_right(self.moves, moment, key=itemgetter(0))
        return moment + (self.moves[before - 1][1] if before else 0.0)

    def now(self, real: datetime) -> datetime:
        """The story's present."""
        return real + timedelta(seconds=self.ahead)

    def move_to(self, moment: datetime, real: datetime) -> None:
        """Let the story go on at `moment`. Impossible when that is over in it: time never goes back."""
        if moment < self.now(real):
            raise Impossible("Time only goes on: choose a moment that is still to come.")
        if moment > real + timedelta(days=3660):
            raise Impossible("That is too far away: choose a moment within ten years.")
        self.moves.append((real.timestamp(), (moment - real).total_seconds()))


def real_now() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)
