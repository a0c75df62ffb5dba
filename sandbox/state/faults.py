"""Trouble on order: what goes wrong, where, and how often."""

import random
import time
from dataclasses import dataclass, field
from typing import Literal, get_args

from sandbox.state.ids import new_id

Trouble = Literal["http_500", "rate_limited", "error", "slow", "drop_before", "drop_after", "twice", "down"]
TROUBLES: tuple[str, ...] = get_args(Trouble)


@dataclass(slots=True)
class Fault:
    """`times` exchanges named `on` (a method, a kind of delivery, or `*`) go wrong; None: until it is lifted.
    With a `share` below 1 each is hit by chance, always the same ones for the same `seed`. A fault that `lasts` so many
    seconds ends by itself.

    http_500      Slack answers 500 and does nothing
    rate_limited  429 with `Retry-After: seconds`, and nothing done
    error         `ok: false` with `error`, and nothing done
    slow          `seconds` pass before it is handled (a call) or sent (a delivery)
    drop_before   the connection closes and nothing was done; a delivery never arrives
    drop_after    it is done, and the connection closes before the answer; of a delivery, the ack is lost
    twice         a delivery arrives two times
    down          Slack is away: 503 and nothing done; a delivery never arrives
    """

    on: str
    trouble: Trouble
    times: int | None = 1
    seconds: float = 1.0
    error: str = "internal_error"
    team_id: str | None = None
    share: float = 1.0
    seed: int | None = None
    lasts: float | None = None
    dice: random.Random = field(init=False, repr=False)
    ends: float | None = field(init=False, repr=False)  # Unix seconds
    id: str = field(default_factory=lambda: new_id("F"))

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - which calls fail is no secret
        self.ends = None if self.lasts is None else time.time() + self.lasts

    def concerns(self, name: str, team_id: str | None) -> bool:
        """Whether exchanges of this name, in this workspace, are hit by it."""
        return self.on in {"*", name, name.partition(":")[0]} and self.team_id in {None, team_id}


@dataclass(slots=True)
class Faults:
    """The faults in force, oldest first; and how slow Slack is, in seconds: `latency` before each answer of the Web
    API is sent (what it asks for is done at once), `history_lag` until a message stands in the history."""

    active: list[Fault] = field(default_factory=list)
    latency: float = 0.0
    history_lag: float = 0.0

    def take(self, name: str, team_id: str | None) -> Fault | None:
        """The fault that hits this exchange, if any; one use of it is spent."""
        for fault in self.in_force():
            if not fault.concerns(name, team_id) or fault.dice.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.active.remove(fault)
            return fault
        return None

    def in_force(self) -> list[Fault]:
        """Those that are not over yet."""
        now = time.time()
        self.active = [fault for fault in self.active if fault.ends is None or fault.ends > now]
        return self.active

    def lift(self, fault_id: str | None) -> None:
        """End one fault, or all of them."""
        self.active = [f for f in self.active if fault_id is not None and f.id != fault_id]
