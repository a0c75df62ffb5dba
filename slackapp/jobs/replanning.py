"""Every morning message planned anew: the zone data is newer, or a workspace chose another time or other people."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from slackapp.jobs.chores import in_each_workspace
from storage import agenda, succession
from storage.database import Database

AT_ONCE: Final = 20
"""People in one transaction: whoever else wants to write waits for no more."""


def replan_all(db: Database, now: Callable[[], datetime]) -> None:
    """In every workspace: this process may have come with newer zone data."""
    in_each_workspace(db, "replan", partial(replan, db, now))


def replan(db: Database, now: Callable[[], datetime], team_id: str) -> None:
    """In one workspace, where what somebody arranged who has left passes on first. Harmless when repeated, or when it
    ends half-way: each process does it at its start."""
    with db.begin() as session:
        succession.settle(session, team_id, now())
    with db.read() as session:
        people = agenda.people_ahead(session, team_id, now())
    for first in range(0, len(people), AT_ONCE):
        with db.begin() as session:
            agenda.recompute(session, team_id, now(), people[first : first + AT_ONCE])
