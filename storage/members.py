"""Members: what Slack says of a person, kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.people import Member, known_zone
from storage import tables
from storage.inserting import upsert
from storage.tables import Workspace

_FIND = (
    select(
        tables.Member.name,
        tables.Member.zone,
        Workspace.zone.label("workspace_zone"),
        tables.Member.locale,
        tables.Member.guest,
        tables.Member.external,
        tables.Member.deactivated,
        tables.Member.admin,
        tables.Member.dm_channel,
        tables.Member.checked_at,
    )
    .join(Workspace, Workspace.team_id == tables.Member.team_id)
    .where(tables.Member.team_id == bindparam("team_id"), tables.Member.member_id == bindparam("member_id"))
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a person. `zone` is an IANA name, or None where Slack has none."""

    id: str
    name: str
    zone: str | None
    locale: str | None
    guest: bool
    external: bool
    deactivated: bool
    admin: bool


def find(session: Session, team_id: str, member_id: str) -> Member | None:
    """The person, or None when Slack was never asked about them."""
    row = session.execute(_FIND, {"team_id": team_id, "member_id": member_id}).one_or_none()
    if row is None:
        return None
    return Member(
        id=member_id,
        name=row.name,
        zone=known_zone(row.zone, row.workspace_zone),
        locale=row.locale,
        guest=row.guest,
        external=row.external,
        deactivated=row.deactivated,
        admin=row.admin,
        dm_channel=row.dm_channel,
        checked_at=row.checked_at,
    )


def keep(session: Session, team_id: str, profile: Profile, now: datetime) -> Member:
    """Keeps what Slack said of a person at `now`, new or known; what they chose here stays."""
    values = {
        "name": profile.name,
        "zone": profile.zone,
        "locale": profile.locale,
        "guest": profile.guest,
        "external": profile.external,
        "deactivated": profile.deactivated,
        "admin": profile.admin,
        "checked_at": now,
    }
    upsert(session, tables.Member, {"team_id": team_id, "member_id": profile.id}, values, muted=[])
    member = find(session, team_id, profile.id)
    if member is None:
        raise LookupError(f"workspace {team_id} is not installed")
    return member


def is_known(session: Session, team_id: str, member_id: str) -> bool:
    """Whether Slack was ever asked about the person."""
    return session.get(tables.Member, (team_id, member_id)) is not None


def keep_dm(session: Session, team_id: str, member_id: str, channel_id: str) -> None:
    """Remembers the direct-message channel between the app and the person."""
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(dm_channel=channel_id)
    )


def dm_channel(session: Session, team_id: str, member_id: str) -> str | None:
    """The direct-message channel between the app and the person, once it was opened."""
    row = session.get(tables.Member, (team_id, member_id))
    return row.dm_channel if row else None
