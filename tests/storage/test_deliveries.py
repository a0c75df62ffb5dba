"""A delivery is planned once, claimed by one, settled by its owner."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from storage import claims, deliveries, members, pacing, settling, workspaces
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan
from storage.pacing import HISTORY, POST, UPDATE
from tests.slackapp.clocks import MONDAY
from tests.storage.test_database import PRIYA

LEASE = timedelta(seconds=30)
LATER = timedelta(minutes=1)


def wanted(once: str, member_id: str = "U1") -> Plan:
    """Something to send now."""
    return Plan("set", once, member_id, None, {}, MONDAY)


def prepare(db: Database, people: int, each: int = 1, *, opened: bool = True) -> None:
    """So many people with so many deliveries each, all of them due; their direct messages are open, or not yet."""
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
        for person in range(people):
            members.keep(session, "T1", replace(PRIYA, id=f"U{person}"), MONDAY)
            if opened:
                members.keep_dm(session, "T1", f"U{person}", f"D{person}")
            for index in range(each):
                assert deliveries.plan(session, "T1", wanted(f"reason {person} {index}", f"U{person}"), MONDAY)


def claim(db: Database, at: datetime = MONDAY, most: int = 3) -> list[Claimed]:
    """As a process does it, at a machine time."""
    with db.begin() as session:
        return claims.claim(session, "T1", POST, MONDAY, at, lease=LEASE, most=most)


def waiting(db: Database, at: datetime = MONDAY) -> list[tuple[str, str, int]]:
    """What a tick finds, at a machine time."""
    with db.read() as session:
        return [(each.team_id, each.method, each.deliveries) for each in claims.waiting(session, MONDAY, at)]


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


def test_direct_messages_are_opened_within_a_budget_of_their_own(db: Database) -> None:
    """And who waits for that keeps nobody else waiting."""
    prepare(db, 100, opened=False)
    assert len(claim(db, most=50)) == 1
    with db.begin() as session:
        members.keep_dm(session, "T1", "U99", "D99")
    [known] = claim(db, MONDAY + timedelta(milliseconds=300), most=50)
    assert known.member_id == "U99"
    taken = sum(len(claim(db, MONDAY + timedelta(milliseconds=300 + 100 * tenth), most=50)) for tenth in range(600))
    assert 44 <= taken <= 50


def test_changes_of_messages_have_a_budget_of_their_own(db: Database) -> None:
    prepare(db, 100)
    edits = {"edits": {"channel": "D1", "ts": "1.2"}}
    with db.begin() as session:
        for person in range(100):
            changed = replace(wanted(f"change {person}", f"U{person}"), content=edits)
            deliveries.plan(session, "T1", changed, MONDAY)
    assert sorted(waiting(db)) == [("T1", POST, 100), ("T1", UPDATE, 100)]
    taken = 0
    for tenth in range(600):
        with db.begin() as session:
            at = MONDAY + timedelta(milliseconds=100 * tenth)
            taken += len(claims.claim(session, "T1", UPDATE, MONDAY, at, lease=LEASE, most=50))
    assert 44 <= taken <= 50


def test_one_person_is_sent_one_message_a_second(db: Database) -> None:
    prepare(db, 1, each=3)
    taken = [len(claim(db, MONDAY + timedelta(milliseconds=100 * tenth))) for tenth in range(25)]
    assert [tenth for tenth, number in enumerate(taken) if number] == [0, 10, 20]
    assert max(taken) == 1


def test_patience_that_slack_asks_for_holds_for_the_whole_workspace(db: Database) -> None:
    prepare(db, 3)
    with db.begin() as session:
        pacing.hold_back(session, "T1", POST, MONDAY + LATER)
    assert claim(db, MONDAY + LATER / 2) == []
    assert claim(db, MONDAY + LATER)


def test_only_the_owner_of_the_claim_settles(db: Database) -> None:
    prepare(db, 1)
    [mine] = claim(db)
    with db.begin() as session:
        assert settling.renew(session, mine, MONDAY + LEASE, {"numbers": {}})
        assert settling.later(session, mine, MONDAY, "ratelimited")
        assert not settling.sent(session, mine, "D1", "1.2", MONDAY), "the claim was given up"
        assert not settling.renew(session, mine, MONDAY + LEASE, {})
    [again] = claim(db, MONDAY + LATER)
    assert (again.id, again.attempts, again.since) == (mine.id, 2, mine.since)
    with db.begin() as session:
        assert not settling.failed(session, mine, "an old claim")
        assert settling.sent(session, again, "D1", "1.2", MONDAY)
    assert claim(db, MONDAY + 2 * LATER) == []


def test_a_claim_that_ran_out_is_taken_over_by_one(db: Database) -> None:
    prepare(db, 1)
    [mine] = claim(db)
    assert waiting(db, MONDAY + LEASE - timedelta(seconds=1)) == []
    assert waiting(db, MONDAY + LEASE) == [("T1", HISTORY, 1)]
    with db.begin() as session:
        [found] = claims.claim_lost(session, "T1", MONDAY + LEASE, lease=LEASE, most=5)
        assert claims.claim_lost(session, "T1", MONDAY + LEASE, lease=LEASE, most=5) == []
        assert (found.id, found.attempts) == (mine.id, 1), "looking up is no attempt"
        assert not settling.sent(session, mine, "D1", "1.2", MONDAY)
        assert settling.sent(session, found, "D1", "1.2", MONDAY)


def test_nothing_is_due_before_its_time_nor_before_its_back_off(db: Database) -> None:
    prepare(db, 1)
    with db.begin() as session:
        assert claims.waiting(session, MONDAY - timedelta(seconds=1), MONDAY) == []
    assert waiting(db) == [("T1", POST, 1)]
    [mine] = claim(db)
    with db.begin() as session:
        settling.later(session, mine, MONDAY + 2 * LATER, "busy")
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
        settling.sent(session, mine, "D1", "1.2", MONDAY)
        deliveries.plan_again(session, "T1", wanted(planned.once, "U0"), MONDAY)
        assert deliveries.is_over(session, "T1", planned.once)
