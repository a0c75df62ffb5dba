"""What Slack says of people, kept up to date together with what is planned for them."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from prep.people import Member
from storage import agenda, members, succession, tables
from storage.deliveries import PLANNED
from storage.members import Profile


def keep(session: Session, team_id: str, profile: Profile, now: datetime) -> Member:
    """Keeps what Slack said of a person; when their zone is another by it, everything planned for them follows. When
    they have left, or may look after what somebody arranged who has left, those interviews pass on."""
    before = members.find(session, team_id, profile.id)
    passes_on = _standing(before) != _standing(profile) and succession.hold(session, team_id, now, profile.id)
    member = members.keep(session, team_id, profile, now)
    if before and before.zone != member.zone:
        agenda.member_changed(session, team_id, profile.id, now)
    if passes_on:
        succession.settle(session, team_id, now)
    return member


def _standing(person: Member | Profile | None) -> tuple[bool, ...]:
    """What decides whether they may arrange interviews, and those of others."""
    return (person.deactivated, person.guest, person.external, person.admin) if person else (False,) * 4


def stale(session: Session, team_id: str, before: datetime) -> list[str]:
    """The members to whom something is planned and of whom Slack was last asked before that moment, oldest first."""
    planned = exists().where(
        tables.Delivery.team_id == tables.Member.team_id,
        tables.Delivery.member_id == tables.Member.member_id,
        PLANNED,
    )
    rows = session.scalars(
        select(tables.Member.member_id)
        .where(tables.Member.team_id == team_id, tables.Member.checked_at < before, planned)
        .order_by(tables.Member.checked_at)
    )
    return list(rows)
