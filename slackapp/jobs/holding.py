"""Interviews that are over count: their questions were asked."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from slackapp.jobs.chores import in_each_workspace
from storage import held
from storage.database import Database


def count_held(db: Database, now: Callable[[], datetime]) -> None:
    """In each workspace, one interview after the other. Harmless when repeated."""
    in_each_workspace(db, "held", partial(_count, db, now))


def _count(db: Database, now: Callable[[], datetime], team_id: str) -> None:
    with db.read() as session:
        due = held.due(session, team_id, now())
    for interview_id in due:
        with db.begin() as session:
            held.count_one(session, team_id, interview_id, now())
