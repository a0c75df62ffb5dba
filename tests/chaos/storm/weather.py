"""The storm: what befalls processes, Slack, the database and clocks, and when. The same seed makes the same storm."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import time
from typing import Any, Final

from sandbox.client import Desk
from tests.chaos import sabotage
from tests.chaos.gate import Gate
from tests.chaos.places import PLACES, decide
from tests.chaos.storm import clock, keeper
from tests.chaos.storm.keeper import Keeper
from tests.chaos.storm.ought import EARLY

LONGEST_LAG: Final = 2.0
"""Of Slack's history, in seconds: less than a lease."""
_BETWEEN: Final = (0.3, 2.2)
_METHODS: Final[Mapping[str, int]] = {
    "chat.postMessage": 6,
    "chat.update": 1,
    "conversations.history": 2,
    "conversations.open": 1,
}

Draw = Callable[[Random], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that happens so many seconds after what came before it."""

    after: float
    name: str
    how: Mapping[str, Any]


def _somebody(dice: Random) -> dict[str, Any]:
    return {"place": dice.randrange(keeper.PLACES)}


def _method(dice: Random) -> dict[str, Any]:
    [on] = dice.choices(list(_METHODS), list(_METHODS.values()))
    return {"on": on, "times": dice.randint(1, 2)}


_KINDS: Final[Mapping[str, tuple[int, Draw]]] = {
    "kill": (4, _somebody),
    "kill all": (1, lambda _: {}),
    "kill at a step": (5, lambda dice: {**_somebody(dice), "at": dice.choice(PLACES)}),
    "stop before the check": (2, lambda dice: {**_somebody(dice), "at": "claimed"}),
    "stop after the check": (1, lambda dice: {**_somebody(dice), "at": "checked"}),
    "stop": (5, lambda dice: {**_somebody(dice), "seconds": dice.uniform(0.3, 6)}),
    "drop_after": (8, _method),
    "drop_before": (3, _method),
    "http_500": (4, _method),
    "rate_limited": (3, _method),
    "slow": (5, lambda dice: {**_method(dice), "seconds": dice.uniform(0.3, 1.8)}),
    "error": (2, lambda dice: {**_method(dice), "error": dice.choice(("fatal_error", "service_unavailable"))}),
    "answers take": (4, lambda dice: {"milliseconds": dice.choice((0, 100, 300, 600))}),
    "history lags": (3, lambda dice: {"seconds": dice.choice((0, 0, 1, LONGEST_LAG))}),
    "database gone": (2, lambda dice: {"seconds": dice.uniform(1, 7)}),
    "step the clock": (
        4,
        lambda dice: {**_somebody(dice), "seconds": dice.choice((0, -3600, -600, EARLY.total_seconds() - 30, 60))},
    ),
    "cut sockets": (2, lambda _: {}),
}


_GUARDED: Final = {sabotage.LOOKUP: "drop_after", sabotage.LEASE: "stop before the check"}
"""What a safeguard is for."""
_MORE: Final = 20


def storm(seed: int, sabotaged: str | None) -> Iterator[Blow]:
    """One blow after the other, without end; where a safeguard is missing, more of what it is for. Without leases it is
    always the first process that stops before its check: so there are others that take over."""
    dice = Random(f"{seed}:storm")  # noqa: S311 - what goes wrong is no secret
    weights = [weight + (_MORE if name == _GUARDED.get(sabotaged or "") else 0) for name, (weight, _) in _KINDS.items()]
    while True:
        [name] = dice.choices(list(_KINDS), weights)
        how = _KINDS[name][1](dice)
        if sabotaged == sabotage.LEASE and name == _GUARDED[sabotaged]:
            how["place"] = 0
        yield Blow(dice.uniform(*_BETWEEN), name, how)


@dataclass
class Weather:
    """Lets a storm rage over an installation. `stepped` are the files with the error of each process's
    clock, `fates` those with what it is to do to itself."""

    blows: Iterator[Blow]
    desk: Desk
    app: Any
    keeper: Keeper
    gate: Gate
    stepped: list[Path]
    fates: list[Path]
    struck: Counter[str] = field(default_factory=Counter)
    lags: list[tuple[float, float]] = field(default_factory=lambda: [(0.0, 0.0)])
    """Since when Slack's history lagged by how many seconds."""
    slowly: float = 1.0
    """How many times slower it is, because this machine is."""
    _over: threading.Event = field(default_factory=threading.Event)
    _raging: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def begin(self) -> None:
        """It begins."""
        self._thread = threading.Thread(target=self._rage, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """It is over; everything works again."""
        self.cease()
        self._clear()

    def cease(self) -> None:
        """Nothing more goes wrong; what is wrong stays so."""
        self._over.set()
        if self._thread:
            self._thread.join()

    @contextmanager
    def lull(self) -> Iterator[None]:
        """While the block lasts, nothing goes wrong."""
        with self._raging:
            self._clear()
            yield

    def _rage(self) -> None:
        for blow in self.blows:
            if self._over.wait(blow.after * self.slowly):
                return
            with self._raging:
                self._strike(blow.name, dict(blow.how))
                self.struck[blow.name] += 1

    def _strike(self, name: str, how: dict[str, Any]) -> None:
        match name:
            case "kill":
                self.keeper.kill(how["place"])
            case "kill all":
                self.keeper.kill_all()
            case "kill at a step" | "stop before the check" | "stop after the check":
                decide(self.fates[how["place"]], name.partition(" ")[0], how["at"])
            case "stop":
                self.keeper.freeze(how["place"], how["seconds"])
            case "answers take":
                self.desk.latency(how["milliseconds"])
            case "history lags":
                self._lag(how["seconds"])
            case "database gone":
                self.gate.shut()
                self._over.wait(how["seconds"])
                self.gate.open()
            case "step the clock":
                clock.step(self.stepped[how["place"]], how["seconds"])
            case "cut sockets":
                self.desk.cut_sockets(self.app)
            case _:
                self.desk.fault(how.pop("on"), name, **how)  # type: ignore[arg-type]  # the name is a trouble of Slack's

    def _clear(self) -> None:
        self.desk.lift()
        self.desk.latency(0)
        self._lag(0)
        self.gate.open()
        self.keeper.wake()
        for each in self.stepped:
            clock.step(each, 0)
        for each in self.fates:
            each.unlink(missing_ok=True)

    def _lag(self, seconds: float) -> None:
        self.lags.append((time(), seconds))
        self.desk.lag_history(seconds)
