"""What a workspace is sent next, of all that is due: what is longest due."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal_column, select
from sqlalchemy.orm import Session

from storage import pacing
from storage.clocks import which_came
from storage.pacing import LONGEST_BETWEEN, LONGEST_PATIENCE, OPEN, Allowance
from storage.tables import Delivery, Member, Pace

# Spelt out, so that however a statement is prepared the partial indexes answer it.
PLANNED: Final = Delivery.state == literal_column("'planned'")
Chosen = tuple[Delivery, str | None]
"""A row, and the channel that it goes to where that is known."""
_DEEP: Final = 4
"""How many due rows are looked at for one to be claimed: some are to a recipient who has one in this claim already."""


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
        .order_by(Delivery.due_at, Delivery.delivery_id)
        .limit(most * _DEEP)
        .with_for_update(of=Delivery, skip_locked=True, key_share=True)  # SQLite: one writes at a time anyway
    )
    found = _one_each(session.execute(due).all())
    if all(place for _, place in found.values()):
        return _first(found, most)
    opens = pacing.allowance(session, team_id, OPEN, machine_now)
    if not opens.calls:
        return _first(_one_each(session.execute(due.where(channel.is_not(None))).all()), most)
    opening = _first({each: chosen for each, chosen in found.items() if not chosen[1]}, opens.calls)
    chosen = _first({each: chosen for each, chosen in found.items() if chosen[1] or each in opening}, most)
    pacing.spend(session, team_id, opens, len(chosen.keys() & opening.keys()))
    return chosen


def not_held_back(machine_now: datetime) -> ColumnElement[bool]:
    """Whether it is not kept from being tried again."""
    return which_came(Delivery.not_before, machine_now, LONGEST_PATIENCE)


def _one_each(rows: Iterable[Any]) -> dict[str, Chosen]:
    found: dict[str, Chosen] = {}
    for recipient, delivery, channel in rows:
        found.setdefault(recipient, (delivery, channel))
    return found


def _first(found: Mapping[str, Chosen], most: int) -> dict[str, Chosen]:
    return dict(islice(found.items(), most))
