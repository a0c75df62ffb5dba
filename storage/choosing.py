"""What a workspace is sent next, of all that is due: what cannot wait, then what is longest due.

At half past eight thousands of morning messages may be due, and go out for as long as Slack's limits make them. An
interview that is called off meanwhile is told in the next claim. Lest anything waits without end, every fourth message
is the longest due, whatever it is.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select, update
from sqlalchemy.orm import Session

from prep.messages import CANNOT_WAIT, IN_CROWDS, Kind
from storage import pacing
from storage.clocks import which_came
from storage.deliveries import PLANNED
from storage.pacing import LONGEST_BETWEEN, LONGEST_PATIENCE, OPEN, UPDATE, Allowance
from storage.tables import Delivery, Member, Pace

# Spelt out, as `PLANNED` is.
_CANNOT_WAIT: Final = Delivery.kind.in_([literal_column(f"'{kind}'") for kind in sorted(CANNOT_WAIT)])
EDIT: Final = f"{Kind.EDIT}:"
"""How the reason for a change of a message begins."""
MARK: Final = "mark:"
"""The same where all that is new is what somebody said: the others go first."""
Chosen = tuple[Delivery, str | None]
"""A row, and the channel that it goes to where that is known."""
_IN_TURN: Final = 4
_DEEP: Final = 4
"""How many due rows are looked at for one to be claimed: some are to a recipient who has one in this claim already."""
_Due = Select[Any, Any, Any]


def choose(
    session: Session, team_id: str, allowed: Allowance, now: datetime, machine_now: datetime, most: int
) -> dict[str, Chosen]:
    """What to take, by recipient; at least one place. Those whose direct messages are still to be opened have a budget
    of their own, and keep nobody else waiting."""
    recipient = func.coalesce(Delivery.member_id, Delivery.channel_id)
    channel = func.coalesce(Delivery.channel_id, Member.dm_channel)
    due = (
        select(recipient, Delivery, channel)
        .outerjoin(Member, and_(Member.team_id == Delivery.team_id, Member.member_id == Delivery.member_id))
        .outerjoin(Pace, and_(Pace.team_id == Delivery.team_id, Pace.paced == recipient))
        .where(
            Delivery.team_id == team_id,
            Delivery.method == allowed.method,
            PLANNED,
            Delivery.due_at <= now,
            not_held_back(machine_now),
            which_came(Pace.next_at, machine_now, LONGEST_BETWEEN),
        )
        .limit(most * _DEEP)
        .with_for_update(of=Delivery, skip_locked=True, key_share=True)  # SQLite: one writes at a time anyway
    )
    first = most - sum((allowed.turn + number) % _IN_TURN == 0 for number in range(most))
    urgent = _urgent(due, allowed.method)
    found = _look(session, due, urgent, first)
    if all(place for _, place in found.values()):
        return _first(found, most)
    opens = pacing.allowance(session, team_id, OPEN, machine_now)
    if not opens.calls:
        known = channel.is_not(None)
        return _first(_look(session, due.where(known), urgent.where(known), first), most)
    opening = _first({each: chosen for each, chosen in found.items() if not chosen[1]}, opens.calls)
    chosen = _first({each: chosen for each, chosen in found.items() if chosen[1] or each in opening}, most)
    pacing.spend(session, team_id, opens, len(chosen.keys() & opening.keys()))
    return chosen


def hasten(session: Session, team_id: str, delivery_ids: Collection[str]) -> None:
    """Changes of these messages that wait are no mere marks any more."""
    marks = [Delivery.edits_id.in_(list(delivery_ids)), PLANNED, Delivery.once.like(f"{MARK}%")]
    session.execute(
        update(Delivery)
        .where(Delivery.team_id == team_id, *marks)
        .values(once=func.replace(Delivery.once, MARK, EDIT))
        .execution_options(synchronize_session=False)
    )


def not_held_back(machine_now: datetime) -> ColumnElement[bool]:
    """Whether it is not kept from being tried again."""
    return which_came(Delivery.not_before, machine_now, LONGEST_PATIENCE)


def _look(session: Session, due: _Due, urgent: _Due, first: int) -> dict[str, Chosen]:
    """One for each recipient, in order: `first` of what cannot wait, then the longest due, then others that cannot."""
    rows = session.execute(urgent).all()
    longest = session.execute(due.order_by(Delivery.due_at, Delivery.delivery_id)).all()
    return _one_each(chain(rows[:first], longest, rows[first:]))


def _urgent(due: _Due, method: str) -> _Due:
    wanted = Delivery.once.not_like(f"{MARK}%") if method == UPDATE else _CANNOT_WAIT
    crowds = () if method == UPDATE else (Delivery.kind.in_(IN_CROWDS),)
    return due.where(wanted).order_by(*crowds, Delivery.due_at, Delivery.delivery_id)


def _one_each(rows: Iterable[Any]) -> dict[str, Chosen]:
    found: dict[str, Chosen] = {}
    for recipient, delivery, channel in rows:
        found.setdefault(recipient, (delivery, channel))
    return found


def _first(found: Mapping[str, Chosen], most: int) -> dict[str, Chosen]:
    return dict(islice(found.items(), most))
