"""What one open page looks at, and what it was told: so that it is sent only what is new to it."""

import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.control.looking import shown_view
from sandbox.local_slack import LocalSlack
from sandbox.page import scene, timeline, traffic

Json = dict[str, Any]

MOST_AT_ONCE = 400  # messages


@dataclass(frozen=True, slots=True)
class Look:
    """As whom, at which conversation, and at which messages of it: `count` from number `start` on, the last ones when
    that is None. All ids may be wrong or empty: what is not there is not shown."""

    team: str = ""
    person: str = ""
    channel: str = ""
    start: int | None = None
    count: int = 100

    @classmethod
    def of(cls, said: Json) -> "Look":
        """From what the page said. ValueError or TypeError when it makes no sense."""
        start = said.get("start")
        return cls(
            team=str(said.get("team") or ""),
            person=str(said.get("person") or ""),
            channel=str(said.get("channel") or ""),
            start=None if start is None else max(0, int(start)),
            count=max(1, min(int(said.get("count", 100)), MOST_AT_ONCE)),
        )


@dataclass(slots=True)
class Watch:
    """One open page."""

    look: Look = field(default_factory=Look)
    _told: dict[str, str] = field(default_factory=dict)
    _messages: timeline.Told = field(default_factory=timeline.Told)
    _traffic: traffic.Told = field(default_factory=traffic.Told)

    def news(self, slack: LocalSlack) -> Json:
        """What changed since the page was last told, by part of the page; empty when nothing did."""
        found = {
            "scene": scene.seen(slack, self.look.team, self.look.person),
            "modals": [shown_view(view) for view in slack.world.stacks.get(self.look.person, [])],
            "clock": {"moves": slack.story.moves},
            "faults": scene.faults(slack),
        }
        news = {part: shown for part, shown in found.items() if self._is_new(part, shown)}
        place = timeline.news(slack, self.look, self._messages)
        passed = traffic.news(slack, self._traffic)
        return news | ({"timeline": place} if place else {}) | ({"traffic": passed} if passed else {})

    def _is_new(self, part: str, shown: Any) -> bool:
        told = json.dumps(shown)
        if self._told.get(part) == told:
            return False
        self._told[part] = told
        return True
