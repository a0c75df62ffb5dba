"""What the storm comes over: the company, its arranger, three processes of the app, a gate before PostgreSQL."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.database import Database
from tests.chaos import sabotage
from tests.chaos.fleet import Process
from tests.chaos.gate import Gate
from tests.chaos.stage import Slack
from tests.chaos.storm import company, weather
from tests.chaos.storm.clock import Hand, step
from tests.chaos.storm.company import DAWN, Company
from tests.chaos.storm.diary import Booked
from tests.chaos.storm.driver import Orders
from tests.chaos.storm.keeper import PLACES, STOOD_STILL_SECONDS, TAKEN_OVER_SECONDS, Keeper
from tests.chaos.storm.weather import Weather


@dataclass(frozen=True, slots=True)
class Rig:
    """Where it happens: a local Slack and a migrated, empty PostgreSQL database. `seed` makes the same plan again."""

    slack: Slack
    database_url: str
    db: Database
    seed: int
    sabotage: str | None
    folder: Path


class Arranger:
    """The process of whoever arranges."""

    def __init__(self, orders: Orders, log: Path) -> None:
        with log.open("w") as errors:
            command = [sys.executable, "-m", "tests.chaos.storm.driver"]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
            )
        self.booked: list[Booked] = []
        self._write(asdict(orders))

    def does(self, book: int, change: int) -> None:
        """Books so many interviews, and changes so many that are still to come. Returns when it is done."""
        assert self._process.stdout
        self._write({"book": book, "change": change})
        self.booked += [Booked.from_dict(each) for each in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        """It is gone."""
        self._process.kill()
        self._process.communicate()

    def _write(self, line: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()


@dataclass(frozen=True, slots=True)
class Scene:
    """All of it."""

    rig: Rig
    company: Company
    hand: Hand
    arranger: Arranger
    keeper: Keeper
    weather: Weather


@contextmanager
def opened(rig: Rig) -> Iterator[Scene]:
    """It stands until the block ends; nothing runs yet but the arranger."""
    acme = company.found(rig.slack, rig.db)
    if rig.sabotage == sabotage.UNIQUE:
        sabotage.forget_reasons(rig.db)
    story = rig.folder / "story"
    stepped, fates = ([rig.folder / f"{what}-{place}" for place in range(PLACES)] for what in ("stepped", "fate"))
    hand = Hand(story, DAWN)
    for each in stepped:
        step(each, 0)
    with ExitStack() as stack:
        gate = Gate(rig.database_url)
        stack.callback(gate.close)
        environment = acme.environment(gate.url)

        def start(place: int) -> Process:
            options = ["--story", str(story), "--stepped", str(stepped[place]), "--fate", str(fates[place])]
            options += ["--sabotage", rig.sabotage] if rig.sabotage else []
            return Process(environment, rig.folder / f"app-{place}.log", *options)

        lease = rig.sabotage == sabotage.LEASE
        keeper = Keeper(start, TAKEN_OVER_SECONDS if lease else STOOD_STILL_SECONDS)
        stack.callback(keeper.close)
        storm = Weather(
            weather.storm(rig.seed, rig.sabotage), rig.slack.desk, acme.installation, keeper, gate, stepped, fates
        )
        stack.callback(storm.cease)
        arranger = Arranger(_orders(rig, acme, story), rig.folder / "arranger.log")
        stack.callback(arranger.close)
        yield Scene(rig, acme, hand, arranger, keeper, storm)


def _orders(rig: Rig, acme: Company, story: Path) -> Orders:
    seed, people = f"{rig.seed}:arranger", list(acme.interviewers)
    return Orders(rig.database_url, str(story), seed, acme.acme.id, acme.opening_id, acme.arranger, people)
