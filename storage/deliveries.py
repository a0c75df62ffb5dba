"""Messages that are to be sent: planned once for each reason, moved, withdrawn."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Select, bindparam, insert, literal_column, or_, select, update
from sqlalchemy.orm import Session

from prep.messages import TakenOver
from storage.ids import new_id
from storage.inserting import insert_once
from storage.pacing import POST, UPDATE
from storage.tables import Delivery
from storage.tables.columns import table_of


class State(StrEnum):
    """Where a delivery is in its life."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    SUPERSEDED = "superseded"


# Spelt out, so that however a statement is prepared the partial indexes answer it.
PLANNED: Final = Delivery.state == literal_column("'planned'")
SENDING: Final = Delivery.state == literal_column("'sending'")


@dataclass(frozen=True, slots=True)
class Plan:
    """A message to send. `once` names the reason: the same reason is planned once, however often it is asked for.

    It goes to `channel_id`, or, where that is None, to the direct messages of `member_id`; `about` is an interview.
    With "edits" in its content, `{"channel", "ts"}`, it changes that message instead of being a new one; `edits_id` is
    then the delivery that the message was.
    """

    kind: str
    once: str
    member_id: str | None
    channel_id: str | None
    content: Mapping[str, Any]
    due_at: datetime
    about: str | None = None
    edits_id: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that is still to be sent, planned at `since`."""

    id: str
    once: str
    due_at: datetime
    since: datetime


_NEW: Final = insert(table_of(Delivery))
# Built once: whatever is planned asks for them, and building them takes longer than running them.
_OfKind = Select[str, str, datetime, datetime]
_OF_KIND: Final[_OfKind] = (
    select(Delivery.delivery_id, Delivery.once, Delivery.due_at, Delivery.created_at)
    .where(
        Delivery.team_id == bindparam("team_id"),
        Delivery.member_id == bindparam("member_id"),
        Delivery.kind == bindparam("kind"),
        PLANNED,
    )
    .order_by(Delivery.due_at)
    .limit(1)
)
_OF_KIND_HELD: Final[_OfKind] = _OF_KIND.with_for_update()
_STATE: Final = select(Delivery.state).where(
    Delivery.team_id == bindparam("team_id"), Delivery.once == bindparam("once")
)


def plan(session: Session, team_id: str, wanted: Plan, now: datetime) -> bool:
    """Plans a message. False when the same reason was planned before; then nothing changes."""
    return insert_once(session, Delivery, _row(team_id, wanted, now))


def plan_new(session: Session, team_id: str, wanted: Sequence[Plan], now: datetime) -> None:
    """Plans messages, each for a reason that nothing was ever planned for; in one statement."""
    if wanted:
        session.execute(_NEW, [_row(team_id, each, now) for each in wanted])


def _row(team_id: str, wanted: Plan, now: datetime) -> dict[str, Any]:
    return {
        "team_id": team_id,
        "delivery_id": new_id(),
        "once": wanted.once,
        "kind": wanted.kind,
        "method": UPDATE if "edits" in wanted.content else POST,
        "member_id": wanted.member_id,
        "channel_id": wanted.channel_id,
        "about": wanted.about,
        "edits_id": wanted.edits_id,
        "content": dict(wanted.content),
        "due_at": wanted.due_at,
        "state": State.PLANNED,
        "attempts": 0,
        "created_at": now,
    }


def plan_again(session: Session, team_id: str, wanted: Plan, now: datetime) -> None:
    """Plans a message, also one that was withdrawn before; but not what was begun or sent for the same reason, nor what
    another message has taken over."""
    if not plan(session, team_id, wanted, now):
        session.execute(
            update(Delivery)
            .where(
                Delivery.team_id == team_id,
                Delivery.once == wanted.once,
                Delivery.state.in_((State.PLANNED, State.SUPERSEDED)),
                or_(Delivery.reason.is_(None), Delivery.reason.not_in(tuple(TakenOver))),
            )
            .values(state=State.PLANNED, due_at=wanted.due_at, content=dict(wanted.content), reason=None)
        )


def planned_for(session: Session, team_id: str, member_id: str, kind: str) -> Planned | None:
    """The earliest message of a kind that is still to be sent to the member."""
    return _first(session, _OF_KIND, team_id, member_id, kind)


def to_be_composed(session: Session, team_id: str, member_id: str, kind: str) -> datetime | None:
    """When the earliest message of a kind is due that will say to the member what is true then: also one that somebody
    has in hand, or died with, before it said anything. None: there is none."""
    rows = session.execute(
        select(Delivery.due_at, Delivery.state, Delivery.content)
        .where(
            Delivery.team_id == team_id,
            Delivery.member_id == member_id,
            Delivery.kind == kind,
            Delivery.state.in_((State.PLANNED, State.SENDING)),
        )
        .order_by(Delivery.due_at)
    )
    return next((due for due, state, content in rows if state == State.PLANNED or "told" not in content), None)


def waiting(session: Session, team_id: str, member_id: str, kind: str) -> Planned | None:
    """The same, held: nobody begins to send it, with what was true before, until the caller commits."""
    return _first(session, _OF_KIND_HELD, team_id, member_id, kind)


def _first(session: Session, statement: _OfKind, team_id: str, member_id: str, kind: str) -> Planned | None:
    row = session.execute(statement, {"team_id": team_id, "member_id": member_id, "kind": kind}).one_or_none()
    return Planned(*row) if row else None


def put_off(session: Session, team_id: str, delivery_id: str, due_at: datetime) -> None:
    """Another moment for what is still to be sent."""
    _planned(session, team_id, Delivery.delivery_id == delivery_id, due_at=due_at)


def hasten(session: Session, team_id: str, reasons: Collection[str], now: datetime) -> None:
    """What is still to be sent for one of these reasons is due by now."""
    _planned(session, team_id, Delivery.once.in_(reasons), Delivery.due_at > now, due_at=now)


def withdraw(session: Session, team_id: str, delivery_id: str, reason: str) -> None:
    """It is not to be sent any more."""
    _planned(session, team_id, Delivery.delivery_id == delivery_id, state=State.SUPERSEDED, reason=reason)


def withdraw_planned(session: Session, team_id: str, once: str, reason: str) -> None:
    """What was planned for the reason `once` is not to be sent any more."""
    _planned(session, team_id, Delivery.once == once, state=State.SUPERSEDED, reason=reason)


def withdraw_about(
    session: Session,
    team_id: str,
    about: str,
    kind: str,
    reason: str,
    *,
    member_id: str | None = None,
    but: Collection[str] = (),
) -> None:
    """Nothing of this kind is to be sent about an interview any more: to nobody, or not to this member. What is planned
    for the reasons `but` is left."""
    where = [Delivery.about == about, Delivery.kind == kind]
    if member_id:
        where.append(Delivery.member_id == member_id)
    if but:
        where.append(Delivery.once.not_in(but))
    _planned(session, team_id, *where, state=State.SUPERSEDED, reason=reason)


def withdraw_kind(session: Session, team_id: str, member_id: str, kind: str, reason: str, *, but: str = "") -> None:
    """Nothing of this kind is to be sent to the member any more, but what is planned for the reason `but`."""
    where = [Delivery.member_id == member_id, Delivery.kind == kind, Delivery.once != but]
    _planned(session, team_id, *where, state=State.SUPERSEDED, reason=reason)


def is_over(session: Session, team_id: str, once: str) -> bool:
    """Whether a message for this reason was begun, sent, failed or skipped."""
    state = session.scalar(_STATE, {"team_id": team_id, "once": once})
    return state not in {None, State.PLANNED, State.SUPERSEDED}


def _planned(session: Session, team_id: str, *where: Any, **values: Any) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.team_id == team_id, PLANNED, *where)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
