"""Searches for a role, their plans, candidates, interviews and who is in the room."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import CLUSTERED, Base, Id, Long, Name, SlackId, TeamId


class Opening(Base):
    """A search for a role. Its plan begins as the role's and grows with the interviews that use it."""

    __tablename__ = "opening"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "role_id"], ["role.team_id", "role.role_id"]),
        Index(None, "team_id", "role_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    opening_id: Mapped[Id] = mapped_column(primary_key=True)
    role_id: Mapped[Id]
    title: Mapped[Long]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class PlanPart(Base):
    """One conversation of an opening's plan. Frozen: its questions are fixed, and the same for every candidate."""

    __tablename__ = "plan_part"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "opening_id"], ["opening.team_id", "opening.opening_id"], ondelete="CASCADE"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    opening_id: Mapped[Id] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Long]
    minutes: Mapped[int]
    competencies: Mapped[list[Any]]
    frozen_at: Mapped[datetime | None]


class PlanQuestion(Base):
    """A question of a frozen part, worded as it was then. None is in two parts of one plan."""

    __tablename__ = "plan_question"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "opening_id", "position"],
            ["plan_part.team_id", "plan_part.opening_id", "plan_part.position"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["team_id", "question_id"], ["question.team_id", "question.question_id"]),
        UniqueConstraint("team_id", "opening_id", "question_id"),
        Index(None, "team_id", "question_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    opening_id: Mapped[Id] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    """In the running order, from 1."""
    question_id: Mapped[Id]
    text: Mapped[Long]
    short: Mapped[Long]
    category: Mapped[Name]
    competency: Mapped[Long]
    minutes: Mapped[int]
    probes: Mapped[list[Any]]


class Candidate(Base):
    """A person considered for an opening."""

    __tablename__ = "candidate"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "opening_id"], ["opening.team_id", "opening.opening_id"], ondelete="CASCADE"),
        UniqueConstraint("team_id", "opening_id", "shown_as"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    candidate_id: Mapped[Id] = mapped_column(primary_key=True)
    opening_id: Mapped[Id]
    shown_as: Mapped[Long]
    """Initials, or the name where the workspace keeps names; a number once erased."""
    external_id: Mapped[Long | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Interview(Base):
    """One conversation with a candidate, in one part of the plan."""

    __tablename__ = "interview"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "candidate_id"], ["candidate.team_id", "candidate.candidate_id"]),
        ForeignKeyConstraint(
            ["team_id", "opening_id", "position"],
            ["plan_part.team_id", "plan_part.opening_id", "plan_part.position"],
        ),
        ForeignKeyConstraint(["team_id", "arranged_by"], ["member.team_id", "member.member_id"]),
        UniqueConstraint("team_id", "source", "external_id"),
        Index(None, "team_id", "starts_at"),
        Index(None, "team_id", "candidate_id"),
        Index(None, "team_id", "arranged_by", "starts_at"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    interview_id: Mapped[Id] = mapped_column(primary_key=True)
    opening_id: Mapped[Id]
    position: Mapped[int]
    candidate_id: Mapped[Id]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[Long]
    cv: Mapped[Long]
    feedback: Mapped[Long]
    note: Mapped[Long]
    state: Mapped[Name]
    source: Mapped[Name]
    """`person`, or the calendar or tracking system that it came from."""
    external_id: Mapped[Long | None]
    """Its id there; of what a person added, the draft it came from, so that twice is once."""
    sequence: Mapped[int]
    """Counts its changes."""
    asked: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """The questions that count as asked in it (`storage.held`); null until it is over and was counted."""
    arranged_by: Mapped[SlackId]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Panelist(Base):
    """Somebody in the room of an interview, and the questions that are theirs."""

    __tablename__ = "panelist"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "interview_id"], ["interview.team_id", "interview.interview_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"]),
        UniqueConstraint("team_id", "interview_id", "member_id"),
        Index(None, "team_id", "member_id", "interview_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    interview_id: Mapped[Id] = mapped_column(primary_key=True)
    panelist_id: Mapped[Id] = mapped_column(primary_key=True)
    """Sorts by when they were added."""
    member_id: Mapped[SlackId | None]
    name: Mapped[Long]
    """As typed, of somebody without Slack; else empty."""
    seat: Mapped[Name]
    asks: Mapped[list[Any]]
    """`[question_id, number or null]` each, in running order."""
    read_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    follow_up: Mapped[Name | None]
    """How far they were asked afterwards which questions helped: see `prep.afterwards.Stage`."""
    followed_up_at: Mapped[datetime | None]
    """Since when. Product time."""


class Told(Base):
    """What a member was last told of an interview, whether or not they are still in it: what is true now may differ."""

    __tablename__ = "told"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "interview_id"], ["interview.team_id", "interview.interview_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"], ondelete="CASCADE"),
        Index(None, "team_id", "member_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    interview_id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[SlackId] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]]
    """See `prep.corrections.Facts`."""
    at: Mapped[datetime]


class HandOver(Base):
    """Somebody cannot come and proposed who might instead, who says yes or no."""

    __tablename__ = "hand_over"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "interview_id"], ["interview.team_id", "interview.interview_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "from_member"], ["member.team_id", "member.member_id"]),
        ForeignKeyConstraint(["team_id", "to_member"], ["member.team_id", "member.member_id"]),
        Index(None, "team_id", "interview_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    hand_over_id: Mapped[Id] = mapped_column(primary_key=True)
    interview_id: Mapped[Id]
    from_member: Mapped[SlackId]
    to_member: Mapped[SlackId]
    seat: Mapped[Name]
    """What the one who cannot come did in the room."""
    state: Mapped[Name]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Draft(Base):
    """An interview that somebody is adding: what they have filled in so far."""

    __tablename__ = "draft"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"], ondelete="CASCADE"),
        Index(None, "team_id", "changed_at"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    draft_id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[SlackId]
    fields: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
