"""What the local Slack has on record: every message that it took, when, and how it was changed afterwards."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sandbox.client import Desk, Exchange, Workspace
from tests.chaos.app import LEASE
from tests.chaos.storm.reading import Kind, Said, kind, said


class Late(StrEnum):
    """Why a message may stand twice: Slack showed it later than a lease after its sender had checked its claim."""

    SUSPENDED = "suspended"
    """It came to Slack so late: its sender stood still in between."""
    SHOWN_LATE = "shown late"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in somebody's direct messages. `at` is the story's time when Slack took it, `machine` the machine's;
    `waited`: so many seconds before, its sender had checked its claim. `told` is what it then said; `changes` are its
    texts since, each from a moment of the machine's on."""

    person: str
    kind: Kind
    at: datetime
    machine: float
    waited: float
    delivery_id: str | None
    text: str
    told: tuple[Said, ...]
    late: Late | None
    changes: tuple[tuple[float, str], ...]

    def text_at(self, machine: float) -> str:
        """What it said at a moment of the machine's."""
        return next((text for since, text in reversed(self.changes) if since <= machine), self.text)


@dataclass(frozen=True, slots=True)
class Witness:
    """What has to be known besides, to read the record: people's zones, what the story's time was when, since when
    Slack's history lagged by how much."""

    zones: Mapping[str, str]
    story: Callable[[float], datetime]
    lags: Sequence[tuple[float, float]]

    def letters(self, desk: Desk, acme: Workspace) -> list[Letter]:
        """Everything that was sent, in the order in which Slack took it. What others than interviewers got is known by
        its delivery alone."""
        checked = {_place(each): float(each.sent["checked"]) for each in taken(desk, "chat.postMessage")}
        changes = defaultdict(list)
        for each in taken(desk, "chat.update"):
            changes[_place(each)].append((each.at + (each.seconds or 0), str(each.sent["text"])))
        letters = []
        for posted in desk.posted(acme):
            place, at, person = (posted.channel, posted.ts), self.story(posted.at), str(posted.person)
            which = kind(posted.text) if person in self.zones else Kind.OTHER
            letters.append(
                Letter(
                    person,
                    which,
                    at,
                    posted.at,
                    posted.at - checked[place],
                    posted.delivery_id,
                    posted.text,
                    said(posted.text, self.zones[person], at) if which is not Kind.OTHER else (),
                    self._late(checked[place], posted.at),
                    tuple(sorted(changes[place])),
                )
            )
        return letters

    def _late(self, checked: float, at: float) -> Late | None:
        """A lease ends by the database's clock, which is this machine's."""
        end = checked + LEASE.total_seconds()
        if at > end:
            return Late.SUSPENDED
        return Late.SHOWN_LATE if at + self._lag(at) > end else None

    def _lag(self, at: float) -> float:
        """The longest in force while the message was not shown yet."""
        before = [seconds for since, seconds in self.lags if since <= at][-1]
        return max([before, *(seconds for since, seconds in self.lags if at < since < at + seconds)])


def taken(desk: Desk, method: str) -> list[Exchange]:
    """The calls that Slack did what was asked in, whether or not it could say so."""
    return [each for each in desk.calls(method) if isinstance(each.answer, dict) and each.answer.get("ok")]


def _place(call: Exchange) -> tuple[Any, Any]:
    return call.answer["channel"], call.answer["ts"]
