"""What is done to the app while it sends the morning messages, and what then must be true."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

from storage.database import Database
from tests.chaos import sabotage
from tests.chaos.fleet import Process, free_port
from tests.chaos.places import decide
from tests.chaos.stage import Slack, Stage, booked_stage, left, sending

LATENCY_MILLISECONDS = 400
"""Slack takes a message at once and says so later: time enough to be killed in between."""
LAG_SECONDS = 2.7
"""Of Slack's history: a little less than the lease of 3 s, as 27 s is less than 30."""
LONG_LAG_SECONDS = 3600.0
"""Longer than the lease, and than anything takes here."""
PATIENCE = 400.0
WITHOUT_IT = 120.0
"""Seconds in which the others have sent everything. They need ten, and as many for what the one that stands still
holds; on a busy machine more."""
_FOR_A_KILL = 9
"""Interviewers: more than have their message before the next kill."""
_LOOK_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a scenario, in a line for people; `fine`: as it must be."""

    name: str
    fine: bool
    told: str


@dataclass(frozen=True, slots=True)
class Rig:
    """Where scenarios run: a local Slack and a migrated, empty database. `seed` makes the same run again."""

    slack: Slack
    database_url: str
    db: Database
    seed: int
    folder: Path

    def stage(self, people: int, *, socket: bool = False) -> Stage:
        """Slack as it is on a good day but slow to answer; interviews are booked."""
        self.slack.desk.lift()
        self.slack.desk.lag_history(0)
        self.slack.desk.latency(LATENCY_MILLISECONDS)
        return booked_stage(self.slack, self.database_url, people, socket=socket, db=self.db)

    def dice(self) -> Random:
        """Falls the same way each time."""
        return Random(self.seed)  # noqa: S311 - when to kill is no secret

    @contextmanager
    def crew(self, stage: Stage, *, socket: bool = False) -> Iterator["Crew"]:
        """Processes of the app, all gone when the block ends."""
        crew = Crew(stage, socket=socket, folder=self.folder)
        try:
            yield crew
        finally:
            crew.kill()


class Crew:
    """The app's processes on one stage."""

    def __init__(self, stage: Stage, *, socket: bool, folder: Path) -> None:
        self._stage = stage
        self._folder = folder
        self._port = free_port()
        mode = {"SLACK_APP_TOKEN": stage.installation.app_token} if socket else {}
        self._environment: Mapping[str, str] = {**stage.environment, **mode}
        self._started = 0
        self.processes: list[Process] = []
        if not socket:
            stage.installation.request_url = f"http://127.0.0.1:{self._port}/slack/events"

    def start(self, *options: str) -> Process:
        """One more, once it is ready. The first of those that live has the port that Slack knows."""
        port = free_port() if self.processes else self._port
        self._started += 1
        log = self._folder / f"app-{self._started}.log"
        started = Process({**self._environment, "PORT": str(port)}, log, *options)
        self.processes.append(started)
        started.wait_ready()
        return started

    def kill(self) -> None:
        """Every one of them, at once."""
        for each in self.processes:
            each.kill()
        self.processes.clear()

    def kill_oldest(self) -> None:
        """One of them."""
        self.processes.pop(0).kill()

    def doubles(self) -> int:
        """What their `/metrics` say, all together."""
        return sum(each.doubles() for each in self.processes)


