"""Candidates whom a workspace keeps no longer are forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from storage import erasing, workspaces
from storage.database import Database

BUSY = timedelta(minutes=1)
"""When a message about a candidate is being sent at this moment, they are forgotten a little later."""

_log = structlog.get_logger(__name__)


def forget_candidates(db: Database, now: Callable[[], datetime]) -> timedelta | None:
    """Erases who is past the retention of their workspace, one by one. How long until it is to be tried once more
    today; None when all is done. Harmless when repeated."""
    again = None
    with db.read() as session:
        due = [
            (team_id, candidate_id)
            for team_id in workspaces.all_ids(session, uninstalled=True)
            for candidate_id in erasing.due_for_erasure(session, team_id, now())
        ]
    for team_id, candidate_id in due:
        try:
            with db.begin() as session:
                erasing.erase_candidate(session, team_id, candidate_id, None, now())
        except erasing.BeingSent:
            again = BUSY
    if due:
        _log.info("candidates past retention", count=len(due))
    return again
