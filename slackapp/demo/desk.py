"""The local Slack as a process of its own, and the app attached to it."""

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
def local_slack(port: int = 0) -> Iterator[tuple[Desk, str]]:
    """A local Slack on loopback (port 0: any free one), and the address of its Web API. It ends with the block.

    It is in a session of its own, so that Ctrl-C reaches us alone and it outlives the app; should we die, it ends when
    its standard input does.
    """
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--until-input-ends"]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
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
def app_in(
    workspace: Workspace,
    desk: Desk,
    api_url: str,
    now: Callable[[], datetime],
    *,
    database_url: str | None = None,
    http: bool = False,
) -> Iterator[Installation]:
    """The app, installed in the workspace and connected to it: over Socket Mode, or with `http` by signed requests.

    Without `database_url` its database ends with the block. It plans by `now`; leases, time-outs and signatures stay
    with the machine's time.
    """
    written = manifest.written()
    written["settings"]["socket_mode_enabled"] = not http
    installed = workspace.install(written)
    with tempfile.TemporaryDirectory(prefix="interview-prep-demo-") as folder:
        given: dict[str, Any] = {
            "slack_bot_token": installed.bot_token,
            "slack_app_token": "" if http else installed.app_token,
            "slack_signing_secret": installed.signing_secret if http else "",
            "slack_api_url": api_url,
            "slack_command": "/interview",
            "database_url": database_url or f"sqlite:///{Path(folder, 'demo.sqlite3')}",
            "port": 0,
            "metrics_port": None,
            "tick_seconds": 0.5,  # the story does not wait for its messages
        }
        settings = Settings(**given)
        prepare(settings.database_url, may_migrate=True)
        with running(settings, assemble(settings, now=now)) as addresses:
            if http:
                installed.request_url = addresses.slack
            else:
                desk.sockets(installed, at_least=1)
            yield installed
