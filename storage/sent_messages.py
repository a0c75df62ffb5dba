"""Messages that were sent to somebody: found by their delivery, or by an interview that they told of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from prep.messages import Kind
from storage.deliveries import State
from storage.inserting import insert_into
from storage.one_of import one_of
from storage.tables import Delivery, Mention

# The table's own columns, and a statement that is built once: reactions come in crowds.
_D = Delivery.__table__.c
_THESE = (
    select(Delivery.__table__)
    .where(_D.team_id == bindparam("team_id"), one_of(_D.delivery_id, "ids"))
    .order_by(_D.delivery_id)
)


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


def find(session: Session, team_id: str, delivery_id: str) -> Sent | None:
    """A message to one person; None when it was not sent (yet), or went to a channel."""
    return next(iter(many(session, team_id, [delivery_id])), None)


def many(session: Session, team_id: str, delivery_ids: Collection[str]) -> list[Sent]:
    """Those of these messages that were sent to one person, by id."""
    if not delivery_ids:
        return []
    session.flush()  # what a caller changed of them is not written before a statement of this kind
    rows = session.execute(_THESE, {"team_id": team_id, "ids": list(delivery_ids)})
    return [found for row in rows if (found := _sent(row))]


def _sent(row: Any) -> Sent | None:
    if row.state != State.SENT or not (row.member_id and row.channel_id and row.ts):
        return None
    return Sent(
        row.team_id,
        row.delivery_id,
        row.kind,
        row.member_id,
        row.about,
        row.content,
        row.due_at,
        row.channel_id,
        row.ts,
    )


def mention(session: Session, team_id: str, delivery_id: str, interview_ids: Collection[str]) -> None:
    """The message, which was sent, told its reader of these interviews: when one changes, it is found by them."""
    if interview_ids:
        rows = [{"team_id": team_id, "interview_id": each, "delivery_id": delivery_id} for each in interview_ids]
        session.execute(insert_into(session, Mention).values(rows).on_conflict_do_nothing())


def telling_of(session: Session, team_id: str, interview_id: str) -> list[Sent]:
    """The messages that have told somebody of the interview, in the order in which they were planned."""
    rows = session.scalars(
        select(Delivery)
        .join(Mention, (Mention.team_id == Delivery.team_id) & (Mention.delivery_id == Delivery.delivery_id))
        .where(Mention.team_id == team_id, Mention.interview_id == interview_id)
        .order_by(Delivery.delivery_id)
        .execution_options(populate_existing=True)
    )
    return [found for row in rows if (found := _sent(row))]


def mornings(session: Session, team_id: str, member_id: str, interview_ids: Collection[str]) -> dict[str, list[date]]:
    """The days of the member's morning messages that showed these interviews with their questions, by interview."""
    days: dict[str, list[date]] = {}
    rows = session.execute(
        select(Mention.interview_id, Delivery.content)
        .join(Delivery, (Delivery.team_id == Mention.team_id) & (Delivery.delivery_id == Mention.delivery_id))
        .where(
            Mention.team_id == team_id,
            Mention.interview_id.in_(list(interview_ids)),
            Delivery.member_id == member_id,
            Delivery.kind == Kind.DIGEST,
        )
        .order_by(Delivery.due_at)
    )
    for interview_id, content in rows:
        if interview_id in content["ahead"]:
            days.setdefault(interview_id, []).append(date.fromisoformat(content["day"]))
    return days
