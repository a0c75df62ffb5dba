"""What is still to be sent to somebody is found without what they were sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_PLANNED = sa.text("state = 'planned'")


def upgrade() -> None:
    columns = ["team_id", "member_id", "kind", "due_at"]
    op.create_index("ix_delivery_waiting", "delivery", columns, sqlite_where=_PLANNED, postgresql_where=_PLANNED)


def downgrade() -> None:
    op.drop_index("ix_delivery_waiting", table_name="delivery")
