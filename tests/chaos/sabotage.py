"""What each of the three safeguards of sending is worth: the app without one of them."""

from dataclasses import replace
from pathlib import Path
from time import time
from typing import Final

from sqlalchemy import inspect, text

from slackapp.jobs.composing import Composed, Nothing
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.jobs.looking_up import LookUp
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import State
from storage.tables import Delivery
from tests.chaos.places import Stamped, Watched

LOOKUP: Final = "lookup"
LEASE: Final = "lease"
UNIQUE: Final = "unique"
KINDS: Final = (LOOKUP, LEASE, UNIQUE)


class Blind(LookUp):
    """Sends again without looking."""

    def look_up(self, claimed: Claimed) -> None:
        """Nothing is asked."""
        self._send_again(claimed)


class Careless(Watched):
    """Sends what it once claimed, as it was when it claimed it, although it is told that somebody else has taken it
    over."""

    def _compose(self, claimed: Claimed) -> Composed | State:
        with self.db.begin() as session:
            before = self.recipes[claimed.kind].compose(session, claimed, self.now())
        decided = super()._compose(claimed)
        if decided not in (State.SENDING, State.SKIPPED) or isinstance(before, Nothing):
            return decided
        return replace(before, message=Stamped(before.message.text, before.message.blocks, time()))


def courier(sender: Sender, fate: Path | None, sabotage: str | None) -> Courier:
    """Who delivers: as in `run`, or without what `sabotage` takes away."""
    if sabotage == LEASE:
        return Courier(Careless(sender, fate))
    watched = Watched(sender, fate)
    return Courier(watched, Blind(watched) if sabotage == LOOKUP else None)


def forget_reasons(db: Database) -> None:
    """From here on the database takes a message for the same reason twice: what `unique` takes away."""
    with db.begin() as session:
        for constraint in inspect(session.connection()).get_unique_constraints(Delivery.__tablename__):
            session.execute(text(f"ALTER TABLE {Delivery.__tablename__} DROP CONSTRAINT {constraint['name']}"))
