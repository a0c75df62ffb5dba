"""Who changed what, when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.ids import new_id
from storage.tables import Audit


def record(
    session: Session,
    team_id: str,
    now: datetime,
    action: str,
    subject: str,
    *,
    actor: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Notes that `actor` (a member; None: the app, on Slack's word) did `action` to `subject`."""
    session.add(
        Audit(
            team_id=team_id,
            audit_id=new_id(),
            at=now,
            actor=actor,
            action=action,
            subject=subject,
            detail=dict(detail or {}),
        )
    )


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done to `subject`. `actor` is a member; None: the app."""

    id: str
    at: datetime
    actor: str | None
    action: str
    subject: str
    detail: Mapping[str, Any]


def changes(session: Session, team_id: str, subjects: Collection[str], since: datetime) -> Sequence[Change]:
    """What was done to these from `since` on, the oldest first."""
    rows = session.scalars(
        select(Audit)
        .where(Audit.team_id == team_id, Audit.at >= since, Audit.subject.in_(subjects))
        .order_by(Audit.audit_id)
    )
    return [Change(row.audit_id, row.at, row.actor, row.action, row.subject, row.detail) for row in rows]


def forget(session: Session, team_id: str, change: Change, name: str) -> None:
    """Takes one thing out of a change's detail: what somebody wrote there is kept no longer."""
    kept = {key: value for key, value in change.detail.items() if key != name}
    session.execute(update(Audit).where(Audit.team_id == team_id, Audit.audit_id == change.id).values(detail=kept))
