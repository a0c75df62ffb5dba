"""Interviews that are over count: their questions were asked."""

from collections.abc import Callable
from datetime import datetime

from storage import held, workspaces
from storage.database import Database


def count_held(db: Database, now: Callable[[], datetime]) -> None:
    """In each workspace, one interview after the other. Harmless when repeated."""
    with db.read() as session:
        due = [
            (team_id, interview_id)
            for team_id in workspaces.all_ids(session)
            for interview_id in held.due(session, team_id, now())
        ]
    for team_id, interview_id in due:
        with db.begin() as session:
            held.count_one(session, team_id, interview_id, now())
