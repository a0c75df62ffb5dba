"""The database: who may write when, and how long anything may take. SQLite and PostgreSQL, one code path.

The limits (decision record 0003): waiting for the database, all together, ends within about two seconds, and
no thread is held longer than ten. SQLite's writers queue on a lock in this process, because SQLite's own busy
handler sleeps and retries, and the unlucky wait longest.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage.watchdog import Watchdog

WAIT_SECONDS = 2.0
"""The longest wait for a write turn, a busy file, or a connection."""
HELD_SECONDS = 9.0
"""The longest a checked-out PostgreSQL connection may be used before it is cut; below the ten we promise."""


class Unavailable(Exception):
    """The database refused, was locked, or could not be reached in time. Nothing was written."""


class Database:
    """Where sessions come from. Thread-safe; one for a process.

    `url` is SQLAlchemy's (`sqlite:///file` or `postgresql+psycopg://…`). `connections` bounds the pool: one for
    each thread that may touch the database at once, so that nobody waits for another's connection. After
    `held_seconds` a PostgreSQL connection that does not come back is cut; also by the server, for a process that stands
    still cuts nothing.
    """

    def __init__(self, url: str, *, connections: int = 16, held_seconds: float = HELD_SECONDS) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = threading.Lock()
        self._closed = 0
        self._watchdog = None if self.sqlite else Watchdog(held_seconds)
        self.engine = self._sqlite(connections) if self.sqlite else self._postgresql(connections, held_seconds)
        event.listen(self.engine, "connect", self._stamp)
        event.listen(self.engine, "checkin", self._let_go)
        self._writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        # PostgreSQL's default gives each statement its own view anyway; so reading needs no BEGIN and no ROLLBACK,
        # which are two waits on the server in a command that has five.
        self._reader = self.engine if self.sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session that writes: commits when the block ends, rolls back when it raises.

        Raises `Unavailable` when the database cannot be reached, is locked, or fails in the middle.
        """
        until = monotonic() + WAIT_SECONDS
        if self.sqlite and not self._turn.acquire(timeout=WAIT_SECONDS):
            raise Unavailable("another writer kept the database for too long")
        try:
            # What is left of the two seconds is for the file, which another process may be writing to.
            writer = self._writer.execution_options(patience=until - monotonic()) if self.sqlite else self._writer
            with _translated(), Session(writer, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            if self.sqlite:
                self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads. On PostgreSQL each statement sees what was committed before it.

        Raises `Unavailable` as `begin` does.
        """
        with _translated(), Session(self._reader, autoflush=False) as session:
            yield session

    def close(self) -> None:
        """Gives every connection back, those in use as soon as they are. The database can be used again afterwards; it
        opens new ones."""
        self._closed += 1
        self.engine.dispose()
        if self._watchdog:
            self._watchdog.stop()

    def _stamp(self, _: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info["closed"] = self._closed

    def _let_go(self, connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        if connection is not None and entry.info.get("closed") != self._closed:
            connection.close()  # its pool is gone: nobody would take it from there again, nor close it

    def _sqlite(self, connections: int) -> Engine:
        engine = create_engine(
            self.url,
            connect_args={"timeout": WAIT_SECONDS},
            pool_size=connections,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _postgresql(self, connections: int, held_seconds: float) -> Engine:
        options = {
            "statement_timeout": int(HELD_SECONDS * 1000),
            # What a process that was stopped in the middle holds, nobody else could have until it goes on.
            "idle_in_transaction_session_timeout": int(held_seconds * 1000),
            "timezone": "UTC",
        }
        engine = create_engine(
            self.url,
            connect_args={
                "connect_timeout": int(WAIT_SECONDS),  # libpq takes no less than two seconds
                "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
            },
            pool_size=connections,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS * 3 / 4,  # what it waits for is one short transaction of another thread
            pool_pre_ping=True,
        )
        if self._watchdog:
            event.listen(engine, "checkout", self._watchdog.watch)
            event.listen(engine, "checkin", self._watchdog.leave)
        return engine


@contextmanager
def _translated() -> Iterator[None]:
    """Turns the driver's many ways of being out of reach into one; what is our fault passes through."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise Unavailable(type(error).__name__) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise Unavailable(type(error).__name__) from error


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin on its own: `_begin_sqlite` does
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if "patience" in options:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={max(0, int(options['patience'] * 1000))}")
    connection.exec_driver_sql(options.get("begin", "BEGIN"))
