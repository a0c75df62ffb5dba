"""Messages that are due: planned once, claimed by one, settled with what Slack answered.

A claim is a conditional update within one workspace, so any number of processes may ask at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.ids import new_id
from storage.inserting import insert_once
from storage.tables import Delivery, Workspace


class State(StrEnum):
    """Where a delivery is in its life."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Plan:
    """A message to send. `once` names the reason: the same reason is planned once, however often it is asked for.

    It goes to `channel_id`, or, where that is None, to the direct messages of `member_id`.
    """

    kind: str
    once: str
    member_id: str | None
    channel_id: str | None
    content: Mapping[str, Any]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to send while the lease holds."""

    team_id: str
    id: str
    kind: str
    member_id: str | None
    channel_id: str | None
    content: Mapping[str, Any]
    attempts: int
    lease_id: str


def plan(session: Session, team_id: str, wanted: Plan, now: datetime) -> bool:
    """Plans a message. False when the same reason was planned before; then nothing changes."""
    return insert_once(
        session,
        Delivery,
        {
            "team_id": team_id,
            "delivery_id": new_id(),
            "once": wanted.once,
            "kind": wanted.kind,
            "member_id": wanted.member_id,
            "channel_id": wanted.channel_id,
            "content": dict(wanted.content),
            "due_at": wanted.due_at,
            "state": State.PLANNED,
            "attempts": 0,
            "created_at": now,
        },
    )


def teams_due(session: Session, now: datetime, machine_now: datetime, most: int = 100) -> list[str]:
    """The workspaces in which something is due, those that have waited longest first. Takes no lock."""
    rows = session.execute(
        select(Delivery.team_id)
        .join(Workspace, Workspace.team_id == Delivery.team_id)
        .where(*_due(now, machine_now), Workspace.uninstalled_at.is_(None))
        .order_by(Delivery.due_at)
        .limit(most)
    )
    return list(dict.fromkeys(rows.scalars()))


def claim(
    session: Session, team_id: str, now: datetime, machine_now: datetime, *, lease: timedelta, most: int
) -> list[Claimed]:
    """Takes at most `most` of what is due in a workspace, until `machine_now + lease`."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.team_id == team_id, *_due(now, machine_now))
        .order_by(Delivery.due_at, Delivery.delivery_id)
        .limit(most)
        .with_for_update(skip_locked=True)  # SQLite has no rows to lock: there one writer writes at a time
    ).all()
    lease_id = new_id()
    for row in rows:
        row.state = State.SENDING
        row.lease_id = lease_id
        row.lease_until = machine_now + lease
        row.attempts += 1
    return [
        Claimed(
            row.team_id, row.delivery_id, row.kind, row.member_id, row.channel_id, row.content, row.attempts, lease_id
        )
        for row in rows
    ]


def settle_sent(session: Session, claimed: Claimed, channel_id: str, ts: str, machine_now: datetime) -> bool:
    """Slack took the message. False when the claim was no longer ours."""
    return _settle(session, claimed, state=State.SENT, channel_id=channel_id, ts=ts, sent_at=machine_now, reason=None)


def settle_failed(session: Session, claimed: Claimed, reason: str) -> bool:
    """Slack will never take the message; `reason` is its error name or ours."""
    return _settle(session, claimed, state=State.FAILED, reason=reason)


def settle_skipped(session: Session, claimed: Claimed, reason: str) -> bool:
    """There is nothing to say any more."""
    return _settle(session, claimed, state=State.SKIPPED, reason=reason)


def settle_later(session: Session, claimed: Claimed, not_before: datetime, reason: str) -> bool:
    """Slack surely did not take it; it is due again from `not_before` (machine time) on."""
    return _settle(session, claimed, state=State.PLANNED, not_before=not_before, reason=reason)


def _settle(session: Session, claimed: Claimed, **values: Any) -> bool:
    ours = (
        Delivery.team_id == claimed.team_id,
        Delivery.delivery_id == claimed.id,
        Delivery.lease_id == claimed.lease_id,
        Delivery.state == State.SENDING,
    )
    settled = session.execute(
        update(Delivery)
        .where(*ours)
        .values(lease_id=None, lease_until=None, **values)
        .returning(Delivery.delivery_id)
        .execution_options(synchronize_session=False)
    )
    return settled.one_or_none() is not None


def _due(now: datetime, machine_now: datetime) -> tuple[Any, ...]:
    return (
        Delivery.state == State.PLANNED,
        Delivery.due_at <= now,
        or_(Delivery.not_before.is_(None), Delivery.not_before <= machine_now),
    )
