"""Interviews that somebody is adding, between the steps of the modal."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.ids import new_id
from storage.tables import Draft

KEPT = timedelta(days=1)


def begin(session: Session, team_id: str, member_id: str, fields: Mapping[str, Any], now: datetime) -> str:
    """Keeps what is filled in so far; the draft's id."""
    row = Draft(team_id=team_id, draft_id=new_id(), member_id=member_id, fields=dict(fields), changed_at=now)
    session.add(row)
    session.flush()
    return row.draft_id


def find(session: Session, team_id: str, draft_id: str, member_id: str) -> dict[str, Any] | None:
    """What this member has filled in; None when it is gone, or somebody else's."""
    row = session.get(Draft, (team_id, draft_id))
    return dict(row.fields) if row and row.member_id == member_id else None


def hold(session: Session, team_id: str, member_id: str) -> None:
    """Whoever fills in or adds a draft of the member's goes one after the other until the caller commits."""
    session.execute(
        select(Draft.draft_id)
        .where(Draft.team_id == team_id, Draft.member_id == member_id)
        .order_by(Draft.draft_id)
        .with_for_update()  # SQLite has one writer at a time anyway
    )


def keep(session: Session, team_id: str, draft_id: str, fields: Mapping[str, Any], now: datetime) -> None:
    """Keeps what is filled in now."""
    session.execute(
        update(Draft)
        .where(Draft.team_id == team_id, Draft.draft_id == draft_id)
        .values(fields=dict(fields), changed_at=now)
    )


def end(session: Session, team_id: str, draft_id: str) -> None:
    """The interview was added, or given up."""
    session.execute(delete(Draft).where(Draft.team_id == team_id, Draft.draft_id == draft_id))


def prune(session: Session, team_id: str, now: datetime) -> int:
    """Forgets what nobody went on with for a day; how many those were."""
    gone = delete(Draft).where(Draft.team_id == team_id, Draft.changed_at < now - KEPT).returning(Draft.draft_id)
    return len(session.execute(gone).all())
