"""The record of every exchange between Slack and an app, of every message posted, and of every breach of the rules."""

import itertools
from collections import deque
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sandbox.state.packing import pack, unpack

KEPT = 200_000  # exchanges; the oldest go first, so that a long benchmark does not fill the memory


@dataclass(slots=True)
class Exchange:
    """One Web API call of an app (`call`), or one payload sent to it (`delivery`).

    `at` is Unix seconds when it began; `seconds` how long until it was answered, None while it is not. `sent` and
    `answer` are packed.
    """

    number: int
    direction: Literal["call", "delivery"]
    name: str  # the method, or the kind of delivery
    app_id: str | None
    team_id: str | None
    sent: bytes
    at: float
    transport: str = "http"
    status: int | None = None
    answer: bytes | None = None
    error: str | None = None
    seconds: float | None = None
    attempt: int = 0  # of an event: 0, then 1 to 3 when it is sent again

    def read(self) -> dict[str, Any]:
        """It as an object, with what was said unpacked."""
        said = {"sent": unpack(self.sent), "answer": None if self.answer is None else unpack(self.answer)}
        return asdict(self) | said


@dataclass(frozen=True, slots=True)
class Post:
    """A message that chat.postMessage accepted, as it then was: later edits and deletions change nothing here.

    `person` is who shares the DM with the app, None elsewhere; `at` is Unix seconds.
    """

    team_id: str
    channel: str
    ts: str
    person: str | None
    text: str
    metadata: dict[str, Any] | None
    at: float


@dataclass(slots=True)
class Breach:
    """Something an app sent that Slack's rules refuse."""

    place: str  # the method, or what was answered: "answer to command"
    app_id: str
    pointer: str
    rule: str
    sentence: str
    error: str
    at: float  # Unix seconds
    exchange: int | None = None  # the number of the one it was found in


_in_hand: ContextVar[int | None] = ContextVar("in_hand", default=None)
"""The number of the exchange that this task began last."""


@dataclass(slots=True)
class Record:
    """Everything that went to and fro, in the order it began."""

    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=KEPT))
    breaches: list[Breach] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def begin(
        self,
        direction: Literal["call", "delivery"],
        name: str,
        *,
        app_id: str | None,
        team_id: str | None,
        sent: dict[str, Any],
        at: float,
        transport: str = "http",
        attempt: int = 0,
    ) -> Exchange:
        """Note that an exchange began; whoever began it fills in its end."""
        number = next(self._numbers)
        exchange = Exchange(number, direction, name, app_id, team_id, pack(sent), at, transport, attempt=attempt)
        self.exchanges.append(exchange)
        _in_hand.set(number)
        return exchange

    def broken(self, place: str, app_id: str, pointer: str, rule: str, sentence: str, error: str, at: float) -> None:
        """Note a breach, in the exchange that is in hand."""
        self.breaches.append(Breach(place, app_id, pointer, rule, sentence, error, at, _in_hand.get()))

    def read(self, direction: str, name: str | None) -> list[dict[str, Any]]:
        """The exchanges in this direction, only those of this name where one is given."""
        return [
            e.read()
            for e in list(self.exchanges)
            if e.direction == direction and (name is None or e.name == name or e.name.startswith(f"{name}:"))
        ]

    def clear(self) -> None:
        """Forget all exchanges and breaches; what was posted stays posted."""
        self.exchanges.clear()
        self.breaches.clear()
