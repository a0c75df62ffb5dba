"""What Slack says of people, kept up to date together with what is planned for them."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from prep.people import Member
from storage import agenda, members, tables
from storage.deliveries import State
from storage.members import Profile


def keep(session: Session, team_id: str, profile: Profile, now: datetime) -> Member:
    """Keeps what Slack said of a person; when their zone is another by it, everything planned for them follows."""
    before = members.find(session, team_id, profile.id)
    member = members.keep(session, team_id, profile, now)
    if before and before.zone != member.zone:
        agenda.member_changed(session, team_id, profile.id, now)
    return member


def stale(session: Session, team_id: str, before: datetime) -> list[str]:
    """The members to whom something is planned and of whom Slack was last asked before that moment, oldest first."""
    planned = exists().where(
        tables.Delivery.team_id == tables.Member.team_id,
        tables.Delivery.member_id == tables.Member.member_id,
        tables.Delivery.state == State.PLANNED,
    )
    rows = session.scalars(
        select(tables.Member.member_id)
        .where(tables.Member.team_id == team_id, tables.Member.checked_at < before, planned)
        .order_by(tables.Member.checked_at)
    )
    return list(rows)
