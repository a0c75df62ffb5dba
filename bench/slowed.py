"""Ours, as `interview-prep run` starts it, with one more slash command: its answer takes a second.

It stands for whatever is slow, and holds a thread and a seat as that would.
"""

import time

from slack_bolt import Ack

from slackapp.assembly import Assembled, assemble
from slackapp.cli.settled import settled
from slackapp.entry import run as entry
from slackapp.entry.preparing import prepare

COMMAND = "/bench-slow"
ANSWER = "slept"


def sleep(ack: Ack) -> None:
    """A second, then the answer."""
    time.sleep(1)  # holds its thread, as what is slow does
    ack(ANSWER)


def main() -> None:
    """Runs until SIGTERM."""
    settings = settled()
    prepare(settings.database_url, may_migrate=False)

    def assembled() -> Assembled:
        built = assemble(settings)
        built.app.command(COMMAND)(sleep)
        return built

    entry.run(settings, assembled)


if __name__ == "__main__":
    main()
