"""Candidates whom a workspace keeps no longer are forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from slackapp.jobs.chores import in_each_workspace
from storage import erasing
from storage.database import Database

BUSY = timedelta(minutes=1)
"""When a message about a candidate is being sent at this moment, they are forgotten a little later."""

_log = structlog.get_logger(__name__)


def forget_candidates(db: Database, now: Callable[[], datetime]) -> timedelta | None:
    """Erases who is past the retention of their workspace, one by one. How long until it is to be tried once more
    today; None when all is done. Harmless when repeated."""
    return in_each_workspace(db, "retention", partial(_forget, db, now), uninstalled=True)


def _forget(db: Database, now: Callable[[], datetime], team_id: str) -> timedelta | None:
    again = None
    with db.read() as session:
        due = erasing.due_for_erasure(session, team_id, now())
    for candidate_id in due:
        try:
            with db.begin() as session:
                erasing.erase_candidate(session, team_id, candidate_id, None, now())
        except erasing.BeingSent:
            again = BUSY
    if due:
        _log.info("candidates past retention", team=team_id, count=len(due))
    return again
