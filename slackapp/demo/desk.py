"""The local Slack as a process of its own, and the app attached to it over Socket Mode."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.client import Desk, Installation, Workspace
from slackapp import manifest
from slackapp.assembly import assemble
from slackapp.entry.preparing import prepare
from slackapp.entry.run import running
from slackapp.settings import Settings

STOPPING_SECONDS = 10


class NoSandbox(Exception):
    """The local Slack did not start."""


@contextmanager
def local_slack() -> Iterator[tuple[Desk, str]]:
    """A local Slack on a free port of loopback, and the address of its Web API. It ends with the block."""
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise NoSandbox("The local Slack did not start; what it wrote above says why.")
            told = json.loads(line)
            with Desk(told["url"]) as desk:
                yield desk, told["api_url"]
        finally:
            process.terminate()
            process.wait(STOPPING_SECONDS)


@contextmanager
def app_in(workspace: Workspace, desk: Desk, api_url: str, now: Callable[[], datetime]) -> Iterator[Installation]:
    """The app, installed in the workspace and connected to it, on a database that ends with the block.

    It plans by `now`; leases, time-outs and signatures stay with the machine's time.
    """
    installed = workspace.install(manifest.written())
    with tempfile.TemporaryDirectory(prefix="interview-prep-demo-") as folder:
        given: dict[str, Any] = {
            "slack_bot_token": installed.bot_token,
            "slack_app_token": installed.app_token,
            "slack_signing_secret": "",
            "slack_api_url": api_url,
            "slack_command": "/interview",
            "database_url": f"sqlite:///{Path(folder, 'demo.sqlite3')}",
            "metrics_port": None,
            "tick_seconds": 0.5,  # the story does not wait for its messages
        }
        settings = Settings(**given)
        prepare(settings.database_url, may_migrate=True)
        with running(settings, assemble(settings, now=now)):
            desk.sockets(installed, at_least=1)
            yield installed
