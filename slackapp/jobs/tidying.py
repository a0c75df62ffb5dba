"""What is kept no longer than it is needed: what Slack delivered, interviews nobody went on adding, who read what, and
which words were said at which message."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from slackapp.jobs.chores import in_each_workspace
from storage import cutting, drafts, panels, postings, reaction_rows, seen
from storage.database import Database

_MESSAGES: Final = 100
"""Forgotten in a round: they are many, and others want the database too."""
_AGAIN: Final = timedelta(seconds=1)

_log = structlog.get_logger(__name__)


def tidy(db: Database, now: Callable[[], datetime]) -> timedelta | None:
    """Throws away what is past its time, in each workspace by itself. How long until it is to go on; None when all is
    done. Harmless when repeated."""
    return in_each_workspace(db, "tidy", partial(_tidy, db, now), uninstalled=True)


def _tidy(db: Database, now: Callable[[], datetime], team_id: str) -> timedelta | None:
    with db.begin() as session:
        keys = seen.prune(session, team_id, now())
        given_up = drafts.prune(session, team_id, now())
        panels.forget_reads(session, team_id, now())
        reaction_rows.prune(session, team_id, now())
    messages = 0
    while messages < _MESSAGES and _forget_message(db, team_id, now()):
        messages += 1
    if keys or given_up or messages:
        _log.info("tidied", team=team_id, seen=keys, drafts=given_up, messages=messages)
    return _AGAIN if messages == _MESSAGES else None


def _forget_message(db: Database, team_id: str, now: datetime) -> bool:
    """One, in a transaction of its own: nobody waits for long. False when none is left."""
    with db.begin() as session:
        due = postings.due_to_forget(session, team_id, now)
        if due is None:
            return False
        cutting.forget_over(session, team_id, due, now)
        return True
