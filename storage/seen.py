"""What Slack delivered before: the database's key refuses the second, no check of ours."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.inserting import insert_once
from storage.tables import Seen

KEPT = timedelta(days=3)
"""Longer than Slack goes on delivering an event: 24 hours, with hourly retries switched on."""


def first_time(session: Session, team_id: str, key: str, now: datetime) -> bool:
    """True once for each key (an event's id, a trigger's, a view's with its hash), in the caller's transaction."""
    return insert_once(session, Seen, {"team_id": team_id, "key": key, "at": now})


def before(session: Session, team_id: str, key: str) -> bool:
    """Whether `first_time` was asked for this key before."""
    return session.get(Seen, (team_id, key)) is not None


def prune(session: Session, team_id: str, now: datetime) -> int:
    """Forgets what is too old to come again; how many that were."""
    gone = session.execute(delete(Seen).where(Seen.team_id == team_id, Seen.at < now - KEPT).returning(Seen.key))
    return len(gone.all())
