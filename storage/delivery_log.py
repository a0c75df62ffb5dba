"""What became of messages, for whoever runs the app: no text of any, only when, what kind, to whom, and why not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, and_, func, or_, select
from sqlalchemy.orm import Session

from storage.deliveries import SENDING, State
from storage.tables import Delivery, Member, Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deliveries to list: due from `since` on, and of those what is named. `team` is a workspace's id or name;
    `person` a member's id or part of their name."""

    since: datetime
    team: str | None = None
    person: str | None = None
    state: State | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A delivery. `to` is a person's name, or a channel's id. `due_at` is product time, `sent_at` machine time."""

    team: str
    to: str
    kind: str
    state: str
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    reason: str | None


def entries(session: Session, wanted: Wanted, limit: int) -> list[Entry]:
    """At most `limit` deliveries of all workspaces, the latest due first."""
    to = func.coalesce(Member.name, Delivery.channel_id, Delivery.member_id, type_=String)
    found = (
        select(
            Workspace.name,
            to,
            Delivery.kind,
            Delivery.state,
            Delivery.due_at,
            Delivery.sent_at,
            Delivery.attempts,
            Delivery.reason,
        )
        .join(Workspace, Workspace.team_id == Delivery.team_id)
        .outerjoin(Member, and_(Member.team_id == Delivery.team_id, Member.member_id == Delivery.member_id))
        .where(Delivery.due_at >= wanted.since)
        .order_by(Delivery.due_at.desc(), Delivery.delivery_id.desc())
        .limit(limit)
    )
    if wanted.team:
        found = found.where(or_(Workspace.team_id == wanted.team, func.lower(Workspace.name) == wanted.team.lower()))
    if wanted.person:
        named = func.lower(Member.name).contains(wanted.person.lower(), autoescape=True)
        found = found.where(or_(Delivery.member_id == wanted.person, named))
    if wanted.state:
        found = found.where(Delivery.state == wanted.state)
    if wanted.kind:
        found = found.where(Delivery.kind == wanted.kind)
    return [Entry(*row) for row in session.execute(found)]


def stuck(session: Session, claimed_before: datetime) -> int:
    """How many messages were claimed before that (machine time) and are neither sent nor to be sent again: what became
    of them could not be found out. Workspaces without the app are left out."""
    waiting = (
        select(func.count())
        .select_from(Delivery)
        # Put so that SQLite goes through what is being sent, and not through all messages.
        .join(Workspace, Workspace.team_id == func.coalesce(Delivery.team_id, ""))
        .where(
            SENDING,
            Delivery.claimed_at < claimed_before,
            Workspace.uninstalled_at.is_(None),
        )
    )
    return session.scalar(waiting) or 0


def failures(session: Session, since: datetime) -> dict[str, int]:
    """What failed for good since then, in all workspaces: how often by reason, the most frequent first."""
    rows = session.execute(
        select(Delivery.reason, func.count())
        .where(Delivery.state == State.FAILED, Delivery.due_at >= since)
        .group_by(Delivery.reason)
        .order_by(func.count().desc(), Delivery.reason)
    )
    return {str(reason): count for reason, count in rows}
