"""A delivery is planned once, claimed by one, settled by its owner."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from storage import claims, deliveries, members, workspaces
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan
from tests.slackapp.office import MONDAY
from tests.storage.test_database import PRIYA

LEASE = timedelta(seconds=30)
LATER = timedelta(minutes=1)


def wanted(once: str, member_id: str = "U1") -> Plan:
    """Something to send now."""
    return Plan("set", once, member_id, None, {}, MONDAY)


def prepare(db: Database, people: int, each: int = 1) -> None:
    """So many people with so many deliveries each, all of them due."""
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
        for person in range(people):
            members.keep(session, "T1", replace(PRIYA, id=f"U{person}"), MONDAY)
            for index in range(each):
                assert deliveries.plan(session, "T1", wanted(f"reason {person} {index}", f"U{person}"), MONDAY)


def claim(db: Database, at: datetime = MONDAY, most: int = 3) -> list[Claimed]:
    """As a process does it, at a machine time."""
    with db.begin() as session:
        return claims.claim(session, "T1", MONDAY, at, lease=LEASE, most=most)


def test_the_same_reason_is_planned_once(db: Database) -> None:
    prepare(db, 1)
    with db.begin() as session:
        assert not deliveries.plan(session, "T1", wanted("reason 0 0", "U0"), MONDAY)


def test_many_workers_claim_everything_once(db: Database) -> None:
    prepare(db, 50)

    def work(_: int) -> list[str]:
        return [each.id for turn in range(60) for each in claim(db, MONDAY + turn * LATER)]

    with ThreadPoolExecutor(8) as workers:
        taken = [id_ for ids in workers.map(work, range(8)) for id_ in ids]
    assert len(taken) == len(set(taken)) == 50


def test_a_workspace_is_sent_no_more_than_its_budget(db: Database) -> None:
    """Whoever claims, and however often: 300 in a minute at the most, and nearly as many when they are there."""
    prepare(db, 400)
    taken = 0
    for tenth in range(600):
        taken += len(claim(db, MONDAY + timedelta(milliseconds=100 * tenth), most=50))
    assert 285 <= taken <= 300


def test_one_person_is_sent_one_message_a_second(db: Database) -> None:
    prepare(db, 1, each=3)
    taken = [len(claim(db, MONDAY + timedelta(milliseconds=100 * tenth))) for tenth in range(25)]
    assert [tenth for tenth, number in enumerate(taken) if number] == [0, 10, 20]
    assert max(taken) == 1


def test_patience_that_slack_asks_for_holds_for_the_whole_workspace(db: Database) -> None:
    prepare(db, 3)
    with db.begin() as session:
        claims.hold_back(session, "T1", MONDAY + LATER)
    assert claim(db, MONDAY + LATER / 2) == []
    assert claim(db, MONDAY + LATER)


def test_only_the_owner_of_the_claim_settles(db: Database) -> None:
    prepare(db, 1)
    [mine] = claim(db)
    with db.begin() as session:
        assert claims.holds(session, mine, MONDAY, LEASE)
        assert not claims.holds(session, mine, MONDAY + timedelta(seconds=1), LEASE)
        assert claims.settle_later(session, mine, MONDAY, "ratelimited")
        assert not claims.settle_sent(session, mine, "D1", "1.2", MONDAY), "the claim was given up"
        assert not claims.holds(session, mine, MONDAY, LEASE)
    [again] = claim(db, MONDAY + LATER)
    assert (again.id, again.attempts, again.since) == (mine.id, 2, mine.since)
    with db.begin() as session:
        assert not claims.settle_failed(session, mine, "an old claim")
        assert claims.settle_sent(session, again, "D1", "1.2", MONDAY)
    assert claim(db, MONDAY + 2 * LATER) == []


def test_a_claim_that_ran_out_is_taken_over_by_one(db: Database) -> None:
    prepare(db, 1)
    [mine] = claim(db)
    with db.begin() as session:
        assert claims.lost(session, MONDAY + LEASE - timedelta(seconds=1)) == []
        assert claims.lost(session, MONDAY + LEASE) == ["T1"]
        [found] = claims.claim_lost(session, "T1", MONDAY + LEASE, lease=LEASE, most=5)
        assert claims.claim_lost(session, "T1", MONDAY + LEASE, lease=LEASE, most=5) == []
        assert (found.id, found.attempts) == (mine.id, 1), "looking up is no attempt"
        assert not claims.settle_sent(session, mine, "D1", "1.2", MONDAY)
        assert claims.settle_sent(session, found, "D1", "1.2", MONDAY)


def test_nothing_is_due_before_its_time_nor_before_its_back_off(db: Database) -> None:
    prepare(db, 1)
    with db.begin() as session:
        assert claims.waiting(session, MONDAY - timedelta(seconds=1)) == []
        assert [each.team_id for each in claims.waiting(session, MONDAY)] == ["T1"]
    [mine] = claim(db)
    with db.begin() as session:
        claims.settle_later(session, mine, MONDAY + 2 * LATER, "busy")
    assert claim(db, MONDAY + LATER) == []
    assert claim(db, MONDAY + 2 * LATER)


def test_what_is_withdrawn_can_be_planned_again_and_what_was_sent_cannot(db: Database) -> None:
    prepare(db, 1)
    with db.begin() as session:
        planned = deliveries.planned_for(session, "T1", "U0", "set")
        assert planned
        deliveries.withdraw(session, "T1", planned.id, "cancelled")
        assert deliveries.planned_for(session, "T1", "U0", "set") is None
        assert not deliveries.is_over(session, "T1", planned.once)
        deliveries.plan_again(session, "T1", wanted(planned.once, "U0"), MONDAY)
        assert deliveries.planned_for(session, "T1", "U0", "set") == planned
    [mine] = claim(db)
    with db.begin() as session:
        claims.settle_sent(session, mine, "D1", "1.2", MONDAY)
        deliveries.plan_again(session, "T1", wanted(planned.once, "U0"), MONDAY)
        assert deliveries.is_over(session, "T1", planned.once)
        assert deliveries.last_for(session, "T1", "U0") == ("set", MONDAY)
