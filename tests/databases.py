"""Databases for tests: each test gets its own, copied from one that was made by migrating."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage import migrate

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders of their own in it, under names nobody guesses
"""What is kept here waits for no disk: a test's file need not survive a power cut either."""


class Sqlite:
    """Files, copied from a migrated one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.sqlite3"
        migrate.upgrade(f"sqlite:///{self._template}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a migrated, empty database."""
        with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else self._folder) as folder:
            path = Path(folder) / "test.sqlite3"
            shutil.copy(self._template, path)
            yield f"sqlite:///{path}"


class Postgres:
    """One server for a test run (`tests.postgres`), a database for a test: copied from a migrated one, or emptied after
    another test."""

    def __init__(self, _: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        self._url = make_url(self._process.stdout.readline().strip()).set(drivername="postgresql")
        # Nothing here outlives the run: it need not survive a power cut, and is twice as quick.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._administer(f"ALTER SYSTEM SET {setting} = off")
        self._administer("SELECT pg_reload_conf()")
        self._administer("CREATE DATABASE template_migrated")
        migrate.upgrade(self._address("template_migrated"))
        with self._connected("template_migrated") as connection:
            self._tables = _tables(connection)
        self._spare: list[str] = []

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a migrated, empty database. To empty one is much quicker than to make one."""
        name = self._spare.pop() if self._spare else self._made()
        yield self._address(name)
        if self._emptied(name):
            self._spare.append(name)
        else:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stops the server."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)

    def _made(self) -> str:
        name = f"test_{uuid4().hex}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE template_migrated")
        return name

    def _emptied(self, name: str) -> bool:
        """Whether it could be: not where the test changed the tables themselves."""
        with self._connected(name) as connection:
            if _tables(connection) != self._tables:
                return False
            connection.execute(_ALONE)
            in_any_order = sql.SQL("SET session_replication_role = replica")  # whatever refers to whatever
            emptied = (sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in self._tables)
            connection.execute(sql.SQL("; ").join([in_any_order, *emptied]))
        return True

    def _address(self, database: str) -> str:
        return self._url.set(drivername="postgresql+psycopg", database=database).render_as_string(hide_password=False)

    def _administer(self, statement: str) -> None:
        with self._connected() as connection:
            connection.execute(statement.encode())

    def _connected(self, database: str | None = None) -> psycopg.Connection:
        address = self._url.set(database=database) if database else self._url
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)


_ALONE: Final = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def _tables(connection: psycopg.Connection) -> list[str]:
    """All but the one that says how far it was migrated."""
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [str(row[0]) for row in found if row[0] != "alembic_version"]


@contextmanager
def servers(folder: Callable[[str], Path]) -> Iterator[dict[str, Sqlite | Postgres]]:
    """Both kinds, by name: the product runs on either, and so does every test that touches storage."""
    postgres = Postgres(folder("postgresql"))
    try:
        yield {"sqlite": Sqlite(folder("sqlite")), "postgresql": postgres}
    finally:
        postgres.stop()
