"""Workspaces and their people."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import CLUSTERED, Base, Long, SlackId, TeamId


class Workspace(Base):
    """An installed workspace (or organisation, for an org-wide install) and how it wants things done."""

    __tablename__ = "workspace"
    __table_args__ = CLUSTERED

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    name: Mapped[Long]
    zone: Mapped[Long]
    digest_time: Mapped[time]
    digest_days: Mapped[list[Any]]
    """ISO weekdays, 1 is Monday."""
    curators: Mapped[list[Any]]
    """Ids of the members who look after the questions; empty: Slack's owners and admins do."""
    movers: Mapped[list[Any]]
    """Ids of the members who may move anyone's interviews, besides admins."""
    shows_names: Mapped[bool]
    retention_days: Mapped[int]
    starter_digest: Mapped[Long | None]
    """Of the starter bank that the workspace was last filled from; another one is looked at again."""
    installed_at: Mapped[datetime]
    uninstalled_at: Mapped[datetime | None]


class Member(Base):
    """A person, as Slack last described them, and what they chose. Null: as the workspace has it."""

    __tablename__ = "member"
    __table_args__ = CLUSTERED

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    member_id: Mapped[SlackId] = mapped_column(primary_key=True)
    name: Mapped[Long]
    zone: Mapped[Long | None]
    locale: Mapped[Long | None]
    guest: Mapped[bool]
    external: Mapped[bool]
    deactivated: Mapped[bool]
    admin: Mapped[bool]
    checked_at: Mapped[datetime]
    """When Slack was last asked about them."""
    dm_channel: Mapped[SlackId | None]
    digest_time: Mapped[time | None]
    digest_days: Mapped[list[Any] | None]
    reminder_minutes: Mapped[int | None]
    """Minutes before an interview; 0 is off."""
    paused_until: Mapped[date | None]
    welcomed_at: Mapped[datetime | None]
    """When they were told what they will get from the app."""
    answered_on: Mapped[date | None]
    """The day, in their zone, on which what they typed to the app was last answered."""
    muted: Mapped[list[Any]]
    """Kinds of message that they do not want."""
    rated_at: Mapped[datetime | None]
    """When they last said something of a question, to the day: who never did has no words of their own to look for."""
