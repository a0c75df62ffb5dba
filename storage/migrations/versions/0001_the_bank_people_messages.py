"""The bank, people, messages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


_SEARCH = {
    "sqlite": (
        # The ids are indexed words of the search index too, so that one workspace is searched and one row replaced
        # without reading the others.
        "CREATE VIRTUAL TABLE question_search USING fts5(team, question, words, tokenize='unicode61')",
        """CREATE TRIGGER question_search_insert AFTER INSERT ON question BEGIN
            INSERT INTO question_search (team, question, words) VALUES (new.team_id, new.question_id, new.words);
        END""",
        """CREATE TRIGGER question_search_update AFTER UPDATE OF words ON question WHEN old.words != new.words BEGIN
            UPDATE question_search SET words = new.words WHERE rowid IN (
                SELECT rowid FROM question_search WHERE question_search MATCH 'question:"' || old.question_id || '"');
        END""",
        """CREATE TRIGGER question_search_delete AFTER DELETE ON question BEGIN
            DELETE FROM question_search WHERE rowid IN (
                SELECT rowid FROM question_search WHERE question_search MATCH 'question:"' || old.question_id || '"');
        END""",
    ),
    "postgresql": (
        # The workspace is a word of each entry, so that the index itself keeps workspaces apart.
        """CREATE INDEX question_search ON question USING gin
            (to_tsvector('simple', words || ' ' || team_id))""",
    ),
}
_PLANNED = sa.text("state = 'planned'")
_SENDING = sa.text("state = 'sending'")


def upgrade() -> None:
    op.create_table(
        "workspace",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("digest_time", sa.Time(), nullable=False),
        sa.Column("digest_days", sa.JSON(), nullable=False),
        sa.Column("curators", sa.JSON(), nullable=False),
        sa.Column("movers", sa.JSON(), nullable=False),
        sa.Column("shows_names", sa.Boolean(), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("starter_digest", sa.Text(), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uninstalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", name="pk_workspace"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("audit_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_audit_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "audit_id", name="pk_audit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audit_team_id_at", "audit", ["team_id", "at"])
    op.create_table(
        "member",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dm_channel", sa.String(length=32), nullable=True),
        sa.Column("digest_time", sa.Time(), nullable=True),
        sa.Column("digest_days", sa.JSON(), nullable=True),
        sa.Column("reminder_minutes", sa.Integer(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_member_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "member_id", name="pk_member"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("competency", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.Column("strong", sa.Text(), nullable=False),
        sa.Column("solid", sa.Text(), nullable=False),
        sa.Column("weak", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("origin_id", sa.Text(), nullable=True),
        sa.Column("origin_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_question_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "question_id", name="pk_question"),
        sa.UniqueConstraint("team_id", "origin", "origin_id", name="uq_question_team_id_origin_origin_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "role",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("guide", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_role_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "role_id", name="pk_role"),
        sa.UniqueConstraint("team_id", "slug", name="uq_role_team_id_slug"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seen",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_seen_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "key", name="pk_seen"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_seen_team_id_at", "seen", ["team_id", "at"])
    op.create_table(
        "delivery",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("delivery_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("about", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("lease_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id"],
            ["member.team_id", "member.member_id"],
            name="fk_delivery_team_id_member_id_member",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_delivery_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "delivery_id", name="pk_delivery"),
        sa.UniqueConstraint("team_id", "once", name="uq_delivery_team_id_once"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_delivery_due", "delivery", ["due_at", "team_id"], sqlite_where=_PLANNED, postgresql_where=_PLANNED
    )
    op.create_index(
        "ix_delivery_lease",
        "delivery",
        ["lease_until", "team_id"],
        sqlite_where=_SENDING,
        postgresql_where=_SENDING,
    )
    op.create_index("ix_delivery_team_id_member_id_due_at", "delivery", ["team_id", "member_id", "due_at"])
    op.create_table(
        "posting",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("about", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id"],
            ["member.team_id", "member.member_id"],
            name="fk_posting_team_id_member_id_member",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_posting_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", name="pk_posting"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_team_id_member_id", "posting", ["team_id", "member_id"])
    op.create_table(
        "question_role",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "question_id"],
            ["question.team_id", "question.question_id"],
            name="fk_question_role_team_id_question_id_question",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "role_id"],
            ["role.team_id", "role.role_id"],
            name="fk_question_role_team_id_role_id_role",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "role_id", "question_id", name="pk_question_role"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_question_role_team_id_question_id", "question_role", ["team_id", "question_id"])
    op.create_table(
        "redraw",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id"],
            ["member.team_id", "member.member_id"],
            name="fk_redraw_team_id_member_id_member",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "role_id"],
            ["role.team_id", "role.role_id"],
            name="fk_redraw_team_id_role_id_role",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "member_id", "role_id", name="pk_redraw"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_redraw_team_id_role_id", "redraw", ["team_id", "role_id"])
    op.create_table(
        "role_alias",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("role_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "role_id"],
            ["role.team_id", "role.role_id"],
            name="fk_role_alias_team_id_role_id_role",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "key", name="pk_role_alias"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_role_alias_team_id_role_id", "role_alias", ["team_id", "role_id"])
    op.create_table(
        "posting_question",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id", "channel_id", "ts"],
            ["posting.team_id", "posting.channel_id", "posting.ts"],
            name="fk_posting_question_team_id_channel_id_ts_posting",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "question_id"],
            ["question.team_id", "question.question_id"],
            name="fk_posting_question_team_id_question_id_question",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", "question_id", name="pk_posting_question"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_question_team_id_question_id", "posting_question", ["team_id", "question_id"])
    for statement in _SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE question_search")
    for table in (
        "posting_question",
        "role_alias",
        "redraw",
        "question_role",
        "posting",
        "delivery",
        "seen",
        "role",
        "question",
        "member",
        "audit",
        "workspace",
    ):
        op.drop_table(table)
