"""What interviewers say of questions, and what it comes to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import CLUSTERED, Base, Id, Long, Name, SlackId, TeamId


class Rating(Base):
    """One person's word on one question, said in one way: with this emoji on that message, on its card, afterwards."""

    __tablename__ = "rating"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "question_id"], ["question.team_id", "question.question_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["team_id", "member_id"], ["member.team_id", "member.member_id"]),
        Index(None, "team_id", "member_id", "said_at"),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[SlackId] = mapped_column(primary_key=True)
    source: Mapped[Long] = mapped_column(primary_key=True)
    """The way: `C1/1700000000.000100/+1::skin-tone-2`, `card/<month>`, `after/<interview>`; `past/<month>` once that
    was cut."""
    judgement: Mapped[Name]
    said_at: Mapped[datetime]
    """Slack's time of it. Once the link to the message was cut: the beginning of its month, or right after the last
    word before it that is not cut off."""
    taken_back_at: Mapped[datetime | None]
    """Slack's time of that; a word that is taken back before it is heard has the same in both."""
    opening_id: Mapped[Id | None]
    """The search that it was said about."""


class QuestionStat(Base):
    """What is said of a question: counters over all months, and the faded sums that sets are drawn by."""

    __tablename__ = "question_stat"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "question_id"], ["question.team_id", "question.question_id"], ondelete="CASCADE"
        ),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)
    helped: Mapped[int]
    missed: Mapped[int]
    round: Mapped[int]
    raters: Mapped[int]
    """People with a word that counts and says that it helped, or that it didn't."""
    asked: Mapped[int] = mapped_column(server_default="0")
    """In how many interviews that were held it counts as asked: in which, they know themselves."""
    month: Mapped[int]
    """As of which the sums are faded; see `prep.usefulness.Record`."""
    faded_helped: Mapped[float]
    faded_missed: Mapped[float]
    faded_round: Mapped[float]
    changed_at: Mapped[datetime]
    """Product time."""
    before: Mapped[list[Any]]
    """What the sums were before that, for those whose day began earlier: `[changed_at, month, helped, missed, round,
    asked]` each, the earliest first, and nothing older than two days."""


class QuestionMonth(Base):
    """The last words of one month on a question: whole numbers of people; see `prep.usefulness.Count`. Where all was
    taken back a row of zeros stays."""

    __tablename__ = "question_month"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "question_id"], ["question.team_id", "question.question_id"], ondelete="CASCADE"
        ),
        CLUSTERED,
    )

    team_id: Mapped[TeamId] = mapped_column(primary_key=True)
    question_id: Mapped[Id] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    helped: Mapped[int]
    missed: Mapped[int]
    round: Mapped[int]


class Reaction(Base):
    """A reaction that is no rating: one that says "read", or one on a message that is not settled yet."""

    __tablename__ = "reaction"
    __table_args__ = (Index(None, "team_id", "kept_at"), CLUSTERED)

    team_id: Mapped[TeamId] = mapped_column(ForeignKey("workspace.team_id"), primary_key=True)
    channel_id: Mapped[SlackId] = mapped_column(primary_key=True)
    ts: Mapped[Name] = mapped_column(primary_key=True)
    member_id: Mapped[SlackId] = mapped_column(primary_key=True)
    emoji: Mapped[Long] = mapped_column(primary_key=True)
    """As Slack names it, with its skin tone."""
    standing: Mapped[bool]
    """Whether it was added last, or taken away."""
    at: Mapped[datetime]
    """Slack's time of that."""
    kept_at: Mapped[datetime]
