"""Messages that were sent and are to say something else: each change is a delivery of its own.

What a message says is composed when the change is sent, from what is true then. So one change that waits is enough,
whatever happens meanwhile; and what happens while one is on its way plans another.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.messages import Kind
from storage import deliveries
from storage.claims import Claimed
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.tables import Delivery, Interview

ERASED: Final = "erased"
"""In the content of what was sent about a candidate whose data was erased: it says no more than that from here on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent, as it was planned and composed; `ts` and `channel_id` are where it is."""

    team_id: str
    id: str
    kind: str
    member_id: str
    about: str | None
    content: Mapping[str, Any]
    due_at: datetime
    channel_id: str
    ts: str


def sent(session: Session, team_id: str, delivery_id: str) -> Sent | None:
    """A message to one person; None when it was not sent (yet), or went to a channel."""
    row = session.get(Delivery, (team_id, delivery_id), populate_existing=True)
    if row is None or row.state != State.SENT or not (row.member_id and row.channel_id and row.ts):
        return None
    return Sent(
        team_id, row.delivery_id, row.kind, row.member_id, row.about, row.content, row.due_at, row.channel_id, row.ts
    )


def plan(session: Session, team_id: str, delivery_id: str, now: datetime) -> bool:
    """The message is to be drawn anew, at once. False when it was not sent: what it will say is composed then."""
    if (original := sent(session, team_id, delivery_id)) is None:
        return False
    if _waits(session, team_id, delivery_id):
        return True
    content = {"edits": {"channel": original.channel_id, "ts": original.ts}, "of": delivery_id}
    wanted = Plan(
        Kind.EDIT,
        f"{Kind.EDIT}:{new_id()}",
        original.member_id,
        original.channel_id,
        content,
        now,
        about=original.about,
        edits_id=delivery_id,
    )
    return deliveries.plan(session, team_id, wanted, now)


def _waits(session: Session, team_id: str, delivery_id: str) -> bool:
    """Whether a change of the message waits to be sent. It is held: nobody begins to send it, with what was true
    before, until the caller commits."""
    waiting = session.scalars(
        select(Delivery.delivery_id)
        .where(Delivery.team_id == team_id, Delivery.edits_id == delivery_id, Delivery.state == State.PLANNED)
        .limit(1)
        .with_for_update()
    )
    return waiting.one_or_none() is not None


def overtaken(session: Session, claimed: Claimed) -> bool:
    """Whether another change of the same message was begun or sent since this one was claimed: which of the two
    Slack has last is not known."""
    others = session.scalars(
        select(Delivery.delivery_id)
        .where(
            Delivery.team_id == claimed.team_id,
            Delivery.edits_id == claimed.content.get("of"),
            Delivery.delivery_id != claimed.id,
            Delivery.claimed_at >= claimed.since,
            Delivery.state.in_((State.SENDING, State.SENT)),
        )
        .limit(1)
    )
    return others.one_or_none() is not None


def sequences(session: Session, team_id: str, ids: Collection[str]) -> dict[str, int]:
    """How often each of these interviews was changed: what a message remembers of when it was composed."""
    if not ids:
        return {}
    rows = session.execute(
        select(Interview.interview_id, Interview.sequence).where(
            Interview.team_id == team_id, Interview.interview_id.in_(list(ids))
        )
    )
    return {row[0]: row[1] for row in rows}


def keep(session: Session, team_id: str, delivery_id: str, content: Mapping[str, Any]) -> None:
    """What a message holds from here on."""
    session.execute(
        update(Delivery)
        .where(Delivery.team_id == team_id, Delivery.delivery_id == delivery_id)
        .values(content=dict(content))
        .execution_options(synchronize_session=False)
    )
