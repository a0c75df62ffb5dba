"""What passes on when whoever arranged interviews has left, and what stays as it was."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from prep.handing_over import Said
from prep.messages import Kind
from storage import agenda, arrangers, arranging, edits, erasing, interviews, preferences, refreshing, succession
from storage.database import Database
from storage.deliveries import State
from storage.tables import Delivery, Workspace
from tests.storage.search import MONDAY, Search, at, begin, person, seated

MOVERS = ("UMO", "UNIA")


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction for the whole test."""
    with db.begin() as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana and Ben to interview for it, and two who may move anyone's interviews."""
    return opened(session)


def opened(session: Session) -> Search:
    """The search in this session."""
    made = begin(session, "UANA", "UBEN", *MOVERS)
    session.execute(update(Workspace).where(Workspace.team_id == made.team_id).values(movers=list(MOVERS)))
    return made


def leaves(search: Search, session: Session, who: str = "UARRANGER", *, back: bool = False) -> None:
    """Slack says that they have left, or are back."""
    profile = replace(person(who, "Europe/Berlin"), deactivated=not back)
    refreshing.keep(session, search.team_id, profile, search.now)


def test_a_pause_of_who_follows_is_kept_until_the_first_is_a_day_ahead(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(days=6))
    preferences.pause(session, search.team_id, "UMO", date(2026, 12, 24))
    leaves(search, session)
    [told] = search.planned(session, Kind.PASSED_ON, member_id="UMO")
    assert told.due_at == at(days=5)
    preferences.pause(session, search.team_id, "UMO", None)
    agenda.member_changed(session, search.team_id, "UMO", search.now)
    [told] = search.planned(session, Kind.PASSED_ON)
    assert told.due_at == search.now


def test_whoever_comes_back_does_not_get_them_back(session: Session, search: Search) -> None:
    held = search.book(session, seated("UANA"), at(days=1))
    over = search.book(session, seated("UANA"), at(hours=-2))
    leaves(search, session)
    leaves(search, session, back=True)
    leaves(search, session, "UMO")
    assert search.find(session, held.id).arranged_by == "UNIA"
    assert search.find(session, over.id).arranged_by == "UARRANGER"
    assert len(search.planned(session, Kind.PASSED_ON)) == 2
    assert search.planned(session, Kind.DAY, member_id="UMO") == []
    assert len(search.planned(session, Kind.DAY, member_id="UNIA")) == 1


def test_erasing_finds_what_was_told_to_the_one_before_and_leaves_what_tells_of_others(
    session: Session, search: Search
) -> None:
    first = search.book(session, seated("UANA"), at(days=1))
    second = search.book(session, seated("UBEN"), at(days=2))
    declined = arranging.decline(session, search.team_id, first.id, "UANA", search.now)
    assert declined
    arrangers.tell_cannot(session, search.team_id, declined, "UANA", Said(None, "Why"), search.now)
    [told] = search.planned(session, Kind.CANNOT)
    search.send(session, told, search.now)
    leaves(search, session)
    assert erasing.erase_candidate(session, search.team_id, first.candidate.id, None, search.now)
    session.expire_all()
    assert session.get_one(Delivery, (search.team_id, told.delivery_id)).content[edits.ERASED]
    [passed] = search.planned(session, Kind.PASSED_ON)
    assert [
        each.id for each in succession.theirs(session, search.team_id, passed.content["interviews"], "UMO", MONDAY)
    ] == [second.id]


def test_a_message_that_was_on_its_way_goes_along_when_slack_refuses_it(session: Session, search: Search) -> None:
    held = search.book(session, seated("UANA", "UBEN"), at(days=1))
    declined = arranging.decline(session, search.team_id, held.id, "UANA", search.now)
    assert declined
    arrangers.tell_cannot(session, search.team_id, declined, "UANA", Said(None, "Why"), search.now)
    [told] = search.planned(session, Kind.CANNOT)
    told.state = State.FAILED
    told.reason = "user_disabled"
    session.flush()
    leaves(search, session)
    [told] = search.planned(session, Kind.CANNOT)
    assert (told.member_id, told.reason, told.attempts) == ("UMO", None, 0)
    assert "reason" not in told.content


@dataclass
class Crowd:
    """People who do things to the same interviews at the same time, each in transactions of their own."""

    db: Database
    search: Search
    ids: Sequence[str]

    def come_and_go(self, who: str) -> None:
        """Slack says that somebody has left, and is back."""
        for turn in range(12):
            with self.db.begin() as session:
                leaves(self.search, session, who, back=bool(turn % 2))

    def move(self) -> None:
        """All of them are moved, the last first."""
        for turn in range(6):
            for place, each in enumerate(reversed(self.ids)):
                with self.db.begin() as session:
                    starts_at = at(days=1 + place, hours=turn)
                    arranging.move(session, self.search.team_id, each, starts_at, 45, "UANA", MONDAY)

    def hand_on(self) -> None:
        """Two ask each other to arrange them."""
        for turn in range(24):
            by, to = MOVERS[:: 1 if turn % 2 else -1]
            with self.db.begin() as session:
                succession.hand_on(session, self.search.team_id, self.ids, by, to, MONDAY)

    def plan(self) -> None:
        """Everybody's messages are planned anew."""
        for _ in range(12):
            with self.db.begin() as session:
                agenda.recompute(session, self.search.team_id, MONDAY)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time anyway
def test_those_who_change_the_same_interviews_meanwhile_do_not_wait_for_each_other(db: Database) -> None:
    with db.begin() as session:
        search = opened(session)
        ids = [search.book(session, seated("UANA", "UBEN"), at(days=day)).id for day in range(1, 7)]
    crowd = Crowd(db, search, ids)
    with ThreadPoolExecutor(5) as together:
        done = [together.submit(crowd.come_and_go, each) for each in ("UARRANGER", "UMO")]
        done += [together.submit(each) for each in (crowd.move, crowd.hand_on, crowd.plan)]
        for each in done:
            each.result(timeout=60)
    with db.begin() as session:
        succession.settle(session, search.team_id, MONDAY)
        arranged_by = {each.arranged_by for each in interviews.many(session, search.team_id, ids)}
        assert interviews.orphaned(session, search.team_id, MONDAY) == []
        for member_id in ("UARRANGER", *MOVERS):
            assert len(search.planned(session, Kind.DAY, member_id=member_id)) == (member_id in arranged_by)
