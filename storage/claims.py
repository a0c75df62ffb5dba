"""Who sends what: a claim has one owner, and lasts as long as its lease.

A claim is a conditional update within one workspace, and moves that workspace's next moment in the same transaction:
so any number of processes share one budget, and none starves another. Times here are machine time, but for `now`,
which is the product's. `due_at` is never rewritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session, aliased

from storage import choosing, pacing
from storage.choosing import Chosen, not_held_back
from storage.clocks import came, has_come, too_far
from storage.deliveries import PLANNED, SENDING, State
from storage.ids import new_id
from storage.pacing import HISTORY, LONGEST_BETWEEN, LONGEST_PATIENCE, PATIENCE
from storage.tables import Delivery, Pace, Workspace

LONGEST_LEASE: Final = timedelta(seconds=30)
"""No claim is made for longer."""
_Patience = aliased(Pace)


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
    """What is due, by workspace and method, whichever was served longest ago first. Takes no lock."""
    given = {
        "now": now,
        "at": machine_now,
        "no_lease": too_far(machine_now, LONGEST_LEASE),
        "no_patience": too_far(machine_now, LONGEST_PATIENCE),
        "no_pause": too_far(machine_now, LONGEST_BETWEEN),
    }
    return [
        Waiting(team, paced, some, may if has_come(patient_until, machine_now, LONGEST_PATIENCE) else patient_until)
        for team, paced, some, may, patient_until in session.execute(_WAITING, given)
    ]


def _waiting() -> Select[str, str, int, datetime | None, datetime | None]:
    """It reads what is due and nothing else. (`offset(0)` keeps the databases from grouping while they choose: SQLite
    would read the whole table in the order of its groups.)
    """
    at: BindParameter[datetime] = bindparam("at")
    not_held = came(Delivery.not_before, at, bindparam("no_patience"))
    due = (
        select(Delivery.team_id, Delivery.method)
        .where(PLANNED, Delivery.due_at <= bindparam("now"), not_held)
        .offset(0)
        .subquery()
    )
    lost = (
        select(Delivery.team_id, literal(HISTORY, String).label("method"))
        .where(SENDING, came(Delivery.lease_until, at, bindparam("no_lease")), not_held)
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
    # Stored before the clock was put back, it says nothing of who was served when.
    next_at = case((Pace.next_at <= bindparam("no_pause"), Pace.next_at))
    return (
        select(both.c.team_id, both.c.method, both.c.deliveries, next_at, _Patience.next_at)
        .join(Workspace, Workspace.team_id == both.c.team_id)
        .outerjoin(Pace, and_(Pace.team_id == both.c.team_id, Pace.paced == both.c.method))
        .outerjoin(
            _Patience,
            and_(_Patience.team_id == both.c.team_id, _Patience.paced == literal(PATIENCE).concat(both.c.method)),
        )
        .where(Workspace.uninstalled_at.is_(None))
        .order_by(next_at.nulls_first(), both.c.team_id)
    )


_WAITING: Final = _waiting()  # built once: every tick asks for it, and building it takes longer than running it


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
    """Takes at most `most` of what is due in a workspace, one for each recipient, until `machine_now + lease`: in the
    order of `choosing`."""
    allowed = pacing.allowance(session, team_id, method, machine_now)
    most = min(most, allowed.calls)
    if not most:
        return []
    chosen = choosing.choose(session, team_id, allowed, now, machine_now, most)
    if chosen:
        pacing.spend(session, team_id, allowed, len(chosen))
        pacing.pause(session, team_id, chosen, machine_now + pacing.BETWEEN_TO_ONE)
    return _take(chosen.values(), machine_now, lease, attempt=1)


def begin_anew(session: Session, team_id: str, machine_now: datetime, *, lease: timedelta) -> None:
    """Claims that were made before the clock was put back last for one lease from now: whoever made them may be sending
    still."""
    put_back = Delivery.lease_until > too_far(machine_now, LONGEST_LEASE)
    session.execute(
        update(Delivery)
        .where(Delivery.team_id == team_id, SENDING, put_back)
        .values(lease_until=machine_now + lease)
        .execution_options(synchronize_session=False)
    )


def claim_lost(session: Session, team_id: str, machine_now: datetime, *, lease: timedelta, most: int) -> list[Claimed]:
    """Takes over claims that ran out, to look them up in Slack."""
    allowed = pacing.allowance(session, team_id, HISTORY, machine_now)
    ran_out = Delivery.lease_until <= machine_now
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.team_id == team_id, SENDING, ran_out, not_held_back(machine_now))
        .order_by(Delivery.lease_until)
        .limit(min(most, allowed.calls))
        .with_for_update(skip_locked=True, key_share=True)
    ).all()
    if rows:
        pacing.spend(session, team_id, allowed, len(rows))
    return _take([(row, row.channel_id) for row in rows], machine_now, lease, attempt=0)


def _take(chosen: Iterable[Chosen], machine_now: datetime, lease: timedelta, *, attempt: int) -> list[Claimed]:
    lease_id = new_id()
    taken = []
    for row, channel_id in chosen:
        row.state = State.SENDING
        row.lease_id = lease_id
        row.lease_until = machine_now + lease
        row.not_before = None
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
