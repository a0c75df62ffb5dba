"""Machine time for what is stored: leases and pacing, which several machines must agree on.

The clock may be put back. Then what was stored before lies ahead by as much, and whoever waited for it would wait for
as long as the step. So each kind of stored moment has a longest wait, and one that is further ahead has come.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

LATENESS: Final = timedelta(seconds=10)
"""Whoever compares may have read the time so long ago, and waited for a row since: no transaction lasts longer."""
_READ: Final = select(func.clock_timestamp())


def database_time(session: Session) -> datetime:
    """The database's own clock on PostgreSQL, which all processes share; the system's on SQLite. Aware, UTC."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    read: datetime = session.execute(_READ).scalar_one()
    return read.astimezone(UTC)


def has_come(moment: datetime | None, at: datetime, longest: timedelta) -> bool:
    """Whether a stored moment has come at `at`, where nothing is ever stored for more than `longest` ahead."""
    return moment is None or moment <= at or moment > too_far(at, longest)


def which_came(column: Any, at: datetime, longest: timedelta) -> ColumnElement[bool]:
    """The same of a column."""
    return came(column, at, too_far(at, longest))


def came(column: Any, at: Any, beyond: Any) -> ColumnElement[bool]:
    """The same for a statement that is built once: `beyond` is `too_far` from `at`."""
    return or_(column.is_(None), column <= at, column > beyond)


def too_far(at: datetime, longest: timedelta) -> datetime:
    """What is stored as later than this was stored before the clock was put back."""
    return at + longest + LATENESS
