"""What tests of storage begin with: one transaction, a search for a role in it, a wall with reactions."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import members
from storage.database import Database
from storage.tables import Question
from tests.storage.search import MONDAY, Search, begin, person
from tests.storage.wall import Wall


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction for the whole test."""
    with db.begin() as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana and Ben to interview for it."""
    return begin(session, "UANA", "UBEN")


@pytest.fixture
def wall(db: Database) -> Wall:
    """On either database."""
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN")
        for unlike in (
            replace(person("Uguest", "UTC"), guest=True),
            replace(person("Uexternal", "UTC"), external=True),
            replace(person("Udeactivated", "UTC"), deactivated=True),
        ):
            members.keep(session, search.team_id, unlike, MONDAY)
        questions = session.scalars(
            select(Question.question_id).where(Question.team_id == search.team_id).order_by(Question.text).limit(3)
        )
        return Wall(db, search, list(questions))
