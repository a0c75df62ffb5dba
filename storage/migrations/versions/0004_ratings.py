"""What is said of questions; what people were told; hand-overs; deliveries that change another's message."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_EDITS = sa.text("edits_id IS NOT NULL")


def upgrade() -> None:
    op.add_column("member", sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("panelist", sa.Column("follow_up", sa.String(length=32), nullable=True))
    op.add_column("panelist", sa.Column("followed_up_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("delivery", sa.Column("edits_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_index(
        "ix_delivery_edits", "delivery", ["team_id", "edits_id"], sqlite_where=_EDITS, postgresql_where=_EDITS
    )
    _make_postings(
        sa.Column("delivery_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("interviews", sa.JSON(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forget_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_posting_team_id_forget_at", "posting", ["team_id", "forget_at"])
    _make_ratings()
    _make_counters()
    op.create_table(
        "reaction",
        _team(),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        _member(),
        sa.Column("emoji", sa.Text(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_reaction_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", "member_id", "emoji", name="pk_reaction"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reaction_team_id_kept_at", "reaction", ["team_id", "kept_at"])
    op.create_index("ix_audit_team_id_subject", "audit", ["team_id", "subject"])
    _make_told()
    _fill_told()
    op.drop_column("panelist", "told_at")
    _make_mentions()
    _make_hand_overs()


def downgrade() -> None:
    for table in ("hand_over", "mention", "told", "reaction", "question_month", "question_stat", "rating"):
        op.drop_table(table)
    _make_postings(
        sa.Column("about", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.drop_index("ix_audit_team_id_subject", table_name="audit")
    op.drop_index("ix_delivery_edits", table_name="delivery")
    op.drop_column("delivery", "edits_id")
    op.add_column("panelist", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_column("panelist", "followed_up_at")
    op.drop_column("panelist", "follow_up")
    op.drop_column("member", "rated_at")


def _make_ratings() -> None:
    op.create_table(
        "rating",
        _team(),
        _question(),
        _member(),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("judgement", sa.String(length=32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=True),
        _of_question("rating"),
        _of_member("rating", "member_id"),
        sa.PrimaryKeyConstraint("team_id", "question_id", "member_id", "source", name="pk_rating"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rating_team_id_member_id_said_at", "rating", ["team_id", "member_id", "said_at"])


def _make_counters() -> None:
    op.create_table(
        "question_stat",
        _team(),
        _question(),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("helped", "missed", "round", "raters", "month")),
        *(sa.Column(f"faded_{name}", sa.Double(), nullable=False) for name in ("helped", "missed", "round")),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        _of_question("question_stat"),
        sa.PrimaryKeyConstraint("team_id", "question_id", name="pk_question_stat"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question_month",
        _team(),
        _question(),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("month", "helped", "missed", "round")),
        _of_question("question_month"),
        sa.PrimaryKeyConstraint("team_id", "question_id", "month", name="pk_question_month"),
        sqlite_with_rowid=False,
    )


def _make_told() -> None:
    op.create_table(
        "told",
        _team(),
        sa.Column("interview_id", sa.Uuid(as_uuid=False), nullable=False),
        _member(),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_interview("told"),
        _of_member("told", "member_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "interview_id", "member_id", name="pk_told"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_told_team_id_member_id", "told", ["team_id", "member_id"])


def _fill_told() -> None:
    """Of whoever was told of an interview before what they were told was kept: that they were, and the numbers of their
    questions."""
    moment, key = sa.DateTime(timezone=True), ("team_id", "interview_id")
    interview = sa.table("interview", *map(sa.column, (*key, "sequence")))
    theirs = sa.column("asks", sa.JSON()), sa.column("told_at", moment)
    panelist = sa.table("panelist", *map(sa.column, (*key, "member_id")), *theirs)
    same = (interview.c.team_id == panelist.c.team_id) & (interview.c.interview_id == panelist.c.interview_id)
    seats = op.get_bind().execute(
        sa.select(panelist, interview.c.sequence)
        .join_from(panelist, interview, same)
        .where(panelist.c.told_at.is_not(None), panelist.c.member_id.is_not(None))
    )
    rows = [
        {
            "team_id": seat.team_id,
            "interview_id": seat.interview_id,
            "member_id": seat.member_id,
            "facts": {"sequence": seat.sequence, "numbers": {each: number for each, number in seat.asks if number}},
            "at": seat.told_at,
        }
        for seat in seats
    ]
    kept = sa.column("facts", sa.JSON()), sa.column("at", moment)
    op.bulk_insert(sa.table("told", *map(sa.column, (*key, "member_id")), *kept), rows)


def _make_mentions() -> None:
    op.create_table(
        "mention",
        _team(),
        sa.Column("interview_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("delivery_id", sa.Uuid(as_uuid=False), nullable=False),
        _of_interview("mention"),
        sa.ForeignKeyConstraint(
            ["team_id", "delivery_id"],
            ["delivery.team_id", "delivery.delivery_id"],
            name="fk_mention_team_id_delivery_id_delivery",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "interview_id", "delivery_id", name="pk_mention"),
        sqlite_with_rowid=False,
    )


def _make_hand_overs() -> None:
    op.create_table(
        "hand_over",
        _team(),
        sa.Column("hand_over_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("interview_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_member", sa.String(length=32), nullable=False),
        sa.Column("to_member", sa.String(length=32), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _of_interview("hand_over"),
        _of_member("hand_over", "from_member"),
        _of_member("hand_over", "to_member"),
        sa.PrimaryKeyConstraint("team_id", "hand_over_id", name="pk_hand_over"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hand_over_team_id_interview_id", "hand_over", ["team_id", "interview_id"])


def _make_postings(*columns: sa.Column[object]) -> None:
    """Made anew: nothing has read what they hold."""
    op.drop_table("posting_question")
    op.drop_table("posting")
    op.create_table(
        "posting",
        _team(),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        *columns,
        _of_member("posting", "member_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_posting_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", name="pk_posting"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_team_id_member_id", "posting", ["team_id", "member_id"])
    op.create_table(
        "posting_question",
        _team(),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        _question(),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "channel_id", "ts"],
            ["posting.team_id", "posting.channel_id", "posting.ts"],
            name="fk_posting_question_team_id_channel_id_ts_posting",
            ondelete="CASCADE",
        ),
        _of_question("posting_question"),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", "question_id", name="pk_posting_question"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_question_team_id_question_id", "posting_question", ["team_id", "question_id"])


def _team() -> sa.Column[str]:
    return sa.Column("team_id", sa.String(length=32), nullable=False)


def _member() -> sa.Column[str]:
    return sa.Column("member_id", sa.String(length=32), nullable=False)


def _question() -> sa.Column[str]:
    return sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False)


def _of_question(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", "question_id"],
        ["question.team_id", "question.question_id"],
        name=f"fk_{table}_team_id_question_id_question",
        ondelete="CASCADE",
    )


def _of_member(table: str, column: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", column],
        ["member.team_id", "member.member_id"],
        name=f"fk_{table}_team_id_{column}_member",
        ondelete=ondelete,
    )


def _of_interview(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", "interview_id"],
        ["interview.team_id", "interview.interview_id"],
        name=f"fk_{table}_team_id_interview_id_interview",
        ondelete="CASCADE",
    )
