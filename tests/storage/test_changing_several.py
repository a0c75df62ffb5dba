"""Several interviews of a candidate change at once, while their people are held by somebody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from prep.interviews import Interview, State
from storage import arranging, interviews, members
from storage.database import Database
from tests.storage.search import Search, at, begin, seated
from tests.storage.waiting import until_somebody_waits

# SQLite has one writer at a time anyway.
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

Change = Callable[[Session, Search, list[Interview]], object]


def move_all(session: Session, search: Search, theirs: list[Interview]) -> None:
    """A day later."""
    starts = {each.id: each.starts_at + timedelta(days=1) for each in theirs}
    arranging.move_all(session, search.team_id, starts, search.by, search.now)


def cancel_all(session: Session, search: Search, theirs: list[Interview]) -> None:
    """All of them."""
    arranging.cancel_all(session, search.team_id, [each.id for each in theirs], search.by, search.now)


@pytest.mark.parametrize("change", [move_all, cancel_all])
def test_whoever_holds_one_of_their_people_and_then_another_does_not_wait_without_end(
    db: Database, change: Change
) -> None:
    """Ben has the first of the interviews and Ana the second; everybody is held by id."""
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN")
        jane = search.candidate(session)
        first = search.book(session, seated("UBEN"), at(2), candidate=jane)
        second = search.book(session, seated("UANA"), at(4), candidate=jane, position=2)

    def change_all() -> None:
        with db.begin() as session:
            arranging.expect(session, search.team_id, {first.id: first.sequence, second.id: second.sequence})
            change(session, search, [first, second])

    with ThreadPoolExecutor(1) as another:
        with db.begin() as session:
            members.hold(session, search.team_id, ["UANA"])
            changing = another.submit(change_all)
            until_somebody_waits(db)
            members.hold(session, search.team_id, ["UBEN"])
        changing.result(timeout=20)
    with db.read() as session:
        after = interviews.many(session, search.team_id, [first.id, second.id])
    moved = [each.starts_at for each in after] == [each.starts_at + timedelta(days=1) for each in (first, second)]
    assert moved or [each.state for each in after] == [State.CANCELLED] * 2
