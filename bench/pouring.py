"""Reactions poured out over an app: one thread, one selector, each event once. `python -m bench.pouring`."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from selectors import EVENT_READ, BaseSelector, DefaultSelector, SelectorKey
from time import perf_counter, time
from typing import cast

from bench.commands import Asker, signed_event
from bench.connection import Connection, is_answer
from bench.processes import REPOSITORY
from bench.readers import reaction

CONNECTIONS = 16
_AGO = 3600.0
"""Events tell of what was done since then."""


@dataclass(frozen=True, slots=True)
class Pour:
    """The events from `first` to before `last`, over `CONNECTIONS`: `lead` seconds unmeasured, then `seconds` measured.
    With `until_gone` until the app goes away, which is then no failure."""

    first: int
    last: int
    seconds: float
    lead: float = 0.5
    until_gone: bool = False


@dataclass(frozen=True, slots=True)
class Poured:
    """What came of it: which events were answered with 200, how many with anything else, and how many a second were
    answered while it was measured."""

    acknowledged: Sequence[int]
    refused: int
    per_second: float


def begin(port: int, asker: Asker, pour: Pour) -> subprocess.Popen[str]:
    """Pours from a process of its own; `ended` has what came of it."""
    argv = [sys.executable, "-m", "bench.pouring", json.dumps([port, asdict(asker), asdict(pour)])]
    return subprocess.Popen(argv, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


def ended(pouring: subprocess.Popen[str]) -> Poured:
    """Waits for its end. Raises `subprocess.CalledProcessError` when the app went away and was not to."""
    said, _ = pouring.communicate()
    if pouring.returncode:
        raise subprocess.CalledProcessError(pouring.returncode, pouring.args)
    return Poured(**json.loads(said))


@dataclass(slots=True)
class _Flow:
    """Events that are sent, each once, by whichever connection is free; and what was answered."""

    left: Iterator[tuple[int, bytes]]
    measured_from: float
    until: float
    acknowledged: list[int] = field(default_factory=list)
    refused: int = 0
    measured: int = 0

    def send(self, connection: Connection) -> int | None:
        """Sends the next one: its index, or None when none is to be sent any more."""
        index, request = next(self.left, (None, b""))
        if index is None or perf_counter() > self.until:
            return None
        connection.send(request)
        return index

    def go_on(self, connection: Connection, index: int) -> int | None:
        """Reads what has come; once that is all of the answer, sends the next."""
        answer = connection.receive()
        if answer is None:
            return index
        if not is_answer(answer, b""):
            self.refused += 1
            return self.send(connection)
        self.acknowledged.append(index)
        self.measured += self.measured_from <= perf_counter() <= self.until
        return self.send(connection)


def drive(port: int, asker: Asker, pour: Pour) -> Poured:
    """Sends until time is up, or the app is gone."""
    since = time() - _AGO
    requests = [(index, signed_event(asker, reaction(index, since))) for index in range(pour.first, pour.last)]
    begun = perf_counter() + pour.lead
    flow = _Flow(iter(requests), begun, begun + pour.seconds)
    with DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            connection = Connection(port)
            selector.register(connection, EVENT_READ, flow.send(connection))
        while selector.get_map():
            for key, _ in selector.select():
                _attend(selector, flow, key, until_gone=pour.until_gone)
    if perf_counter() < flow.until and not pour.until_gone:
        raise ValueError("there were not enough events to pour")
    return Poured(flow.acknowledged, flow.refused, flow.measured / pour.seconds)


def _attend(selector: BaseSelector, flow: _Flow, key: SelectorKey, *, until_gone: bool) -> None:
    connection = cast(Connection, key.fileobj)
    try:
        waits_for = flow.go_on(connection, key.data)
    except OSError:
        if not until_gone:
            raise
        waits_for = None
    if waits_for is None:
        selector.unregister(connection)
        connection.close()
    else:
        selector.modify(connection, EVENT_READ, waits_for)


def main() -> None:
    """Takes what to do as its argument, writes what came of it; both JSON."""
    port, asker, pour = json.loads(sys.argv[1])
    json.dump(asdict(drive(port, Asker(**asker), Pour(**pour))), sys.stdout)


if __name__ == "__main__":
    main()
