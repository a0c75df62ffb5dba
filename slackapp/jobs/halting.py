"""A workspace that no longer has the app is left alone."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from storage import audit, workspaces

_log = structlog.get_logger(__name__)


def halt(session: Session, team_id: str, reason: str, now: datetime) -> None:
    """Slack said so: nothing is sent or asked there until it is installed again. `reason` is Slack's error name."""
    if workspaces.uninstall(session, team_id, now):
        _log.warning("a workspace is left alone", team=team_id, reason=reason)
        audit.record(session, team_id, now, "halted", reason)
