"""The process as it is started and stopped: both transports, refusals, and the end by a signal."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.client import Installation, Person
from slackapp import manifest
from slackapp.settings import Settings
from storage.migrate import downgrade
from tests.slackapp.entry.front import Http

COMMAND = [sys.executable, "-c", "from slackapp.cli import main; main()"]


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    with Sandbox.start() as slack:
        yield slack


@pytest.fixture
def installed(slack: Sandbox) -> tuple[Installation, Person]:
    return an_installation(slack, socket=True)


def an_installation(slack: Sandbox, *, socket: bool) -> tuple[Installation, Person]:
    """The app in a workspace of its own, and someone there."""
    acme = slack.desk.workspace("Acme")
    written = manifest.written()
    written["settings"]["socket_mode_enabled"] = socket
    return acme.install(written), acme.person("Priya Nair")


class Running:
    """`interview-prep run`, as a process of its own; its log is JSON, a line a thing."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *arguments: str) -> None:
        ours = {name.upper() for name in Settings.model_fields}
        clean = {name: value for name, value in os.environ.items() if name not in ours}
        self.process = subprocess.Popen(
            [*COMMAND, "run", *arguments],
            env=clean | {"LOG_FORMAT": "json", "XDG_DATA_HOME": str(folder)} | dict(environment),
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.log: list[dict[str, Any]] = []

    def until(self, event: str) -> dict[str, Any]:
        """The first line of the log that says this."""
        assert self.process.stderr
        for line in self.process.stderr:
            entry = json.loads(line) if line.startswith("{") else {"event": line}
            self.log.append(entry)
            if entry["event"] == event:
                return entry
        raise AssertionError(self.log)

    def end(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Ends it; its exit code, and the seconds it took."""
        before = monotonic()
        self.process.send_signal(by)
        self.process.communicate(timeout=15)
        return self.process.returncode, monotonic() - before

    def output(self) -> tuple[int, str]:
        """Waits for it to end by itself."""
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Any]:
    """Starts processes that are gone when the test is."""
    started: list[Running] = []

    def running(*arguments: str, **environment: str) -> Running:
        started.append(Running(environment, tmp_path, *arguments))
        return started[-1]

    yield running
    for one in started:
        one.process.kill()
        one.process.communicate()


def test_over_socket_mode(running: Any, slack: Sandbox, installed: tuple[Installation, Person], tmp_path: Path) -> None:
    app, priya = installed
    process = running(
        SLACK_BOT_TOKEN=app.bot_token, SLACK_APP_TOKEN=app.app_token, SLACK_API_URL=slack.api_url, METRICS_PORT="0"
    )
    assert process.until("database")["at"] == str(tmp_path / "interview-prep" / "interview-prep.sqlite3")
    ready = process.until("ready")
    assert ready["reached"] == "Socket Mode"
    health = Http(int(ready["health"].rsplit(":", 1)[1]))
    status, body = health.send("GET", "/readyz")
    assert (status, json.loads(body)) == (200, {"database": "ok", "scheduler": "ok", "slack": "ok"})
    answer = priya.command("/interview", "help")
    assert answer.ok
    assert answer.message
    assert 'interview_prep_requests_total{kind="command",outcome="answered"} 1.0' in health.send("GET", "/metrics")[1]
    code, seconds = process.end(signal.SIGINT)
    assert (code, seconds < 10) == (0, True)


def test_over_http(running: Any, slack: Sandbox) -> None:
    app, priya = an_installation(slack, socket=False)
    process = running(
        SLACK_BOT_TOKEN=app.bot_token,
        SLACK_SIGNING_SECRET=app.signing_secret,
        SLACK_API_URL=slack.api_url.rstrip("/"),
        PORT="0",
        SLACK_CLIENT_ID="1.2",
        SLACK_CLIENT_SECRET="s",
    )
    address = process.until("ready")["reached"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/slack/events", address)
    app.request_url = address
    assert app.verify_request_url()
    assert app.check_ssl()
    assert priya.command("/interview", "trust-safety").message
    code, seconds = process.end()
    assert (code, seconds < 10) == (0, True)


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Http]]:
    """A process whose commands are slow, or hang."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.slackapp.entry.hanging", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    front = Http(port)
    for _ in range(200):
        with suppress(ConnectionRefusedError):
            front.send("GET", "/healthz")
            break
        Event().wait(0.05)
    yield process, front
    process.kill()
    process.communicate()


def test_the_end_waits_for_what_is_in_hand(hanging: tuple[subprocess.Popen[str], Http]) -> None:
    process, front = hanging
    with ThreadPoolExecutor(1) as people:
        asked = people.submit(front.command, "slow")
        Event().wait(0.5)
        before = monotonic()
        process.terminate()
        assert asked.result(10) == (200, "done")
    said, _ = process.communicate(timeout=10)
    assert (process.returncode, "closed" in said) == (0, True)
    assert monotonic() - before < 4


def test_the_end_comes_whatever_hangs(hanging: tuple[subprocess.Popen[str], Http]) -> None:
    process, front = hanging
    with ThreadPoolExecutor(1) as people:
        asked = people.submit(front.command, "hung")
        Event().wait(0.5)
        before = monotonic()
        process.terminate()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=15)
        assert (process.returncode, "closed" in said) == (0, True)
        assert monotonic() - before < 10
        with pytest.raises(ConnectionError):
            asked.result(1)


def test_settings_that_are_wrong_stop_the_start(running: Any) -> None:
    code, said = running(SLACK_BOT_TOKEN="xapp-1", SLACK_APP_TOKEN="xapp-1").output()
    assert code == 1
    assert said.startswith("Error: SLACK_BOT_TOKEN holds an app-level token")


def test_a_port_that_is_taken_stops_the_start(
    running: Any, slack: Sandbox, installed: tuple[Installation, Person]
) -> None:
    port = slack.api_url.split(":")[2].split("/")[0]
    environment = {"SLACK_BOT_TOKEN": installed[0].bot_token, "SLACK_API_URL": slack.api_url}
    code, said = running(SLACK_SIGNING_SECRET="s", PORT=port, **environment).output()
    assert code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in said
    code, said = running(SLACK_APP_TOKEN="xapp-wrong", **environment).output()
    assert code == 1
    assert "check SLACK_APP_TOKEN" in said


@pytest.mark.parametrize("url", ["postgres://u:hunter2@127.0.0.1:9/d", "sqlite:////proc/none/x.sqlite3"])
def test_a_database_out_of_reach_stops_the_start(running: Any, url: str) -> None:
    code, said = running(SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", DATABASE_URL=url).output()
    assert code == 1
    assert "DATABASE_URL" in said
    assert "hunter2" not in said
    assert "Traceback" not in said


def test_pending_migrations(
    running: Any, slack: Sandbox, installed: tuple[Installation, Person], database_url: str
) -> None:
    downgrade(database_url, "base")
    app, _ = installed
    environment = {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "PORT": "0",
    }
    if database_url.startswith("postgresql"):
        code, said = running(**environment).output()
        assert code == 1
        assert "interview-prep migrate" in said
        process = running("--migrate", **environment)
    else:
        process = running(**environment)
    process.until("ready")
    assert process.end()[0] == 0
