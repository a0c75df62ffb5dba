"""Ours at work in many workspaces of a local Slack, for rows that measure a morning."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from time import monotonic

import psutil

from bench.processes import Failed, announcing, failure, process
from bench.workspaces import Workspaces
from sandbox.client import Desk

PATIENCE = 300.0
_ANSWER_MILLISECONDS = 150
_CALM_PERCENT, _CALM_SECONDS = 15.0, 1.5
POSTS_A_MINUTE, UPDATES_A_MINUTE = 300, 50


@contextmanager
def strict_slack(folder: Path) -> Iterator[tuple[Desk, str]]:
    """A local Slack with its limits in force and 150 ms an answer; its address for apps."""
    argv = [sys.executable, "-m", "sandbox", "--port", "0", "--no-rules", "--retry-delays", ""]
    with announcing(argv, folder) as (_, line), Desk(json.loads(line)["url"]) as desk:
        yield desk, json.loads(line)["api_url"]


def be_strict(desk: Desk) -> None:
    """From here on: what comes before only founds workspaces."""
    desk.rate_limits({"chat.postMessage": POSTS_A_MINUTE, "chat.update": UPDATES_A_MINUTE})
    desk.latency(_ANSWER_MILLISECONDS)


@contextmanager
def app_in(api_url: str, url: str, folder: Path, who: Workspaces) -> Iterator[Popen[str]]:
    """Runs while the block lasts."""
    tokens = folder / "tokens.json"
    tokens.write_text(json.dumps({team: installed.bot_token for team, installed in who.installations.items()}))
    first = next(iter(who.installations.values()))
    environment = {
        "SLACK_BOT_TOKEN": first.bot_token,
        "SLACK_SIGNING_SECRET": first.signing_secret,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": url,
        "PORT": "0",
    }
    with process([sys.executable, "-m", "bench.many", str(tokens)], folder, environment) as app:
        yield app


def wait_calm(app: Popen[str], folder: Path) -> None:
    """Until what is done at the start is done: a process that sends in the morning was started long before."""
    end = monotonic() + PATIENCE
    seen = psutil.Process(app.pid)
    while "ready" not in (folder / "log.txt").read_text() or seen.cpu_percent(_CALM_SECONDS) > _CALM_PERCENT:
        if app.poll() is not None:
            raise failure(app, folder)
        if monotonic() > end:
            raise Failed("the app does not come to rest")


def processor_seconds(app: Popen[str]) -> float:
    """What it used of one so far."""
    times = psutil.Process(app.pid).cpu_times()
    return float(times.user + times.system)
