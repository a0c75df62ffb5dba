"""What goes next of all that is due: what cannot wait goes before a crowd, and the crowd still goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from prep.messages import CANNOT_WAIT, IN_CROWDS, Kind
from storage import claims, deliveries, edits, members, settling
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan, State
from storage.pacing import POST, UPDATE
from storage.tables import Delivery
from tests.slackapp.clocks import MONDAY
from tests.storage.test_database import PRIYA
from tests.storage.test_deliveries import LEASE, prepare

A_MINUTE = timedelta(minutes=1)
INDEXES = ("ix_delivery_first", "ix_delivery_next")


def due(db: Database, kind: Kind, people: int, at: datetime = MONDAY, *, begin: int = 0) -> None:
    """A message of a kind to each of so many people, whose direct messages are open."""
    with db.begin() as session:
        for number in range(begin, begin + people):
            members.keep(session, "T1", replace(PRIYA, id=f"U{number}"), MONDAY)
            members.keep_dm(session, "T1", f"U{number}", f"D{number}")
            plan = Plan(kind, f"{kind} {number}", f"U{number}", None, {}, at)
            assert deliveries.plan(session, "T1", plan, MONDAY)


def claimed(db: Database, at: datetime, method: str = POST, most: int = 8) -> Sequence[Claimed]:
    """What is claimed at a moment, by both clocks."""
    with db.begin() as session:
        return claims.claim(session, "T1", method, at, at, lease=LEASE, most=most)


def worked(db: Database, tenths: int, begin: datetime) -> list[str]:
    """The kinds of what is claimed, in order, while a process looks every tenth of a second."""
    moments = (begin + timedelta(milliseconds=100 * tenth) for tenth in range(tenths))
    return [each.kind for at in moments for each in claimed(db, at)]


@pytest.mark.parametrize("kind", sorted(CANNOT_WAIT))
def test_what_cannot_wait_goes_in_the_next_claim_however_many_are_due(db: Database, kind: Kind) -> None:
    prepare(db, 0)
    due(db, Kind.DIGEST, 60)
    assert set(worked(db, 20, MONDAY)) == {Kind.DIGEST}
    due(db, kind, 1, MONDAY + timedelta(seconds=2), begin=100)
    assert kind in worked(db, 5, MONDAY + timedelta(seconds=2))


def test_reminders_which_come_in_crowds_go_after_what_is_rare(db: Database) -> None:
    prepare(db, 0)
    due(db, Kind.REMINDER, 60)
    assert set(worked(db, 20, MONDAY)) == {Kind.REMINDER} <= IN_CROWDS
    due(db, Kind.CORRECTION, 1, MONDAY + timedelta(seconds=2), begin=100)
    assert Kind.CORRECTION in worked(db, 5, MONDAY + timedelta(seconds=2))


def test_every_fourth_is_the_longest_due_so_nothing_waits_without_end(db: Database) -> None:
    prepare(db, 0)
    due(db, Kind.DIGEST, 20)
    due(db, Kind.CORRECTION, 100, begin=20)
    went = worked(db, 100, MONDAY + A_MINUTE)
    assert len(went) > 40
    for start in range(0, 40, 4):
        assert went[start : start + 4].count(Kind.DIGEST) == 1
    assert worked(db, 400, MONDAY + 2 * A_MINUTE).count(Kind.DIGEST) == 20 - went.count(Kind.DIGEST)


def test_whoever_has_both_due_gets_the_urgent_one_first(db: Database) -> None:
    prepare(db, 0)
    due(db, Kind.DIGEST, 1)
    due(db, Kind.CORRECTION, 1, MONDAY + timedelta(seconds=1))
    assert worked(db, 15, MONDAY + A_MINUTE) == [Kind.CORRECTION, Kind.DIGEST]


def test_a_change_of_what_is_true_goes_before_marks_of_what_was_read(db: Database) -> None:
    prepare(db, 0)
    due(db, Kind.DIGEST, 40)
    with db.begin() as session:
        for at in (MONDAY + timedelta(seconds=10 * turn) for turn in range(1, 5)):
            for each in claims.claim(session, "T1", POST, at, at, lease=LEASE, most=50):
                assert settling.sent(session, each, str(each.channel_id), "1.2", at)
        sent = session.scalars(select(Delivery.delivery_id).where(Delivery.state == State.SENT)).all()
        assert len(sent) > 10
        assert edits.plan_each(session, "T1", sent, MONDAY, mark=True)
        last = max(sent)
        assert edits.plan(session, "T1", last, MONDAY)
    first, *_ = claimed(db, MONDAY + A_MINUTE, UPDATE)
    assert first.content["of"] == last


def test_a_claim_reads_what_is_due_and_not_the_whole_workspace(db: Database) -> None:
    """Both questions are answered by the indexes that hold only what is planned."""
    prepare(db, 0)
    due(db, Kind.DIGEST, 3)
    asked: list[tuple[str, Any]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    assert claimed(db, MONDAY)
    chosen = [each for each in asked if "FROM delivery" in each[0]]
    assert len(chosen) == 2
    if db.sqlite:
        with db.engine.connect() as connection:
            plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given).all() for sql, given in chosen]
        assert [index in str(plan[0]) for plan, index in zip(plans, INDEXES, strict=True)] == [True, True], plans
