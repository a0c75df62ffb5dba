"""On SQLite whatever is done goes by indexes that find few rows, in an empty database as in a large one."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from prep.handing_over import Said
from prep.interviews import Interview, Links
from prep.messages import Kind
from prep.usefulness import Judgement
from storage import (
    agenda,
    arrangers_day,
    arranging,
    claims,
    correcting,
    cutting,
    delivery_log,
    explaining,
    followed_up,
    following_up,
    handing_over,
    held,
    interviews,
    members,
    migrate,
    panels,
    postings,
    preferences,
    reacting,
    reaction_rows,
    refreshing,
    settling,
    substitutes,
    succession,
    told,
    untold,
)
from storage.database import Database
from storage.pacing import POST, UPDATE
from storage.postings import Posted
from storage.reaction_rows import Reacted
from tests.databases import Postgres, Sqlite
from tests.storage.search import MONDAY, Search, at, begin, seated

LEASE: Final = timedelta(seconds=30)
LATER: Final = timedelta(days=2)
GROW: Final = frozenset(
    {
        "audit",
        "delivery",
        "hand_over",
        "interview",
        "mention",
        "panelist",
        "posting",
        "posting_question",
        "rating",
        "reaction",
        "told",
    }
)
"""Tables that hold more the longer the app is used."""
HOLD_LITTLE: Final = ("ix_delivery_due", "ix_delivery_lease")
"""Indexes of what is to be done; these are read from end to end."""
ALL_OF_ONE: Final = ("(team_id=?)", "(team_id=? AND member_id>?)")
"""By these a workspace's whole part of a table is read; the second looks for what is not null."""
STEP: Final = re.compile(r"(?P<how>SCAN|SEARCH) (?P<table>[a-z_]+?)(_\d+)?( |$)")


@pytest.fixture
def sqlite(database_servers: dict[str, Sqlite | Postgres]) -> Iterator[Database]:
    """A migrated, empty database."""
    with database_servers["sqlite"].fresh() as url:
        opened = Database(url)
        yield opened
        opened.close()


def booked(session: Session, search: Search) -> list[Interview]:
    """Four interviews on the next days."""
    return [search.book(session, seated("UANA", "UBEN", "Dana Fox"), at(day, 5)) for day in (1, 1.05, 2, 3)]


def arrange(session: Session, search: Search) -> None:
    """Interviews are booked and changed, by those who arranged them and those who are in them."""
    first, second, third, last = booked(session, search)
    team_id, by, now = search.team_id, search.by, search.now
    for each in (first, second):
        told.know(session, team_id, each, "UANA", now)
    arranging.move(session, team_id, first.id, at(1, 7), 45, by, now)
    arranging.edit(session, team_id, first.id, Links("", "", ""), "", by, now)
    arranging.restaff(session, team_id, first.id, seated("UBEN", "UCLEO"), by, now)
    arranging.decline(session, team_id, second.id, "UANA", now)
    request = handing_over.ask(session, team_id, third, "UBEN", "UCLEO", Said(None, ""), now)
    handing_over.accept(session, team_id, request, search.find(session, third.id), now)
    arranging.cancel(session, team_id, last.id, by, now)
    agenda.member_changed(session, team_id, "UANA", now)
    untold.ahead(session, team_id, "UANA", now)
    succession.hold(session, team_id, now, by)
    succession.settle(session, team_id, now)


def send(session: Session, search: Search) -> None:
    """What is due is sent; of some the claims run out, some cannot be sent."""
    [first, *_] = booked(session, search)
    search.now = at(1, 6)
    machine_now = search.now
    numbers: dict[str, int | None] = dict(zip(followed_up.theirs(first, "UANA"), range(1, 11), strict=False))
    for number in range(12):
        machine_now += timedelta(minutes=1)
        claims.waiting(session, search.now, machine_now)
        for method in (POST, UPDATE):
            for claimed in claims.claim(session, search.team_id, method, search.now, machine_now, lease=LEASE, most=4):
                content = {
                    **claimed.content,
                    arrangers_day.INTERVIEWS: [first.id],
                    arrangers_day.UNTIL: at(9).isoformat(),
                    "told": {first.id: told.snapshot(first, "UANA")},
                }
                settling.renew(session, claimed, machine_now + LEASE, content)
                ts = f"{number}.{claimed.id}"[:30]
                if number % 4 == 3:
                    settling.failed(session, claimed, "no_such_thing")
                elif number % 4 < 2 and settling.sent(session, claimed, "D1", ts, machine_now):
                    posted = Posted("D1", ts, claimed.kind, claimed.member_id, claimed.id, (first.id,), numbers)
                    postings.record(session, search.team_id, posted, search.now)
                    reacting.settled(session, claimed, posted, search.now)
                    told.on_their_way(session, search.team_id, str(claimed.member_id), claimed.id)
        if number == 4:
            arranging.move(session, search.team_id, first.id, at(3), 45, search.by, search.now)
    claims.claim_lost(session, search.team_id, machine_now, lease=LEASE, most=3)
    claims.begin_anew(session, search.team_id, MONDAY, lease=LEASE)
    delivery_log.stuck(session, machine_now)


