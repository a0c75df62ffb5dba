"""How often an app may ask: Slack's published limits. Off until they are switched on."""

import math
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.refusal import RateLimited

WINDOW = 60.0  # seconds; docs.slack.dev/apis/web-api/rate-limits counts a minute at a time


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for an app in a workspace: calls a minute by method where it is not the published figure, and the
    seconds between two messages to one channel."""

    per_minute: Mapping[str, int]
    per_channel_seconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A call about to be made: by which app, for which workspace, and for a message to which channel."""

    app_id: str
    team_id: str | None
    method: str
    channel: str | None = None


@dataclass(slots=True)
class RateLimits:
    """Counts calls by app, workspace and method.

    Stricter than Slack, which tolerates short bursts without saying how long: in any sixty seconds no more calls
    than the figure, and no two messages to a channel closer than its seconds. A refused call spends nothing.
    """

    everywhere: Limits | None = None
    by_team: dict[str, Limits | None] = field(default_factory=dict)
    refused: Counter[tuple[str | None, str]] = field(default_factory=Counter)  # by workspace and method
    _spent: dict[tuple[str, str | None, str], deque[float]] = field(default_factory=dict)
    _last: dict[tuple[str, str | None, str], float] = field(default_factory=dict)

    def switch(self, limits: Limits | None, team_id: str | None) -> None:
        """Put limits in force, or with None end them, in one workspace or in all; what was spent is forgotten."""
        if team_id is None:
            self.everywhere, self.by_team = limits, {}
        else:
            self.by_team[team_id] = limits
        self._spent.clear()
        self._last.clear()

    def spend(self, asked: Asked, published: int | None, now: float) -> None:
        """Count one call at `now` (monotonic seconds). RateLimited, with the whole seconds to wait, when it is one
        too many; `published` is the method's figure, None where Slack publishes none."""
        limits = self._in_force(asked.team_id)
        if limits is None:
            return
        figure = limits.per_minute.get(asked.method, published)
        spent = self._spent.setdefault((asked.app_id, asked.team_id, asked.method), deque())
        while spent and spent[0] <= now - WINDOW:
            spent.popleft()
        channel = (asked.app_id, asked.team_id, asked.channel or "")
        free_at = max(
            spent[-figure] + WINDOW if figure and len(spent) >= figure else now,
            self._last.get(channel, -math.inf) + limits.per_channel_seconds if asked.channel else now,
        )
        if free_at > now:
            self.refused[asked.team_id, asked.method] += 1
            raise RateLimited(max(1, math.ceil(free_at - now)))
        spent.append(now)
        if asked.channel:
            self._last[channel] = now

    def _in_force(self, team_id: str | None) -> Limits | None:
        if team_id in self.by_team:
            return self.by_team[team_id]
        return self.everywhere
