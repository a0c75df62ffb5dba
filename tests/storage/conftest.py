"""One transaction, and in it a search for a role, for tests that need no more."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from storage.database import Database
from tests.storage.search import Search, begin


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction for the whole test."""
    with db.begin() as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana and Ben to interview for it."""
    return begin(session, "UANA", "UBEN")
