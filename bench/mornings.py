"""Row 4: the morning run: 10,000 people in 100 workspaces, with Slack's limits in force and 150 ms an answer."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp
from time import monotonic, sleep

import psutil

from bench import workspaces
from bench.figures import Figure, Line
from bench.processes import Failed, announcing, failure, process
from bench.setting import Setting
from bench.workspaces import LARGEST, RECIPIENTS, Workspaces
from sandbox.client import Desk
from storage.database import Database
from storage.starter_bank import load_all

_A_MINUTE = 300
_ANSWER_MILLISECONDS = 150
_MOST_TIMES_LONGER = 1.1
_ROLE = "trust-safety"
_SOON = timedelta(seconds=8)
_CALM_PERCENT, _CALM_SECONDS, _PATIENCE = 15.0, 1.5, 300.0
_LOOK_EVERY = 1.0


def measure(setting: Setting) -> Iterator[Line]:
    """Once: it takes over five minutes, and its length is of its own nature."""
    role = next(each for each in load_all() if each.slug == _ROLE)
    reference = LARGEST / _A_MINUTE * 60
    for kind, url in setting.databases.items():
        folder = Path(mkdtemp(dir=setting.folder))
        db = Database(url)
        argv = [sys.executable, "-m", "sandbox", "--port", "0", "--no-rules", "--retry-delays", ""]
        with announcing(argv, folder) as (_, line), Desk(json.loads(line)["url"]) as desk:
            seconds = _run(desk, json.loads(line)["api_url"], db, url, folder, workspaces.found(desk, db, role))
        db.close()
        times = seconds / reference
        yield Line(
            4, kind, "10,000 morning messages", f"limits: {reference:.0f} s", str(Figure([seconds], "s", 0)),
            f"{times:.2f} times", f"{_MOST_TIMES_LONGER:g} times at most", times <= _MOST_TIMES_LONGER,
        )  # fmt: skip


def _run(desk: Desk, api_url: str, db: Database, url: str, folder: Path, who: Workspaces) -> float:
    """Seconds from when the messages were due until Slack took the last; by its own record, everybody has one."""
    desk.rate_limits({"chat.postMessage": _A_MINUTE})
    desk.latency(_ANSWER_MILLISECONDS)
    with _app(api_url, url, folder, who) as app:
        _wait_calm(app, folder)
        due = (datetime.now(UTC) + _SOON).replace(microsecond=0)
        workspaces.make_due(db, who, due)
        before = _processor_seconds(app)
        end = monotonic() + _PATIENCE + LARGEST / _A_MINUTE * 60
        while len(desk.posted(texts=False)) < RECIPIENTS and monotonic() < end:
            if app.poll() is not None:
                raise failure(app, folder)
            sleep(_LOOK_EVERY)
        used = _processor_seconds(app) - before
    posted = desk.posted(texts=False)
    had = Counter((each.team_id, each.person) for each in posted)
    if len(had) != RECIPIENTS or max(had.values()) > 1:
        raise Failed(f"{len(had)} of {RECIPIENTS} people were sent to, somebody {max(had.values())} times")
    refused = desk.refusals().get("chat.postMessage", 0)
    each = used / RECIPIENTS * 1000
    sys.stderr.write(f"         Slack refused {refused} messages for now; {each:.1f} ms of processor a message\n")
    return max(each.at for each in posted) - due.timestamp()


@contextmanager
def _app(api_url: str, url: str, folder: Path, who: Workspaces) -> Iterator[Popen[str]]:
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


def _wait_calm(app: Popen[str], folder: Path) -> None:
    """Until what is done at the start is done: a process that sends in the morning was started long before."""
    end = monotonic() + _PATIENCE
    seen = psutil.Process(app.pid)
    while "ready" not in (folder / "log.txt").read_text() or seen.cpu_percent(_CALM_SECONDS) > _CALM_PERCENT:
        if app.poll() is not None:
            raise failure(app, folder)
        if monotonic() > end:
            raise Failed("the app does not come to rest")


def _processor_seconds(app: Popen[str]) -> float:
    times = psutil.Process(app.pid).cpu_times()
    return float(times.user + times.system)
