"""How often questions were asked, and in which interviews that was counted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("interview", sa.Column("asked", sa.JSON(), nullable=True))
    op.add_column("question_stat", sa.Column("asked", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("question_stat", "asked")
    op.drop_column("interview", "asked")
