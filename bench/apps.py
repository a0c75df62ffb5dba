"""The apps that are compared: how each is started, and what it holds of memory once it runs."""

import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp
from time import perf_counter, sleep

import psutil

from bench.commands import signed
from bench.connection import Connection, is_answer
from bench.load import COMMAND
from bench.processes import failure, process
from bench.slack import Slack
from slackapp.entry.seats import EVENT_SEATS, SEATS, SPARE_THREADS

ROLE = "trust-safety"
_BIN = Path(sys.executable).parent
_START_SECONDS = 60.0
_LOOK_EVERY = 0.001


@dataclass(frozen=True, slots=True)
class App:
    """An app that can be started. Right answers to `/interview ROLE` contain `answer`."""

    name: str
    argv: Sequence[str]
    answer: str
    environment: Mapping[str, str]


def hello(name: str, slack: Slack, *options: str) -> App:
    """A reference, with as many threads as ours has."""
    argv = [sys.executable, "-m", "bench.hello", "--threads", str(SEATS + EVENT_SEATS + SPARE_THREADS), *options]
    return App(name, argv, "hi", slack.credentials)


def ours(name: str, slack: Slack, database_url: str) -> App:
    """`interview-prep run` over HTTP, with nothing set that need not be."""
    return App(name, [str(_BIN / "interview-prep"), "run"], "set.different", _environment(slack, database_url))


def ours_slowed(name: str, slack: Slack, database_url: str) -> App:
    """Ours with one more command, which takes a second."""
    return App(name, [sys.executable, "-m", "bench.slowed"], "set.different", _environment(slack, database_url))


def _environment(slack: Slack, database_url: str) -> dict[str, str]:
    return {**slack.credentials, "DATABASE_URL": database_url}


@dataclass(frozen=True, slots=True)
class Running:
    """An app that answers. `seconds` passed from its start to its first answer."""

    app: App
    port: int
    seconds: float
    started: Popen[str]

    def megabytes(self) -> float:
        """Resident memory of its process and all below it."""
        top = psutil.Process(self.started.pid)
        resident = sum(each.memory_info().rss for each in [top, *top.children(recursive=True)])
        return float(resident) / 1024**2


@contextmanager
def running(app: App, slack: Slack, folder: Path) -> Iterator[Running]:
    """Runs it while the block lasts; the block begins with its first answer. Raises `Failed` when there is none."""
    port = _free_port()
    begun = perf_counter()
    room = Path(mkdtemp(dir=folder))
    with process(app.argv, room, {**app.environment, "PORT": str(port)}) as started:
        request = signed(slack.asker, COMMAND, ROLE)
        while not _answered(port, request, app.answer.encode()):
            if started.poll() is not None or perf_counter() - begun > _START_SECONDS:
                raise failure(started, room)
            sleep(_LOOK_EVERY)
        yield Running(app, port, perf_counter() - begun, started)


def _answered(port: int, request: bytes, containing: bytes) -> bool:
    try:
        connection = Connection(port)
    except ConnectionRefusedError:
        return False
    try:
        return is_answer(connection.ask(request), containing)
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
