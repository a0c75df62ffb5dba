"""The load generator: one thread, one selector, requests signed beforehand. `python -m bench.generator`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from typing import Any

from bench.commands import Asker, signed
from bench.connection import Connection, is_answer
from bench.load import Answers, Lane, Load


@dataclass(slots=True)
class _Asking:
    """A connection at work."""

    connection: Connection
    lane: int
    requests: Iterator[bytes]
    containing: bytes
    sent_at: float = 0.0

    def send(self) -> None:
        self.sent_at = perf_counter()
        self.connection.send(next(self.requests))


@dataclass(slots=True)
class _Tally:
    """What a lane got so far, of what counts."""

    milliseconds: list[float] = field(default_factory=list)
    refused: int = 0

    def add(self, seconds: float, *, right: bool) -> None:
        if right:
            self.milliseconds.append(seconds * 1000)
        else:
            self.refused += 1


def drive(port: int, asker: Asker, load: Load) -> list[Answers]:
    """Sends until time is up, or all is sent, and waits for the last answers. What each lane got while measured."""
    tallies = [_Tally() for _ in load.lanes]
    everyone = [asking for number, lane in enumerate(load.lanes) for asking in _connected(port, asker, number, lane)]
    left = sys.maxsize if load.most is None else load.most
    with DefaultSelector() as selector:
        begun = perf_counter()
        measured_from, until = begun + load.lead, begun + load.lead + load.seconds
        last = begun
        for asking in everyone:
            selector.register(asking.connection, EVENT_READ, asking)
            asking.send()
            left -= 1
        while selector.get_map():
            for key, _ in selector.select():
                asking = key.data
                answer = asking.connection.receive()
                if answer is None:
                    continue
                last = perf_counter()
                if measured_from <= last <= until:
                    right = is_answer(answer, asking.containing)
                    tallies[asking.lane].add(last - asking.sent_at, right=right)
                if last < until and left > 0:
                    asking.send()
                    left -= 1
                else:
                    selector.unregister(asking.connection)
                    asking.connection.close()
    lasted = min(last, until) - measured_from
    return [Answers(tally.milliseconds, tally.refused, lasted) for tally in tallies]


def _connected(port: int, asker: Asker, number: int, lane: Lane) -> list[_Asking]:
    requests = cycle([signed(asker, lane.command, text) for text in lane.texts])
    return [_Asking(Connection(port), number, requests, lane.answer.encode()) for _ in range(lane.connections)]


def main() -> None:
    """Reads what to do from standard input, writes what came of it; both JSON."""
    given: dict[str, Any] = json.load(sys.stdin)
    lanes = [Lane(**lane) for lane in given["load"].pop("lanes")]
    answers = drive(given["port"], Asker(**given["asker"]), Load(lanes, **given["load"]))
    json.dump([asdict(lane) for lane in answers], sys.stdout)


if __name__ == "__main__":
    main()
