"""Whether, on PostgreSQL, one transaction waits for what another one holds."""

from threading import Event
from time import monotonic

from sqlalchemy import text

from storage.database import Database

_WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def until_somebody_waits(db: Database) -> None:
    """Returns as soon as it is so."""
    end = monotonic() + 10
    with db.read() as session:
        while not session.scalar(text(_WAITS)):
            assert monotonic() < end, "nobody waits"
            Event().wait(0.01)
