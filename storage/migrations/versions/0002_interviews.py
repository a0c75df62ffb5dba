"""Interviews."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "pace",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_pace_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "method", name="pk_pace"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id"],
            ["member.team_id", "member.member_id"],
            name="fk_draft_team_id_member_id_member",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "draft_id", name="pk_draft"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_draft_team_id_changed_at", "draft", ["team_id", "changed_at"])
    op.create_table(
        "opening",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "role_id"], ["role.team_id", "role.role_id"], name="fk_opening_team_id_role_id_role"
        ),
        sa.PrimaryKeyConstraint("team_id", "opening_id", name="pk_opening"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_opening_team_id_role_id", "opening", ["team_id", "role_id"])
    op.create_table(
        "candidate",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("shown_as", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "opening_id"],
            ["opening.team_id", "opening.opening_id"],
            name="fk_candidate_team_id_opening_id_opening",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "candidate_id", name="pk_candidate"),
        sa.UniqueConstraint("team_id", "opening_id", "shown_as", name="uq_candidate_team_id_opening_id_shown_as"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan_part",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "opening_id"],
            ["opening.team_id", "opening.opening_id"],
            name="fk_plan_part_team_id_opening_id_opening",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "opening_id", "position", name="pk_plan_part"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "interview",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("interview_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("cv", sa.Text(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("arranged_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "arranged_by"],
            ["member.team_id", "member.member_id"],
            name="fk_interview_team_id_arranged_by_member",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "candidate_id"],
            ["candidate.team_id", "candidate.candidate_id"],
            name="fk_interview_team_id_candidate_id_candidate",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "opening_id", "position"],
            ["plan_part.team_id", "plan_part.opening_id", "plan_part.position"],
            name="fk_interview_team_id_opening_id_position_plan_part",
        ),
        sa.PrimaryKeyConstraint("team_id", "interview_id", name="pk_interview"),
        sa.UniqueConstraint("team_id", "source", "external_id", name="uq_interview_team_id_source_external_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_interview_team_id_arranged_by_starts_at", "interview", ["team_id", "arranged_by", "starts_at"])
    op.create_index("ix_interview_team_id_candidate_id", "interview", ["team_id", "candidate_id"])
    op.create_index("ix_interview_team_id_starts_at", "interview", ["team_id", "starts_at"])
    op.create_table(
        "plan_question",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("opening_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("competency", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "opening_id", "position"],
            ["plan_part.team_id", "plan_part.opening_id", "plan_part.position"],
            name="fk_plan_question_team_id_opening_id_position_plan_part",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "question_id"],
            ["question.team_id", "question.question_id"],
            name="fk_plan_question_team_id_question_id_question",
        ),
        sa.PrimaryKeyConstraint("team_id", "opening_id", "position", "place", name="pk_plan_question"),
        sa.UniqueConstraint(
            "team_id", "opening_id", "question_id", name="uq_plan_question_team_id_opening_id_question_id"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plan_question_team_id_question_id", "plan_question", ["team_id", "question_id"])
    op.create_table(
        "panelist",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("interview_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("panelist_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "interview_id"],
            ["interview.team_id", "interview.interview_id"],
            name="fk_panelist_team_id_interview_id_interview",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id"],
            ["member.team_id", "member.member_id"],
            name="fk_panelist_team_id_member_id_member",
        ),
        sa.PrimaryKeyConstraint("team_id", "interview_id", "panelist_id", name="pk_panelist"),
        sa.UniqueConstraint("team_id", "interview_id", "member_id", name="uq_panelist_team_id_interview_id_member_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_panelist_team_id_member_id_interview_id", "panelist", ["team_id", "member_id", "interview_id"])
    op.add_column("delivery", sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("member", sa.Column("next_message_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("member", sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("member", sa.Column("answered_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("member", "answered_on")
    op.drop_column("member", "welcomed_at")
    op.drop_column("member", "next_message_at")
    op.drop_column("delivery", "claimed_at")
    op.drop_index("ix_panelist_team_id_member_id_interview_id", table_name="panelist")
    op.drop_table("panelist")
    op.drop_index("ix_plan_question_team_id_question_id", table_name="plan_question")
    op.drop_table("plan_question")
    op.drop_index("ix_interview_team_id_starts_at", table_name="interview")
    op.drop_index("ix_interview_team_id_candidate_id", table_name="interview")
    op.drop_index("ix_interview_team_id_arranged_by_starts_at", table_name="interview")
    op.drop_table("interview")
    op.drop_table("plan_part")
    op.drop_table("candidate")
    op.drop_index("ix_opening_team_id_role_id", table_name="opening")
    op.drop_table("opening")
    op.drop_index("ix_draft_team_id_changed_at", table_name="draft")
    op.drop_table("draft")
    op.drop_table("pace")
