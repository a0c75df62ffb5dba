"""What cannot wait is found among all that is due."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FIRST = sa.text(
    "state = 'planned' AND kind IN ('accepted', 'added', 'answered', 'cannot', 'correction', 'hand over', 'needed',"
    " 'reminder', 'set', 'shared', 'substitute', 'unanswered', 'unreached')"
)


def upgrade() -> None:
    columns = ["team_id", "method", "due_at"]
    op.create_index("ix_delivery_first", "delivery", columns, sqlite_where=_FIRST, postgresql_where=_FIRST)


def downgrade() -> None:
    op.drop_index("ix_delivery_first", table_name="delivery")
