"""What all tests share: databases of both kinds, and no proxy on the way to the local Slack."""

import gc
from collections.abc import Iterator
from typing import Any, Final

import pytest
import sqlalchemy
from sqlalchemy import Engine

from slackapp.demo import loopback
from storage import database
from storage.database import Database
from tests import databases

_NEW_ONES: Final = 10_000
"""So many new objects are waited for before garbage is looked for: Python would begin with 700."""

loopback.forget_proxies()  # Slack's SDK would take one even to this machine, whatever NO_PROXY says


def pytest_collection_finish() -> None:
    """Thousands of tests, and all that was imported for them, stay until the end: nobody looks for garbage among them
    again and again, which took a fifteenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_ONES)


@pytest.fixture(scope="session")
def database_servers(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, databases.Sqlite | databases.Postgres]]:
    """The servers, once for a run."""
    with databases.servers(tmp_path_factory.mktemp) as servers:
        yield servers


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, database_servers: dict[str, databases.Sqlite | databases.Postgres]
) -> Iterator[str]:
    """The address of a migrated, empty database of the test's own."""
    with database_servers[request.param].fresh() as url:
        yield url


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """The same, opened."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Statements are compiled once for a run, and not anew for the engine of each test, which takes a third of its
    time: all engines of a kind speak through the first one's dialect, by which compiled statements are kept."""
    first: dict[str, Engine] = {}

    def create_engine(*arguments: Any, **options: Any) -> Engine:
        engine = sqlalchemy.create_engine(*arguments, **options)
        kept = first.setdefault(engine.dialect.name, engine)
        if kept is not engine:
            engine.dialect = kept.dialect
            engine._compiled_cache = kept._compiled_cache  # noqa: SLF001 - there is no other way to share it
        return engine

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "create_engine", create_engine)
        yield
