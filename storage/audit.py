"""Who changed what, when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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
