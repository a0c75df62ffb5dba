"""Who sends what: a claim has one owner, and lasts as long as its lease.

A claim is a conditional update within one workspace, and moves that workspace's next moment in the same transaction:
so any number of processes share one budget, and none starves another. Times here are machine time, but for `now`,
which is the product's. `due_at` is never rewritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from storage.deliveries import State
from storage.ids import new_id
from storage.inserting import upsert
from storage.tables import Delivery, Member, Pace, Workspace

POST: Final = "chat.postMessage"
BETWEEN: Final = timedelta(milliseconds=207)
BURST: Final = timedelta(seconds=2)
"""With `BETWEEN`: 290 messages a minute a workspace, and up to ten that were not used before; 300 in any minute.

Slack says "several hundred": https://docs.slack.dev/reference/methods/chat.postMessage
"""
BETWEEN_IN_CHANNEL: Final = timedelta(seconds=1)
"""One message a second in a channel, from the same page."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to send while the lease holds. `since` is when it was first claimed."""

    team_id: str
    id: str
    kind: str
    member_id: str | None
    channel_id: str | None
    about: str | None
    content: Mapping[str, Any]
    due_at: datetime
    attempts: int
    since: datetime
    lease_id: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A workspace in which something is due, and when it may be sent to."""

    team_id: str
    next_at: datetime | None


def waiting(session: Session, now: datetime) -> list[Waiting]:
    """The workspaces in which something is due, the one that was served longest ago first. Takes no lock."""
    rows = session.execute(
        select(Delivery.team_id, func.max(Pace.next_at))
        .join(Workspace, Workspace.team_id == Delivery.team_id)
        .outerjoin(Pace, (Pace.team_id == Delivery.team_id) & (Pace.method == POST))
        .where(Delivery.state == State.PLANNED, Delivery.due_at <= now, Workspace.uninstalled_at.is_(None))
        .group_by(Delivery.team_id)
        .order_by(func.max(Pace.next_at).nulls_first(), func.min(Delivery.due_at))
    )
    return [Waiting(team_id, next_at) for team_id, next_at in rows]


def claim(
    session: Session, team_id: str, now: datetime, machine_now: datetime, *, lease: timedelta, most: int
) -> list[Claimed]:
    """Takes at most `most` of what is due in a workspace, one for each recipient, until `machine_now + lease`."""
    pace = session.execute(
        select(Pace.next_at).where(Pace.team_id == team_id, Pace.method == POST).with_for_update()
    ).scalar_one_or_none()
    # A budget that fills again with time: what was not used in the last `BURST` may be used now.
    used_until = max(pace, machine_now - BURST) if pace else machine_now
    if used_until > machine_now:
        return []
    most = min(most, 1 + int((machine_now - used_until) / BETWEEN))
    rows = session.execute(
        select(Delivery)
        .outerjoin(Member, (Member.team_id == Delivery.team_id) & (Member.member_id == Delivery.member_id))
        .where(
            Delivery.team_id == team_id,
            Delivery.state == State.PLANNED,
            Delivery.due_at <= now,
            or_(Delivery.not_before.is_(None), Delivery.not_before <= machine_now),
            or_(Member.next_message_at.is_(None), Member.next_message_at <= machine_now),
        )
        .order_by(Delivery.due_at, Delivery.delivery_id)
        .limit(most * 4)
        .with_for_update(of=Delivery, skip_locked=True)  # SQLite has no rows to lock: one writes at a time there
    ).scalars()
    chosen = list({row.member_id or row.delivery_id: row for row in reversed(list(rows))}.values())[::-1][:most]
    if chosen:
        upsert(
            session,
            Pace,
            {"team_id": team_id, "method": POST},
            {"next_at": used_until + BETWEEN * len(chosen)},
        )
        session.execute(
            update(Member)
            .where(Member.team_id == team_id, Member.member_id.in_([row.member_id for row in chosen if row.member_id]))
            .values(next_message_at=machine_now + BETWEEN_IN_CHANNEL)
        )
    return _take(chosen, machine_now, lease, attempt=1)


def lost(session: Session, machine_now: datetime) -> list[str]:
    """The workspaces in which a claim ran out: whether Slack took those messages, nobody knows."""
    rows = session.scalars(
        select(Delivery.team_id).where(Delivery.state == State.SENDING, Delivery.lease_until <= machine_now).distinct()
    )
    return list(rows)


def claim_lost(session: Session, team_id: str, machine_now: datetime, *, lease: timedelta, most: int) -> list[Claimed]:
    """Takes over claims that ran out, to look them up in Slack."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.team_id == team_id, Delivery.state == State.SENDING, Delivery.lease_until <= machine_now)
        .order_by(Delivery.lease_until)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return _take(list(rows), machine_now, lease, attempt=0)


