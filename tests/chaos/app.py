"""The app as `interview-prep run` starts it, with shorter leases, and with what no setting of `run` can do to it."""

import argparse
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from slackapp.assembly import assemble, system_now
from slackapp.cli.settled import settled
from slackapp.entry import run as entry
from slackapp.entry.preparing import prepare
from slackapp.jobs import delivering
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.jobs.doubles import Doubles
from tests.chaos import sabotage
from tests.chaos.storm.clock import StoryClock

_SHORTER: Final = 10
"""Leases and time-outs are so many times shorter than in `run`. Their ratio is the same."""
LEASE: Final = delivering.LEASE / _SHORTER
POST_SECONDS: Final = delivering.POST_SECONDS // _SHORTER
RECOUNT_SECONDS: Final = 20
"""Longer than the longest lag of Slack's history that is played."""


def main() -> None:
    """Runs until it is killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.app", description=__doc__)
    parser.add_argument("--fate", type=Path, help="the file that says what it does to itself where")
    parser.add_argument("--sabotage", choices=sabotage.KINDS, help="without one of the safeguards")
    parser.add_argument("--story", type=Path, help="the file with the time to plan by, instead of the system's")
    parser.add_argument("--stepped", type=Path, help="the file with the seconds by which this machine's clock is wrong")
    chosen = parser.parse_args()

    def courier(sender: Sender) -> Courier:
        recount = Doubles(after=timedelta(seconds=RECOUNT_SECONDS))
        hasty = replace(sender, lease=LEASE, post_seconds=POST_SECONDS, doubles=recount)
        return sabotage.courier(hasty, chosen.fate, chosen.sabotage)

    now = StoryClock(chosen.story, chosen.stepped) if chosen.story else system_now
    settings = settled()
    prepare(settings.database_url, may_migrate=False)
    entry.run(settings, partial(assemble, settings, now=now, courier=courier))


if __name__ == "__main__":
    main()
