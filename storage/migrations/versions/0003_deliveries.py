"""Budgets by method and pauses by recipient; deliveries that change a message which was sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_PLANNED = sa.text("state = 'planned'")


def upgrade() -> None:
    op.create_index("ix_delivery_team_id_about", "delivery", ["team_id", "about"])
    op.add_column(
        "delivery", sa.Column("method", sa.String(length=32), server_default="chat.postMessage", nullable=False)
    )
    op.drop_index("ix_delivery_due", table_name="delivery")
    _index_planned("ix_delivery_due", ["due_at", "team_id", "method", "not_before"])
    _index_planned("ix_delivery_next", ["team_id", "method", "due_at"])
    op.drop_column("member", "next_message_at")
    _make_pace("paced")


def downgrade() -> None:
    op.drop_index("ix_delivery_team_id_about", table_name="delivery")
    _make_pace("method")
    op.add_column("member", sa.Column("next_message_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_delivery_next", table_name="delivery")
    op.drop_index("ix_delivery_due", table_name="delivery")
    _index_planned("ix_delivery_due", ["due_at", "team_id"])
    op.drop_column("delivery", "method")


def _index_planned(name: str, columns: list[str]) -> None:
    op.create_index(name, "delivery", columns, sqlite_where=_PLANNED, postgresql_where=_PLANNED)


def _make_pace(key: str) -> None:
    """Made anew: what it holds is worth nothing after a minute."""
    op.drop_table("pace")
    op.create_table(
        "pace",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column(key, sa.String(length=32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name="fk_pace_team_id_workspace"),
        sa.PrimaryKeyConstraint("team_id", key, name="pk_pace"),
        sqlite_with_rowid=False,
    )
