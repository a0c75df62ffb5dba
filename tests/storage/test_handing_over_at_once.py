"""A seat changes hands while a message to somebody in it is settled: neither waits for the other without end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from prep.handing_over import Request, Said
from prep.interviews import Interview
from storage import arrangers, handing_over, members, substitutes, told
from storage.database import Database
from tests.storage.search import Search, at, begin, seated
from tests.storage.waiting import until_somebody_waits

# SQLite has one writer at a time anyway.
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def asked(session: Session) -> tuple[Search, Request]:
    """Ana cannot come, and asked Chloé."""
    search = begin(session, "UANA", "UBEN", "UCHLOE")
    booked = search.book(session, seated("UANA", "UBEN"), at(2))
    request = handing_over.ask(session, search.team_id, booked, "UANA", "UCHLOE", Said(), search.now)
    return search, request


def held(session: Session, search: Search, request: Request) -> tuple[Request, Interview]:
    """The request and its interview as they are now, held as whoever changes them holds them."""
    interview = handing_over.hold(session, search.team_id, request.interview_id)
    found = substitutes.find(session, search.team_id, request.id)
    assert interview
    assert found
    return found, interview


def test_it_is_undone_while_a_message_to_the_substitute_is_settled(db: Database) -> None:
    with db.begin() as session:
        search, request = asked(session)
        handing_over.accept(session, search.team_id, *held(session, search, request), search.now)

    def undo() -> None:
        with db.begin() as session:
            handing_over.take_back(session, search.team_id, *held(session, search, request), search.by, search.now)

    with ThreadPoolExecutor(1) as another:
        with db.begin() as session:
            members.hold(session, search.team_id, ["UCHLOE"])
            undone = another.submit(undo)
            until_somebody_waits(db)
            told.know(session, search.team_id, search.find(session, request.interview_id), "UCHLOE", search.now)
        undone.result(timeout=20)
    with db.read() as session:
        assert [each.member_id for each in search.find(session, request.interview_id).in_room] == ["UANA", "UBEN"]


def test_the_substitute_says_yes_while_everything_planned_for_whoever_arranged_it_changes(db: Database) -> None:
    with db.begin() as session:
        search, request = asked(session)

    def accept() -> None:
        with db.begin() as session:
            handing_over.accept(session, search.team_id, *held(session, search, request), search.now)

    with ThreadPoolExecutor(1) as another:
        with db.begin() as session:
            members.hold(session, search.team_id, [search.by])
            accepted = another.submit(accept)
            until_somebody_waits(db)
            arrangers.replan(session, search.team_id, search.now, member_id=search.by)
        accepted.result(timeout=20)
    with db.read() as session:
        room = {each.member_id for each in search.find(session, request.interview_id).in_room}
    assert room == {"UBEN", "UCHLOE"}
