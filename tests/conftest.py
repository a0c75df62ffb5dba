"""What all tests share: databases of both kinds, and no proxy on the way to the local Slack."""

from collections.abc import Iterator

import pytest

from slackapp.demo import loopback
from storage.database import Database
from tests import databases

loopback.forget_proxies()  # Slack's SDK would take one even to this machine, whatever NO_PROXY says


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
