"""A chore that fails in one workspace is done in the others all the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from prep.messages import Kind
from slackapp.jobs.chores import in_each_workspace
from slackapp.jobs.holding import count_held
from slackapp.jobs.replanning import replan_all
from slackapp.jobs.retention import forget_candidates
from slackapp.jobs.tidying import tidy
from storage import seen
from storage.database import Database, Unavailable
from storage.tables import Candidate, Interview, Seen
from tests.storage.search import MONDAY, Search, at, begin, seated

SQLITE = (["{trigger} {when} BEGIN SELECT RAISE(ABORT, 'broken'); END"], ["DROP TRIGGER broken"])
POSTGRES = (
    [
        "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$",
        "{trigger} FOR EACH ROW {when} EXECUTE FUNCTION broken()",
    ],
    ["DROP TRIGGER broken ON {table}", "DROP FUNCTION broken"],
)
Chore = Callable[[Database, Callable[[], datetime]], timedelta | None]


def a_workspace(db: Database) -> Search:
    """With something for each chore to do."""
    with db.begin() as session:
        search = begin(session, "UANA")
        search.book(session, seated("UANA"), at(hours=1))
        search.book(session, seated("UANA"), at(days=2))
        seen.first_time(session, search.team_id, "event", MONDAY)
        for digest in search.planned(session, Kind.DIGEST):
            digest.due_at = at(days=9)  # by zone data from before
        return search


@contextmanager
def broken(db: Database, team_id: str, action: str, table: str) -> Iterator[None]:
    """Meanwhile the database refuses that to this workspace."""
    when = f"WHEN ({'NEW' if action == 'UPDATE' else 'OLD'}.team_id = '{team_id}')"
    trigger = f"CREATE TRIGGER broken BEFORE {action} ON {table}"
    make, mend = SQLITE if db.sqlite else POSTGRES
    with db.begin() as session:
        for each in make:
            session.execute(text(each.format(trigger=trigger, when=when)))
    try:
        yield
    finally:
        with db.begin() as session:
            for each in mend:
                session.execute(text(each.format(table=table)))


def is_tidy(session: Session, search: Search) -> bool:
    """What Slack delivered long ago is forgotten."""
    return not session.query(Seen).filter_by(team_id=search.team_id).count()


def is_counted(session: Session, search: Search) -> bool:
    """The interview that has begun."""
    return session.query(Interview).filter_by(team_id=search.team_id).filter(Interview.asked.is_not(None)).count() == 1


def is_forgotten(session: Session, search: Search) -> bool:
    """Everybody."""
    return {row.shown_as for row in session.query(Candidate).filter_by(team_id=search.team_id)} == {
        "Erased 1",
        "Erased 2",
    }


def is_planned(session: Session, search: Search) -> bool:
    """The next morning message is due when it ought to be."""
    return all(row.due_at < at(days=9) for row in search.planned(session, Kind.DIGEST))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("name", "chore", "fails", "days", "done"),
    [
        ("tidy", tidy, ("DELETE", "seen"), 30, is_tidy),
        ("held", count_held, ("UPDATE", "interview"), 1, is_counted),
        ("retention", forget_candidates, ("UPDATE", "candidate"), 500, is_forgotten),
        ("replan", replan_all, ("UPDATE", "delivery"), 0, is_planned),
    ],
)
def test_it_is_done_in_the_others(
    db: Database,
    name: str,
    chore: Chore,
    fails: tuple[str, str],
    days: int,
    done: Callable[[Session, Search], bool],
    *,
    first: bool,
) -> None:
    bad, good = [a_workspace(db), a_workspace(db)][:: 1 if first else -1]
    with broken(db, bad.team_id, *fails), capture_logs() as logs:
        chore(db, lambda: at(days=days, hours=0.5 if name == "replan" else 2))
    with db.begin() as session:
        assert (done(session, good), done(session, bad)) == (True, False)
    failed = [(each["doing"], each["team"]) for each in logs if each["event"] == "something failed"]
    assert failed == [(name, bad.team_id)]


def test_where_the_database_is_gone_it_is_not_waited_for_in_each(db: Database) -> None:
    with db.begin() as session:
        begun = [begin(session, "UANA").team_id for _ in range(9)]
    tried: list[str] = []

    def do(team_id: str) -> None:
        tried.append(team_id)
        raise Unavailable("the database does not answer")

    with pytest.raises(Unavailable):
        in_each_workspace(db, "tidy", do)
    assert len(set(tried) & set(begun)) < len(begun)