def _take(rows: list[Delivery], machine_now: datetime, lease: timedelta, *, attempt: int) -> list[Claimed]:
    lease_id = new_id()
    taken = []
    for row in rows:
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
                member_id=row.member_id,
                channel_id=row.channel_id,
                about=row.about,
                content=row.content,
                due_at=row.due_at,
                attempts=row.attempts,
                since=row.claimed_at,
                lease_id=lease_id,
            )
        )
    return taken


def holds(session: Session, claimed: Claimed, machine_now: datetime, needed: timedelta) -> bool:
    """Whether the claim is still ours, and will be for `needed`: asked right before a message is posted."""
    until = session.scalar(
        select(Delivery.lease_until).where(*_ours(claimed)).execution_options(populate_existing=True)
    )
    return until is not None and until >= machine_now + needed


def keep_content(session: Session, claimed: Claimed, content: Mapping[str, Any]) -> None:
    """Keeps what the message that is about to be sent holds, for whoever settles it."""
    _settle(session, claimed, content=dict(content))


def settle_sent(session: Session, claimed: Claimed, channel_id: str, ts: str, machine_now: datetime) -> bool:
    """Slack took the message. False when the claim was no longer ours."""
    return _settle(
        session, claimed, over=True, state=State.SENT, channel_id=channel_id, ts=ts, sent_at=machine_now, reason=None
    )


def settle_failed(session: Session, claimed: Claimed, reason: str) -> bool:
    """Slack will never take the message; `reason` is its error name or ours."""
    return _settle(session, claimed, over=True, state=State.FAILED, reason=reason)


def settle_skipped(session: Session, claimed: Claimed, reason: str) -> bool:
    """There is nothing to say any more."""
    return _settle(session, claimed, over=True, state=State.SKIPPED, reason=reason)


def settle_later(session: Session, claimed: Claimed, not_before: datetime, reason: str) -> bool:
    """Slack surely did not take it; it is due again from `not_before` on."""
    return _settle(session, claimed, over=True, state=State.PLANNED, not_before=not_before, reason=reason)


def hold_back(session: Session, team_id: str, until: datetime) -> None:
    """Slack asked for patience: nothing is sent to the workspace before `until`."""
    upsert(session, Pace, {"team_id": team_id, "method": POST}, {"next_at": until})


def _ours(claimed: Claimed) -> tuple[Any, ...]:
    return (
        Delivery.team_id == claimed.team_id,
        Delivery.delivery_id == claimed.id,
        Delivery.lease_id == claimed.lease_id,
        Delivery.state == State.SENDING,
    )


def _settle(session: Session, claimed: Claimed, *, over: bool = False, **values: Any) -> bool:
    ended = {"lease_id": None, "lease_until": None} if over else {}
    settled = session.execute(
        update(Delivery)
        .where(*_ours(claimed))
        .values(**ended, **values)
        .returning(Delivery.delivery_id)
        .execution_options(synchronize_session=False)
    )
    return settled.one_or_none() is not None
