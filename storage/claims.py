"""Who sends what: a claim has one owner, and lasts as long as its lease.

A claim is a conditional update within one workspace, and moves that workspace's next moment in the same transaction:
so any number of processes share one budget, and none starves another. Times here are machine time, but for `now`,
which is the product's. `due_at` is never rewritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, literal, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from storage import pacing
from storage.deliveries import State
from storage.ids import new_id
from storage.pacing import HISTORY, OPEN
from storage.tables import Delivery, Member, Pace, Workspace

# Spelt out, so that however a statement is prepared the partial indexes answer it.
_PLANNED = Delivery.state == literal_column("'planned'")
_SENDING = Delivery.state == literal_column("'sending'")
_DEEP = 4
"""How many due rows are looked at for one to be claimed: some are to a recipient who has one in this claim already."""
_Chosen = tuple[Delivery, str | None]
"""A row, and the channel that it goes to where that is known."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to send while the lease holds. `since` is when it was first claimed; `reason` is why it
    was not sent then. `channel_id` is where it goes; None: to the direct messages of `member_id`, not known yet."""

    team_id: str
    id: str
    kind: str
    method: str
    member_id: str | None
    channel_id: str | None
    about: str | None
    content: Mapping[str, Any]
    due_at: datetime
    attempts: int
    reason: str | None
    since: datetime
    lease_id: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many deliveries that are due in a workspace, by the method of Slack's that they need, and when it may next be
    called there. `HISTORY`: their claims ran out, and they are to be looked up."""

    team_id: str
    method: str
    deliveries: int
    next_at: datetime | None


def waiting(session: Session, now: datetime, machine_now: datetime) -> list[Waiting]:
    """What is due, by workspace and method, whichever was served longest ago first. Takes no lock.

    It reads what is due and nothing else. (`offset(0)` keeps the databases from grouping while they choose: SQLite
    would read the whole table in the order of its groups.)
    """
    due = (
        select(Delivery.team_id, Delivery.method)
        .where(_PLANNED, Delivery.due_at <= now, _not_held_back(machine_now))
        .offset(0)
        .subquery()
    )
    lost = (
        select(Delivery.team_id, literal(HISTORY, String).label("method"))
        .where(_SENDING, Delivery.lease_until <= machine_now)
        .offset(0)
        .subquery()
    )
    both = union_all(
        *(
            select(each.c.team_id, each.c.method, func.count().label("deliveries")).group_by(
                each.c.team_id, each.c.method
            )
            for each in (due, lost)
        )
    ).subquery()
    rows = session.execute(
        select(both.c.team_id, both.c.method, both.c.deliveries, Pace.next_at)
        .join(Workspace, Workspace.team_id == both.c.team_id)
        .outerjoin(Pace, and_(Pace.team_id == both.c.team_id, Pace.paced == both.c.method))
        .where(Workspace.uninstalled_at.is_(None))
        .order_by(Pace.next_at.nulls_first(), both.c.team_id)
    )
    return [Waiting(*row) for row in rows]


def claim(
    session: Session,
    team_id: str,
    method: str,
    now: datetime,
    machine_now: datetime,
    *,
    lease: timedelta,
    most: int,
) -> list[Claimed]:
    """Takes at most `most` of what is due in a workspace, one for each recipient, until `machine_now + lease`."""
    allowed = pacing.allowance(session, team_id, method, machine_now)
    most = min(most, allowed.calls)
    if not most:
        return []
    chosen = _choose(session, team_id, method, now, machine_now, most)
    if chosen:
        pacing.spend(session, team_id, allowed, len(chosen))
        pacing.pause(session, team_id, chosen, machine_now + pacing.BETWEEN_TO_ONE)
    return _take(chosen.values(), machine_now, lease, attempt=1)


def claim_lost(session: Session, team_id: str, machine_now: datetime, *, lease: timedelta, most: int) -> list[Claimed]:
    """Takes over claims that ran out, to look them up in Slack."""
    allowed = pacing.allowance(session, team_id, HISTORY, machine_now)
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.team_id == team_id, _SENDING, Delivery.lease_until <= machine_now)
        .order_by(Delivery.lease_until)
        .limit(min(most, allowed.calls))
        .with_for_update(skip_locked=True, key_share=True)
    ).all()
    if rows:
        pacing.spend(session, team_id, allowed, len(rows))
    return _take([(row, row.channel_id) for row in rows], machine_now, lease, attempt=0)


def _choose(
    session: Session, team_id: str, method: str, now: datetime, machine_now: datetime, most: int
) -> dict[str, _Chosen]:
    """What to take, by recipient: the longest due first. Those whose direct messages are still to be opened have a
    budget of their own, and keep nobody else waiting."""
    recipient = func.coalesce(Delivery.member_id, Delivery.channel_id)
    channel = func.coalesce(Delivery.channel_id, Member.dm_channel)
    due = (
        select(recipient, Delivery, channel)
        .outerjoin(Member, and_(Member.team_id == Delivery.team_id, Member.member_id == Delivery.member_id))
        .outerjoin(Pace, and_(Pace.team_id == Delivery.team_id, Pace.paced == recipient))
        .where(
            Delivery.team_id == team_id,
            Delivery.method == method,
            _PLANNED,
            Delivery.due_at <= now,
            _not_held_back(machine_now),
            or_(Pace.next_at.is_(None), Pace.next_at <= machine_now),
        )
        .order_by(Delivery.due_at, Delivery.delivery_id)
        .limit(most * _DEEP)
        .with_for_update(of=Delivery, skip_locked=True, key_share=True)  # SQLite: one writes at a time anyway
    )
    found = _one_each(session.execute(due).all())
    if all(place for _, place in found.values()):
        return _first(found, most)
    allowed = pacing.allowance(session, team_id, OPEN, machine_now)
    if not allowed.calls:
        return _first(_one_each(session.execute(due.where(channel.is_not(None))).all()), most)
    opening = _first({each: chosen for each, chosen in found.items() if not chosen[1]}, allowed.calls)
    chosen = _first({each: chosen for each, chosen in found.items() if chosen[1] or each in opening}, most)
    pacing.spend(session, team_id, allowed, len(chosen.keys() & opening.keys()))
    return chosen


def _not_held_back(machine_now: datetime) -> ColumnElement[bool]:
    return or_(Delivery.not_before.is_(None), Delivery.not_before <= machine_now)


def _one_each(rows: Iterable[Any]) -> dict[str, _Chosen]:
    found: dict[str, _Chosen] = {}
    for recipient, delivery, channel in rows:
        found.setdefault(recipient, (delivery, channel))
    return found


def _first(found: Mapping[str, _Chosen], most: int) -> dict[str, _Chosen]:
    return dict(islice(found.items(), most))


def _take(chosen: Iterable[_Chosen], machine_now: datetime, lease: timedelta, *, attempt: int) -> list[Claimed]:
    lease_id = new_id()
    taken = []
    for row, channel_id in chosen:
        row.state = State.SENDING
        row.lease_id = lease_id
        row.lease_until = machine_now + lease
        row.claimed_at = row.claimed_at or machine_now
        row.attempts += attempt
        taken.append(
            Claimed(
                team_id=row.team_id,
                id=row.delivery_id,
                kind=row.kind,
                method=row.method,
                member_id=row.member_id,
                channel_id=channel_id,
                about=row.about,
                content=row.content,
                due_at=row.due_at,
                attempts=row.attempts,
                reason=row.reason,
                since=row.claimed_at,
                lease_id=lease_id,
            )
        )
    return taken
