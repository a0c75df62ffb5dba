"""The local Slack, as a process of its own. Apps ask it whose token they hold; while we measure, nothing."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.commands import Asker
from bench.processes import announcing
from sandbox.client import Desk
from slackapp import manifest


@dataclass(frozen=True, slots=True)
class Slack:
    """A workspace of it, a member, and the app's credentials there, as its environment gives them."""

    asker: Asker
    credentials: Mapping[str, str]


@contextmanager
def local_slack(folder: Path) -> Iterator[Slack]:
    """Runs while the block lasts."""
    with announcing([sys.executable, "-m", "sandbox", "--port", "0"], folder) as (_, line):
        told = json.loads(line)
        with Desk(told["url"]) as desk:
            workspace = desk.workspace("Bench")
            installed = workspace.install(manifest.written())
            member = workspace.person("Priya Nair", "Asia/Kolkata")
        yield Slack(
            Asker(workspace.id, member.id, installed.signing_secret),
            {
                "SLACK_BOT_TOKEN": installed.bot_token,
                "SLACK_SIGNING_SECRET": installed.signing_secret,
                "SLACK_API_URL": told["api_url"],
            },
        )