def hear(session: Session, search: Search) -> None:
    """Reactions and answers."""
    [first, *_] = booked(session, search)
    team_id, now = search.team_id, at(1, 8)
    [question_id, *_] = followed_up.theirs(first, "UANA")
    postings.record(
        session, team_id, Posted("C1", "1.0", Kind.DIGEST, "UANA", None, (first.id,), {question_id: 1}), now
    )
    for ts, emoji in (("1.0", "one"), ("1.0", "white_check_mark"), ("2.0", "two")):
        reacted = Reacted("C1", ts, "UANA", emoji, True, now)
        reacting.concerns(session, team_id, [reacted])
        reacting.hear(session, team_id, reacted, now)
    settling.hold_changes(session, team_id, first.id)
    following_up.plan(session, team_id, "UANA", now)
    followed_up.asked(session, team_id, "UANA", [first.id], now)
    followed_up.answer(session, team_id, "UANA", {first.id: {question_id: Judgement.HELPED}}, now, now)
    held.hold(session, team_id, [first], now)


def look(session: Session, search: Search) -> None:
    """What people ask for."""
    [first, *_] = booked(session, search)
    team_id, now, until = search.team_id, search.now, search.now + LATER
    for find in (interviews.of_member, interviews.arranged_by, interviews.of_others, interviews.starts_of_member):
        find(session, team_id, "UANA", now, until)
    interviews.overlapping(session, team_id, ["UANA"], now, until)
    interviews.all_of_candidate(session, team_id, first.candidate.id)
    interviews.orphaned(session, team_id, now)
    interviews.added_by(session, team_id, [first.id])
    interviews.added_since(session, team_id, "UANA", now)
    substitutes.redraw(session, team_id, first.id, now)
    correcting.catch_up(session, team_id, "UANA", now)
    explaining.last(session, team_id, "UANA")
    explaining.coming(session, team_id, "UANA", preferences.of_member(session, team_id, "UANA").rhythm)
    explaining.missed(session, team_id, "UANA", now, until)
    explaining.sent_since(session, team_id, "UANA", now, until)


def tidy(session: Session, search: Search) -> None:
    """What is done every day."""
    booked(session, search)
    team_id, now = search.team_id, search.now + 30 * LATER
    members.hold(session, team_id, ["UANA"])
    panels.forget_reads(session, team_id, now)
    reaction_rows.prune(session, team_id, now)
    refreshing.stale(session, team_id, now)
    agenda.recompute(session, team_id, search.now)
    for each in held.due(session, team_id, now):
        held.count_one(session, team_id, each, now)
    if posted := postings.due_to_forget(session, team_id, now):
        cutting.forget_over(session, team_id, posted, now)


@pytest.mark.parametrize("work", [arrange, send, hear, look, tidy])
def test_no_table_that_grows_is_read_from_end_to_end(sqlite: Database, work: Callable[[Session, Search], None]) -> None:
    with _heard(sqlite) as statements, sqlite.begin() as session:
        work(session, begin(session, "UANA", "UBEN", "UCLEO"))
    assert len(statements) > 15
    with sqlite.read() as session:
        slow = {step: each for each, given in statements.items() for step in _slow(session, each, given)}
    assert not slow


def test_it_is_found_where_it_is_so(sqlite: Database) -> None:
    with sqlite.read() as session:
        assert list(_slow(session, "DELETE FROM delivery WHERE team_id = ? AND kind = ?", ("", "")))
        assert list(_slow(session, "SELECT * FROM delivery AS delivery_1 WHERE kind = ?", ("",)))


def test_of_an_index_that_is_new_sqlite_knows_what_to_expect(sqlite: Database) -> None:
    url = sqlite.url.render_as_string(hide_password=False)
    sqlite.close()
    migrate.downgrade(url, "0007")
    migrate.upgrade(url)
    with sqlite.read() as session:
        indexes = session.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'index'")).all()
        known = set(session.scalars(text("SELECT idx FROM sqlite_stat1")))
    assert {each for each in indexes if not _is_key(each)} <= known


def _is_key(name: str) -> bool:
    return name.startswith("sqlite_autoindex") and name.endswith("_1")


@contextmanager
def _heard(db: Database) -> Iterator[dict[str, Any]]:
    """What looks something up while the block lasts: statements, each with the values of its last time."""
    heard: dict[str, Any] = {}

    def hear(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "UPDATE", "DELETE"}:
            heard[statement] = values[0] if many else values

    event.listen(db.engine, "before_cursor_execute", hear)
    yield heard
    event.remove(db.engine, "before_cursor_execute", hear)


def _slow(session: Session, statement: str, values: Any) -> Iterator[str]:
    """The steps by which SQLite goes through a whole table, or all that a workspace has in it."""
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    for *_, said in plan:
        step = STEP.match(said)
        if not step or step["table"] not in GROW or any(each in said for each in HOLD_LITTLE):
            continue
        if step["how"] == "SCAN" or said.endswith(ALL_OF_ONE):
            yield said
