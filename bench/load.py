"""Load: who asks what, over how many connections, for how long; and what came of it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles

from bench.commands import Asker
from bench.processes import REPOSITORY

COMMAND = "/interview"


@dataclass(frozen=True, slots=True)
class Lane:
    """Connections that send one command without pause, its texts in turn. Right answers contain `answer`."""

    texts: Sequence[str]
    answer: str
    connections: int = 1
    command: str = COMMAND


@dataclass(frozen=True, slots=True)
class Load:
    """Lanes that run at once, `lead` seconds unmeasured and then `seconds` measured; `most` ends it sooner.

    `most` is how many requests are sent in all.
    """

    lanes: Sequence[Lane]
    seconds: float
    lead: float = 0.3
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a lane got: how long each right answer took, how many were none, over how many seconds."""

    milliseconds: Sequence[float]
    refused: int
    seconds: float

    @property
    def median(self) -> float:
        """Milliseconds."""
        return median(self.milliseconds)

    @property
    def slowest_percent(self) -> float:
        """Milliseconds within which 99 of 100 were answered."""
        return quantiles(self.milliseconds, n=100)[98]

    @property
    def per_second(self) -> float:
        """Right answers a second."""
        return len(self.milliseconds) / self.seconds


def put_on(port: int, asker: Asker, load: Load) -> list[Answers]:
    """Puts the load on the app at `port`, from a process of its own. What each lane got.

    Raises `subprocess.CalledProcessError` when the app went away.
    """
    given = json.dumps({"port": port, "asker": asdict(asker), "load": asdict(load)})
    done = subprocess.run(
        [sys.executable, "-m", "bench.generator"],
        cwd=REPOSITORY,
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [Answers(**lane) for lane in json.loads(done.stdout)]
