"""What was seen before, and who changed what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import CLUSTERED, Base, Id, Long, Name, SlackId, TeamId


class Seen(Base):
    """A key of something Slack may deliver twice, and did once."""

    __tablename__ = "seen"
    __table_args__ = (Index(None, "team_id", "at"), CLUSTERED)

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    key: Mapped[Long] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Audit(Base):
    """Somebody changed something."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "team_id", "at"), Index(None, "team_id", "subject"), CLUSTERED)

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    audit_id: Mapped[Id] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[SlackId | None]
    """The member who did it; null: the app, on Slack's word."""
    action: Mapped[Name]
    subject: Mapped[Long]
    detail: Mapped[dict[str, Any]]
