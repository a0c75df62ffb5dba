"""What people and workspaces chose about their messages."""

from collections.abc import Collection
from datetime import date, time
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.digests import Rhythm
from prep.people import known_zone
from prep.preferences import House, Preferences
from storage import tables
from storage.tables import Workspace

REMINDER_MINUTES = 15

# Built once: every message asks for it, and building it takes longer than running it.
_BOTH = (
    select(tables.Member, Workspace)
    .join(Workspace, Workspace.team_id == tables.Member.team_id)
    .where(tables.Member.team_id == bindparam("team_id"), tables.Member.member_id == bindparam("member_id"))
)


def of_member(session: Session, team_id: str, member_id: str) -> Preferences:
    """What holds for a member: their own choice, else the workspace's. Raises `LookupError` for nobody we know."""
    row = session.execute(_BOTH, {"team_id": team_id, "member_id": member_id}).one_or_none()
    if row is None:
        raise LookupError(f"no member {member_id} in {team_id}")
    member, workspace = row
    zone = known_zone(member.zone, workspace.zone)
    return Preferences(
        rhythm=Rhythm(
            zone=zone,
            at=member.digest_time or workspace.digest_time,
            days=frozenset(member.digest_days or workspace.digest_days),
            paused_until=member.paused_until,
        ),
        reminder_minutes=REMINDER_MINUTES if member.reminder_minutes is None else member.reminder_minutes,
        muted=frozenset(member.muted),
        locale=member.locale or "",
        zone_known=bool(member.zone) and known_zone(member.zone) == zone,
    )


def keep(
    session: Session,
    team_id: str,
    member_id: str,
    *,
    at: time,
    days: Collection[int],
    reminder_minutes: int,
    muted: Collection[str],
) -> None:
    """Keeps what a member chose. A time, or days, that are the workspace's go on following it."""
    house = of_workspace(session, team_id)
    _update(
        session,
        team_id,
        member_id,
        digest_time=None if at == house.digest_time else at,
        digest_days=None if frozenset(days) == house.digest_days else sorted(days),
        reminder_minutes=reminder_minutes,
        muted=sorted(muted),
    )


def pause(session: Session, team_id: str, member_id: str, until: date | None) -> None:
    """No messages before `until`, the first day with messages again; None: messages as usual."""
    _update(session, team_id, member_id, paused_until=until)


def _update(session: Session, team_id: str, member_id: str, **values: Any) -> None:
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(**values)
    )


def of_workspace(session: Session, team_id: str) -> House:
    """What the workspace chose. Raises `LookupError` for one we do not know."""
    return _house(team_id, session.get(Workspace, team_id))


def held_workspace(session: Session, team_id: str) -> House:
    """The same; nobody else changes it until the caller commits."""
    return _house(team_id, session.get(Workspace, team_id, with_for_update={"key_share": True}))


def _house(team_id: str, row: Workspace | None) -> House:
    if row is None:
        raise LookupError(f"no workspace {team_id}")
    return House(
        zone=row.zone,
        digest_time=row.digest_time,
        digest_days=frozenset(row.digest_days),
        shows_names=row.shows_names,
        curators=tuple(row.curators),
        movers=tuple(row.movers),
        retention_days=row.retention_days,
    )


def keep_house(session: Session, team_id: str, house: House) -> None:
    """Keeps what an admin chose for the workspace."""
    session.execute(
        update(Workspace)
        .where(Workspace.team_id == team_id)
        .values(
            zone=house.zone,
            digest_time=house.digest_time,
            digest_days=sorted(house.digest_days),
            shows_names=house.shows_names,
            curators=list(house.curators),
            movers=list(house.movers),
            retention_days=house.retention_days,
        )
    )
