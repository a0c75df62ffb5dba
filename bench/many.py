"""Ours, as `interview-prep run` starts it, in many workspaces: `python -m bench.many FILE` (their tokens)."""

import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from slackapp.assembly import assemble
from slackapp.cli.settled import settled
from slackapp.entry import run as entry
from slackapp.entry.preparing import prepare


class ManyInstallations:
    """A token for each workspace; nobody asks this app anything."""

    def __init__(self, tokens: Mapping[str, str], api_url: str) -> None:
        self._tokens = tokens
        self._api_url = api_url

    def learn(self) -> None:
        """They are known."""

    def authorize(self) -> AuthorizeResult:
        """Not asked for: this process sends, and hears no request."""
        raise NotImplementedError

    def client(self, team_id: str, seconds: int) -> WebClient | None:
        """As the product's own does it."""
        token = self._tokens.get(team_id)
        if token is None:
            return None
        return WebClient(token=token, base_url=self._api_url, timeout=seconds, retry_handlers=[])


def main() -> None:
    """Runs until SIGTERM."""
    settings = settled()
    prepare(settings.database_url, may_migrate=False)
    installations = ManyInstallations(json.loads(Path(sys.argv[1]).read_text()), settings.slack_api_url)
    entry.run(settings, partial(assemble, settings, installations=installations))


if __name__ == "__main__":
    main()
