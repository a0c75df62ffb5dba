"""What is kept no longer than it is needed: what Slack delivered, interviews nobody went on adding, who read what."""

from collections.abc import Callable
from datetime import datetime

import structlog

from storage import drafts, panels, seen, workspaces
from storage.database import Database

_log = structlog.get_logger(__name__)


def tidy(db: Database, now: Callable[[], datetime]) -> None:
    """Throws away what is past its time, in each workspace by itself. Harmless when repeated."""
    with db.read() as session:
        teams = workspaces.all_ids(session, uninstalled=True)
    for team_id in teams:
        with db.begin() as session:
            keys = seen.prune(session, team_id, now())
            given_up = drafts.prune(session, team_id, now())
            panels.forget_reads(session, team_id, now())
        if keys or given_up:
            _log.info("tidied", team=team_id, seen=keys, drafts=given_up)
