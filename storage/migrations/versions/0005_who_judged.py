"""Raters of a question are those who said that it helped, or that it did not: not who only said that it goes round."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_RATING = sa.table(
    "rating",
    *map(sa.column, ("team_id", "question_id", "member_id", "judgement")),
    sa.column("said_at", sa.DateTime(timezone=True)),
    sa.column("taken_back_at", sa.DateTime(timezone=True)),
)
_STAT = sa.table("question_stat", *map(sa.column, ("team_id", "question_id", "raters")))


def upgrade() -> None:
    _recount(lambda judgement: judgement in {"helped", "not"})


def downgrade() -> None:
    _recount(lambda judgement: judgement != "unasked")


def _recount(counts: Callable[[str], bool]) -> None:
    """A person's last word on a question in each month counts."""
    words = op.get_bind().execute(
        sa.select(_RATING).where(_RATING.c.taken_back_at.is_(None)).order_by(_RATING.c.said_at, _RATING.c.judgement)
    )
    last = {((row.team_id, row.question_id), row.member_id, _month(row.said_at)): row.judgement for row in words}
    raters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (question, member_id, _), judgement in last.items():
        if counts(judgement):
            raters[question].add(member_id)
    op.execute(sa.update(_STAT).values(raters=0))
    for (team_id, question_id), people in raters.items():
        op.execute(
            sa.update(_STAT)
            .where(_STAT.c.team_id == team_id, _STAT.c.question_id == question_id)
            .values(raters=len(people))
        )


def _month(said_at: datetime) -> tuple[int, int]:
    moment = said_at.astimezone(UTC) if said_at.tzinfo else said_at  # SQLite has no zones: it holds UTC
    return moment.year, moment.month
