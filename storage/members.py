"""Members: what Slack says of a person, kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from prep.people import Member, known_zone
from storage import tables
from storage.inserting import upsert
from storage.one_of import one_of
from storage.tables import Workspace

# Tables' own columns: see `storage.bank`.
_M = tables.Member.__table__.c
_W = Workspace.__table__.c
_FIND = (
    select(
        _M.name,
        _M.zone,
        _W.zone.label("workspace_zone"),
        _M.locale,
        _M.guest,
        _M.external,
        _M.deactivated,
        _M.admin,
        _M.dm_channel,
        _M.checked_at,
        _M.rated_at,
    )
    .join_from(tables.Member.__table__, Workspace.__table__, _W.team_id == _M.team_id)
    .where(_M.team_id == bindparam("team_id"), _M.member_id == bindparam("member_id"))
)

_KNOWN = select(_M.member_id).where(_M.team_id == bindparam("team_id"), one_of(_M.member_id, "ids"))


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
        rated_at=row.rated_at,
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


def leave(session: Session, team_id: str, member_id: str) -> None:
    """Slack said that the person's account is switched off, until it says something else of them."""
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(deactivated=True)
    )


def is_known(session: Session, team_id: str, member_id: str) -> bool:
    """Whether Slack was ever asked about the person."""
    return bool(known(session, team_id, [member_id]))


def known(session: Session, team_id: str, member_ids: Collection[str]) -> set[str]:
    """Those of these people whom Slack was ever asked about."""
    return set(session.scalars(_KNOWN, {"team_id": team_id, "ids": list(member_ids)}))


def keep_dm(session: Session, team_id: str, member_id: str, channel_id: str) -> None:
    """Remembers the direct-message channel between the app and the person."""
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(dm_channel=channel_id)
    )


def forget_dm(session: Session, team_id: str, member_id: str) -> None:
    """The direct-message channel that was remembered is none any more: it is to be opened anew."""
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(dm_channel=None)
    )


def dm_channel(session: Session, team_id: str, member_id: str) -> str | None:
    """The direct-message channel between the app and the person, once it was opened."""
    row = session.get(tables.Member, (team_id, member_id))
    return row.dm_channel if row else None


def without_dm(session: Session, team_id: str, member_ids: Collection[str]) -> list[str]:
    """Those of these members to whom no direct messages were opened yet, and who can get some, by id."""
    return list(
        session.scalars(
            select(tables.Member.member_id)
            .where(
                tables.Member.team_id == team_id,
                tables.Member.member_id.in_(member_ids),
                tables.Member.dm_channel.is_(None),
                tables.Member.deactivated.is_(False),
            )
            .order_by(tables.Member.member_id)
        )
    )


def hold(session: Session, team_id: str, member_ids: Collection[str]) -> None:
    """Whoever plans messages to these members goes one after the other until the caller commits."""
    session.execute(
        select(tables.Member.member_id)
        .where(tables.Member.team_id == team_id, tables.Member.member_id.in_(member_ids))
        .order_by(tables.Member.member_id)
        .with_for_update(key_share=True)  # SQLite has one writer at a time anyway
    )


def answer(session: Session, team_id: str, member_id: str, day: date) -> bool:
    """What the member typed to the app is answered on `day`, theirs. False when it was answered that day before."""
    answered = session.execute(
        update(tables.Member)
        .where(
            tables.Member.team_id == team_id,
            tables.Member.member_id == member_id,
            or_(tables.Member.answered_on.is_(None), tables.Member.answered_on < day),
        )
        .values(answered_on=day)
        .returning(tables.Member.member_id)
    )
    return answered.one_or_none() is not None


def is_welcomed(session: Session, team_id: str, member_id: str) -> bool:
    """Whether a message has told the person what they get from the app."""
    row = session.get(tables.Member, (team_id, member_id))
    return row is not None and row.welcomed_at is not None


def welcome(session: Session, team_id: str, member_id: str, at: datetime) -> None:
    """A message has told the person what they get from the app; the first time counts."""
    session.execute(
        update(tables.Member)
        .where(
            tables.Member.team_id == team_id,
            tables.Member.member_id == member_id,
            tables.Member.welcomed_at.is_(None),
        )
        .values(welcomed_at=at)
    )
