"""Messages: due, sent, and which questions stood in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from prep.messages import CANNOT_WAIT
from storage.tables.columns import CLUSTERED, Base, Id, Long, Name, SlackId, TeamId

_PLANNED = text("state = 'planned'")
_FIRST = text(f"state = 'planned' AND kind IN ({', '.join(repr(str(kind)) for kind in sorted(CANNOT_WAIT))})")
_SENDING = text("state = 'sending'")
_EDITS = text("edits_id IS NOT NULL")
_DUE = ("due_at", "team_id", "method", "not_before")
_WAITING = ("team_id", "member_id", "kind", "due_at")


class Delivery(Base):
    """A message that is due or was sent. It is a row before it is a message, so that none is lost or doubled."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("team_id", "once"),
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"], ondelete="CASCADE"),
        # What a tick asks for, then a workspace, then whoever plans anew for somebody: these hold only what is still to
        # be done, however large the table.
        Index("ix_delivery_due", *_DUE, sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        Index("ix_delivery_next", "team_id", "method", "due_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        Index("ix_delivery_first", "team_id", "method", "due_at", sqlite_where=_FIRST, postgresql_where=_FIRST),
        Index("ix_delivery_waiting", *_WAITING, sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        Index("ix_delivery_lease", "lease_until", "team_id", sqlite_where=_SENDING, postgresql_where=_SENDING),
        Index(None, "team_id", "member_id", "due_at"),
        Index(None, "team_id", "about"),
        Index("ix_delivery_edits", "team_id", "edits_id", sqlite_where=_EDITS, postgresql_where=_EDITS),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    delivery_id: Mapped[Id] = mapped_column(primary_key=True)
    once: Mapped[Long]
    """What makes planning idempotent: the same reason to send is the same text here."""
    kind: Mapped[Name]
    method: Mapped[Name] = mapped_column(server_default="chat.postMessage")
    """Slack's, that sends it: a new message, or `chat.update` of an old one."""
    member_id: Mapped[SlackId | None]
    """Who it is for; null when it goes to a channel for all to read."""
    channel_id: Mapped[SlackId | None]
    """Where it goes; null until the person's DM is known."""
    about: Mapped[Id | None]
    """The interview it is about."""
    edits_id: Mapped[Id | None]
    """The delivery whose message it changes."""
    content: Mapped[dict[str, Any]]
    """What its composer needs, for kinds that are not composed from what they are about."""
    due_at: Mapped[datetime]
    """Product time. No failure rewrites it."""
    not_before: Mapped[datetime | None]
    """Machine time: back-off. Of what was claimed and could not be looked up: the next try."""
    state: Mapped[Name]
    claimed_at: Mapped[datetime | None]
    """Machine time of the first claim: a message of this delivery in Slack is not older."""
    lease_id: Mapped[Id | None]
    lease_until: Mapped[datetime | None]
    """Machine time: until when the claim `lease_id` holds."""
    attempts: Mapped[int]
    reason: Mapped[Long | None]
    """Why it failed, was skipped or superseded, or why it is to be tried again."""
    ts: Mapped[Name | None]
    """Slack's timestamp of the message, once sent."""
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Mention(Base):
    """A message that was sent to somebody has told them of an interview."""

    __tablename__ = "mention"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "interview_id"], ["interview.team_id", "interview.interview_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["team_id", "delivery_id"], ["delivery.team_id", "delivery.delivery_id"], ondelete="CASCADE"
        ),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    interview_id: Mapped[Id] = mapped_column(primary_key=True)
    delivery_id: Mapped[Id] = mapped_column(primary_key=True)


class Pace(Base):
    """When a Slack method may next be called for a workspace, or somebody in it be sent to. All processes share it."""

    __tablename__ = "pace"
    __table_args__ = CLUSTERED

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    paced: Mapped[Name] = mapped_column(primary_key=True)
    """A method (`chat.postMessage`), one that Slack asked not to call (`patience chat.postMessage`), or a recipient:
    the id of a member or a channel."""
    next_at: Mapped[datetime]
    """Machine time."""


class Posting(Base):
    """A message in Slack with questions in it: what a reaction on it may mean."""

    __tablename__ = "posting"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"], ondelete="CASCADE"),
        Index(None, "team_id", "member_id"),
        Index(None, "team_id", "forget_at"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    channel_id: Mapped[SlackId] = mapped_column(primary_key=True)
    ts: Mapped[Name] = mapped_column(primary_key=True)
    kind: Mapped[Name]
    member_id: Mapped[SlackId | None]
    delivery_id: Mapped[Id | None]
    """The delivery that it was; null for what was posted before that was kept."""
    interviews: Mapped[list[Any]]
    """Ids of those it shows, without those that were forgotten."""
    posted_at: Mapped[datetime]
    forget_at: Mapped[datetime]
    """When the first of them is forgotten, and with it which words were said of it here; the message with the last.
    Product time, as is `posted_at`."""


class PostingQuestion(Base):
    """A question in a message, with its number there (1 to 10; past ten it has none)."""

    __tablename__ = "posting_question"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "channel_id", "ts"],
            ["posting.team_id", "posting.channel_id", "posting.ts"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["team_id", "question_id"], ["question.team_id", "question.question_id"], ondelete="CASCADE"
        ),
        Index(None, "team_id", "question_id"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    channel_id: Mapped[SlackId] = mapped_column(primary_key=True)
    ts: Mapped[Name] = mapped_column(primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[int | None]
