"""The app as `interview-prep run` starts it, with shorter leases, and with what no setting of `run` can do to it."""

import argparse
import os
import signal
from dataclasses import fields
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from slackapp.assembly import assemble
from slackapp.cli.settled import settled
from slackapp.entry import run as entry
from slackapp.entry.preparing import prepare
from slackapp.jobs.composing import Composed
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.jobs.doubles import Doubles
from slackapp.jobs.looking_up import LookUp
from storage.claims import Claimed
from storage.deliveries import State

SHORTER: Final = 10
"""Leases and time-outs are so many times shorter than in `run`: 3 s, and 1 s for a post. Their ratio is the same."""
RECOUNT_SECONDS: Final = 20
"""Longer than the longest lag of Slack's history that is played."""


class Blind(LookUp):
    """Sends again without looking: what the look-up is worth."""

    def look_up(self, claimed: Claimed) -> None:
        """Nothing is asked."""
        self._send_again(claimed)


class StandsStill(Sender):
    """Stops its whole process once, at a chosen place of sending a message, as a machine that is suspended does."""

    _place: str
    _once: Path

    def __init__(self, sender: Sender, place: str, once: Path) -> None:
        for each in fields(Sender):
            object.__setattr__(self, each.name, getattr(sender, each.name))
        object.__setattr__(self, "_place", place)
        object.__setattr__(self, "_once", once)

    def _compose(self, claimed: Claimed) -> Composed | State:
        self._stand_still("before")
        composed = super()._compose(claimed)
        self._stand_still("after")
        return composed

    def _stand_still(self, place: str) -> None:
        if place == self._place and not self._once.exists():
            self._once.touch()
            os.kill(os.getpid(), signal.SIGSTOP)


def main() -> None:
    """Runs until it is killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.app", description=__doc__)
    parser.add_argument("--blind", action="store_true", help="no look-up before a message is sent again")
    parser.add_argument("--stand-still", choices=("before", "after"), help="the check of the claim; once")
    parser.add_argument("--once", type=Path, help="the file that says it did")
    chosen = parser.parse_args()

    def courier(sender: Sender) -> Courier:
        shorter = {each.name: getattr(sender, each.name) for each in fields(Sender)} | {
            "lease": sender.lease / SHORTER,
            "post_seconds": sender.post_seconds // SHORTER,
            "doubles": Doubles(after=timedelta(seconds=RECOUNT_SECONDS)),
        }
        hasty = Sender(**shorter)
        if chosen.stand_still:
            hasty = StandsStill(hasty, chosen.stand_still, chosen.once)
        return Courier(hasty, Blind(hasty) if chosen.blind else None)

    settings = settled()
    prepare(settings.database_url, may_migrate=False)
    entry.run(settings, partial(assemble, settings, courier=courier))


if __name__ == "__main__":
    main()
