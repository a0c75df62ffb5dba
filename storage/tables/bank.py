"""The question bank: roles, the words that find them, questions and the roles they serve."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import CLUSTERED, Base, Id, Long, Name, SlackId, TeamId


class Role(Base):
    """A role that people interview for: its guide and default plan, as `prep.bank` shapes them."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("team_id", "slug"), CLUSTERED)

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    role_id: Mapped[Id] = mapped_column(primary_key=True)
    slug: Mapped[Long]
    title: Mapped[Long]
    guide: Mapped[dict[str, Any]]
    plan: Mapped[list[Any]]
    created_at: Mapped[datetime]


class RoleAlias(Base):
    """A name by which a role is found: `key` is `prep.words.key(alias)`. Slug and title are among them."""

    __tablename__ = "role_alias"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "role_id"], ["role.team_id", "role.role_id"], ondelete="CASCADE"),
        Index(None, "team_id", "role_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    key: Mapped[Long] = mapped_column(primary_key=True)
    alias: Mapped[Long]
    role_id: Mapped[Id]


class Question(Base):
    """A question with all that belongs to it."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("team_id", "origin", "origin_id"), CLUSTERED)

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)
    text: Mapped[Long]
    short: Mapped[Long]
    category: Mapped[Name]
    competency: Mapped[Long]
    level: Mapped[Name | None]
    """Null: for any level."""
    minutes: Mapped[int]
    status: Mapped[Name]
    probes: Mapped[list[Any]]
    strong: Mapped[Long]
    solid: Mapped[Long]
    weak: Mapped[Long]
    words: Mapped[Long]
    """What search looks through: folded words of text, short title and competency."""
    origin: Mapped[Name]
    """`starter`, `import` or `person`."""
    origin_id: Mapped[Long | None]
    """Its stable id where it came from, or who wrote it."""
    origin_hash: Mapped[Long | None]
    """Hash of the content as it came; differs from the row's own once someone edited it here."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class QuestionRole(Base):
    """A question serves a role."""

    __tablename__ = "question_role"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "role_id"], ["role.team_id", "role.role_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["team_id", "question_id"], ["question.team_id", "question.question_id"], ondelete="CASCADE"
        ),
        Index(None, "team_id", "question_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    role_id: Mapped[Id] = mapped_column(primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)


class Redraw(Base):
    """How often somebody asked for different questions for a role on one day; no row: not at all."""

    __tablename__ = "redraw"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["team_id", "role_id"], ["role.team_id", "role.role_id"], ondelete="CASCADE"),
        Index(None, "team_id", "role_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    member_id: Mapped[SlackId] = mapped_column(primary_key=True)
    role_id: Mapped[Id] = mapped_column(primary_key=True)
    day: Mapped[date]
    """In the zone the member was in; a turn of another day counts for nothing."""
    turn: Mapped[int]
