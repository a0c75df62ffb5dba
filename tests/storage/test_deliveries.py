"""A delivery is planned once, claimed by one, settled by its owner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage import deliveries, members, workspaces
from storage.clocks import database_time
from storage.database import Database
from storage.deliveries import Claimed, Plan
from tests.slackapp.office import MONDAY
from tests.storage.test_database import PRIYA

LEASE = timedelta(seconds=30)


def wanted(once: str) -> Plan:
    """Something to send to Priya now."""
    return Plan("set", once, "U1", None, {}, MONDAY)


def prepare(db: Database, number: int) -> None:
    """So many deliveries that are due."""
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
        members.keep(session, "T1", PRIYA, MONDAY)
        for index in range(number):
            assert deliveries.plan(session, "T1", wanted(f"reason {index}"), MONDAY)


def claim(db: Database, most: int = 3) -> list[Claimed]:
    """As a process does it."""
    with db.begin() as session:
        return deliveries.claim(session, "T1", MONDAY, database_time(session), lease=LEASE, most=most)


def test_the_same_reason_is_planned_once(db: Database) -> None:
    prepare(db, 1)
    with db.begin() as session:
        assert not deliveries.plan(session, "T1", wanted("reason 0"), MONDAY)


def test_many_workers_claim_everything_once(db: Database) -> None:
    prepare(db, 50)

    def work(_: int) -> list[str]:
        mine: list[str] = []
        while claimed := claim(db):
            mine += [each.id for each in claimed]
        return mine

    with ThreadPoolExecutor(8) as workers:
        taken = [id_ for ids in workers.map(work, range(8)) for id_ in ids]
    # A worker that found the others' rows locked stops early; whatever is left is there for the next tick.
    taken += [each.id for each in claim(db, 50)]
    assert len(taken) == len(set(taken)) == 50


def test_only_the_owner_of_the_claim_settles(db: Database) -> None:
    prepare(db, 1)
    [mine] = claim(db)
    with db.begin() as session:
        now = database_time(session)
        assert deliveries.settle_later(session, mine, now, "ratelimited")
        assert not deliveries.settle_sent(session, mine, "D1", "1.2", now), "the claim was given up"
    [again] = claim(db)
    assert (again.id, again.attempts) == (mine.id, 2)
    with db.begin() as session:
        assert not deliveries.settle_failed(session, mine, "an old claim")
        assert deliveries.settle_sent(session, again, "D1", "1.2", database_time(session))
    assert claim(db) == []


def test_nothing_is_due_before_its_time_nor_before_its_back_off(db: Database) -> None:
    prepare(db, 1)
    early = MONDAY - timedelta(seconds=1)
    with db.begin() as session:
        now = database_time(session)
        assert deliveries.teams_due(session, early, now) == []
        assert deliveries.teams_due(session, MONDAY, now) == ["T1"]
    [mine] = claim(db)
    with db.begin() as session:
        deliveries.settle_later(session, mine, database_time(session) + LEASE, "busy")
    assert claim(db) == []
    with db.read() as session:
        assert deliveries.teams_due(session, MONDAY, database_time(session)) == []
        assert deliveries.teams_due(session, MONDAY, database_time(session) + LEASE) == ["T1"]
