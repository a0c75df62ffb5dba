"""A process for tests: `/interview slow` takes two seconds, `/interview hung` never ends. Prints its address."""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from slack_bolt import Ack, App

from slackapp import errors
from slackapp.after import After
from slackapp.entry.run import run
from slackapp.metrics import Metrics
from slackapp.settings import Settings
from tests.slackapp.entry.front import SECRET, bolt


class Metronome:
    """Ticks never."""

    def start(self) -> None:
        """Nothing to start."""

    def stop(self, timeout: float) -> None:
        """Nothing to stop."""


@dataclass
class Hanging:
    """The least that can be run."""

    app: App = field(default_factory=bolt)
    metrics: Metrics = field(default_factory=Metrics)
    after: After = field(init=False)
    metronome: Metronome = field(default_factory=Metronome)
    checks: Mapping[str, Callable[[], bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.after = After(self.metrics)
        errors.register(self.app, self.after)
        never = Event()
        threads = ThreadPoolExecutor(1)  # Python waits for these at exit, without end

        @self.app.command("/interview")
        def work(ack: Ack, command: dict[str, Any]) -> None:
            if command["text"] == "hung":
                threads.submit(never.wait)
                never.wait()
            never.wait(2)
            ack("done")

    def close(self) -> None:
        """Says that the end was orderly."""
        sys.stdout.write("closed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    settings = Settings(slack_bot_token="xoxb-1", slack_signing_secret=SECRET, port=int(sys.argv[1]))
    run(settings, Hanging)