def wait_until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether it became so in time."""
    end = monotonic() + seconds
    while not true():
        if monotonic() > end:
            return False
        sleep(_LOOK_EVERY)
    return True


def killed(rig: Rig, *, socket: bool, kills: int, blind: bool = False) -> Report:
    """`kill -9` at a random moment of the run, again and again, then a start that nobody disturbs."""
    dice = rig.dice()
    stage = rig.stage(_FOR_A_KILL * kills, socket=socket)
    options = ["--sabotage", sabotage.LOOKUP] if blind else []
    in_hand, done = 0, 0
    with rig.crew(stage, socket=socket) as crew:
        while done < kills and left(rig.db):
            before = sending(rig.db)
            crew.start(*options)
            sleep(dice.uniform(0.1, 1.6))
            crew.kill()
            done += 1
            in_hand += bool(sending(rig.db) - before)
        crew.start(*options)
        wait_until(lambda: not left(rig.db))
    name = f"killed {done} times, {'Socket Mode' if socket else 'HTTP'}{', without look-up' if blind else ''}"
    facts = f"{in_hand} kills left a row in sending; {_verdict(stage)}"
    if blind:
        return Report(name, stage.lost() == 0 and stage.doubled() > 0, facts)
    enough = done == kills and in_hand >= kills * 2 // 5
    return Report(name, enough and not stage.amiss(), facts)


def lagging(rig: Rig) -> Report:
    """Slack shows what it took only after 2.7 s; one of two processes is killed again and again, and the other takes
    over as soon as the leases have run out."""
    stage = rig.stage(90)
    rig.slack.desk.lag_history(LAG_SECONDS)
    with rig.crew(stage) as crew:
        crew.start()
        for _ in range(8):
            crew.start()
            wait_until(lambda: sending(rig.db), 5)
            crew.kill_oldest()
        wait_until(lambda: not left(rig.db))
    return Report("history lags by less than a lease", not stage.amiss(), _verdict(stage))


def lagging_longer(rig: Rig) -> Report:
    """The first exception: Slack shows an accepted message later than the lease."""
    stage = rig.stage(60)
    rig.slack.desk.lag_history(LONG_LAG_SECONDS)
    with rig.crew(stage) as crew:
        rig.slack.desk.latency(500)  # accepted at once and answered late: so each kill comes between the two
        for _ in range(3):
            another = _another(stage)
            crew.start()
            wait_until(another, 30)
            sleep(0.3)  # in which it sends more than one
            crew.kill()
        rig.slack.desk.latency(0)
        crew.start()
        wait_until(lambda: stage.doubled() > 2, 60)
        rig.slack.desk.lag_history(0)  # so that what stands twice can be counted
        wait_until(lambda: not left(rig.db))
        counted = wait_until(lambda: crew.doubles() == stage.doubled(), 60)
        facts = f"{_verdict(stage)}; /metrics counts {crew.doubles()}"
    return Report(
        "exception: history lags by more than a lease", counted and stage.doubled() > 0 and not stage.lost(), facts
    )


def stopped(rig: Rig, place: str) -> Report:
    """A process stands still beside two that work, before it checks its claim or after it. Whatever it holds in the
    database just then, they do not wait for it to go on."""
    stage = rig.stage(40)
    with rig.crew(stage) as crew:
        fate = rig.folder / "fate"
        decide(fate, "stop", place)
        still = crew.start("--fate", str(fate))
        wait_until(still.is_stopped, 30)
        crew.start()
        crew.start()
        done = wait_until(lambda: not left(rig.db), WITHOUT_IT)
        still.go_on()
        if place == "claimed":
            sleep(3)  # in which it would send what is not its own any more
        else:
            wait_until(stage.doubled, 30)
        counted = wait_until(lambda: crew.doubles() == stage.doubled(), 30)
        facts = f"{_verdict(stage)}; /metrics count {crew.doubles()}"
    if place == "claimed":
        return Report("stopped before its check of the claim", done and not stage.amiss(), facts)
    fine = done and counted and stage.doubled() > 0 and not stage.lost()
    return Report("exception: stopped between its check and its post", fine, facts)


def three(rig: Rig) -> Report:
    """Three processes share the work, and are killed together."""
    stage = rig.stage(90)
    dice = rig.dice()
    with rig.crew(stage) as crew:
        for _ in range(6):
            for _ in range(3):
                crew.start()
            sleep(dice.uniform(0.2, 1.2))
            crew.kill()
        for _ in range(3):
            crew.start()
        wait_until(lambda: not left(rig.db))
    return Report("three processes", not stage.amiss(), _verdict(stage))


def gone(rig: Rig, shut: Callable[[], None], open_again: Callable[[], None], seconds: float) -> Report:
    """The database is gone in the middle of the run, for as long as ten leases."""
    stage = rig.stage(60)
    with rig.crew(stage) as crew:
        crew.start()
        crew.start()
        wait_until(lambda: len(stage.posted()) > 10)
        shut()
        sleep(seconds)
        open_again()
        wait_until(lambda: not left(rig.db))
    return Report(f"the database gone for {seconds:.0f} s", not stage.amiss(), _verdict(stage))


def _another(stage: Stage) -> Callable[[], bool]:
    """Becomes true when Slack takes one more message than now."""
    had = len(stage.posted())
    return lambda: len(stage.posted()) > had


def _verdict(stage: Stage) -> str:
    people = len(stage.interviewers)
    return f"{people} interviewers, {len(stage.posted())} messages, {stage.doubled()} doubled, {stage.lost()} lost"
