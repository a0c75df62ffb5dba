"""Machine time for what is stored: leases and pacing, which several machines must agree on."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def database_time(session: Session) -> datetime:
    """The database's own clock on PostgreSQL, which all processes share; the system's on SQLite. Aware, UTC."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    read: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return read.astimezone(UTC)
