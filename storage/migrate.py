"""Bringing a database to this version, and knowing whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from storage.database import Unavailable
from storage.expected import expect
from storage.migrations.env_filter import ours
from storage.tables import Base

_LOCK = 4_702_111_234_234
"""A number of our own for PostgreSQL's advisory lock: several processes may start, one migrates."""


def upgrade(url: str, revision: str = "head") -> None:
    """Applies the migrations that are pending, each in a transaction. Harmless when there are none.

    Raises `Unavailable` when the database cannot be reached.
    """
    with _connection(url) as connection:
        command.upgrade(_config(connection), revision)
        if connection.dialect.name == "sqlite":
            expect(connection)


def downgrade(url: str, revision: str) -> None:
    """Takes migrations back, down to `revision` (`base`: all of them)."""
    with _connection(url) as connection:
        command.downgrade(_config(connection), revision)


class Newer(Exception):
    """The database was made by a later version than this."""


def pending(url: str) -> bool:
    """Whether the database is behind this version, an empty one included.

    Raises `Newer` when it is ahead, and `Unavailable` when it cannot be reached.
    """
    with _connection(url) as connection:
        scripts = ScriptDirectory.from_config(_config(connection))
        current = set(MigrationContext.configure(connection).get_current_heads())
        if current - {script.revision for script in scripts.walk_revisions()}:
            raise Newer(", ".join(current))
        return current != set(scripts.get_heads())


def differences(url: str) -> list[object]:
    """How the migrated database differs from the models, in Alembic's terms; empty when it does not."""
    with _connection(url) as connection:
        options = {"include_object": ours, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, poolclass=NullPool, connect_args={} if sqlite else {"connect_timeout": 2})
    if sqlite:
        # The driver commits before DDL unless told not to begin on its own; then a migration is all or nothing.
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as connection:
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
                connection.commit()
            yield connection
            connection.commit()
    except OperationalError as error:
        raise Unavailable(str(error.orig)) from error
    finally:
        engine.dispose()
