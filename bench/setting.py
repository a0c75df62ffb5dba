"""What all benchmarks share: the local Slack, the filled databases, and how much is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.apps import ROLE, Running
from bench.load import Answers, Lane, Load, put_on
from bench.slack import Slack


@dataclass(frozen=True, slots=True)
class Setting:
    """`roles` are the words of every role of the large bank; `searches` what people look for in it."""

    slack: Slack
    databases: Mapping[str, str]
    roles: Sequence[str]
    searches: Sequence[str]
    rounds: int
    folder: Path
    people: int
    """Who have a message in the morning run."""

    def asking(self, running: Running, connections: int = 1) -> Lane:
        """Questions for one role after another."""
        return Lane([ROLE, *self.roles], running.app.answer, connections)

    def put_on(self, running: Running, load: Load) -> list[Answers]:
        """Puts the load on an app that runs."""
        return put_on(running.port, self.slack.asker, load)
