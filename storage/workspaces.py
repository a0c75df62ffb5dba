"""Workspaces: installed, found, uninstalled."""

from datetime import datetime, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.inserting import insert_once
from storage.tables import Workspace

DIGEST_TIME = time(8, 30)
DIGEST_DAYS = [1, 2, 3, 4, 5]
RETENTION_DAYS = 365
"""A year: practitioners' advice for interview notes, and the longest a new workspace keeps candidates."""


def install(session: Session, team_id: str, name: str, zone: str, now: datetime) -> bool:
    """Records that the workspace is installed at `now`. True when it was not known before.

    One that comes back after an uninstall is as it was. `zone` (IANA) is used only for a new one.
    """
    fresh = {
        "team_id": team_id,
        "name": name,
        "zone": zone,
        "digest_time": DIGEST_TIME,
        "digest_days": DIGEST_DAYS,
        "curators": [],
        "movers": [],
        "shows_names": False,
        "retention_days": RETENTION_DAYS,
        "installed_at": now,
    }
    new = insert_once(session, Workspace, fresh)
    # Of several processes that start at once, each waits here until the one before has filled the bank.
    known = session.execute(select(Workspace).where(Workspace.team_id == team_id).with_for_update()).scalar_one()
    known.name = name
    known.uninstalled_at = None
    session.flush()
    return new


def uninstall(session: Session, team_id: str, now: datetime) -> bool:
    """Records that the workspace took the app out: from here on nothing is sent there. False when that was known."""
    taken_out = session.execute(
        update(Workspace)
        .where(Workspace.team_id == team_id, Workspace.uninstalled_at.is_(None))
        .values(uninstalled_at=now)
        .returning(Workspace.team_id)
    )
    return taken_out.one_or_none() is not None


def is_installed(session: Session, team_id: str) -> bool:
    """Whether the workspace has the app."""
    here = select(Workspace.team_id).where(Workspace.team_id == team_id, Workspace.uninstalled_at.is_(None))
    return session.scalar(here) is not None


def caretakers(session: Session, team_id: str) -> list[str]:
    """The members who look after the questions; nobody named: Slack's owners and admins do."""
    return list(session.scalar(select(Workspace.curators).where(Workspace.team_id == team_id)) or ())


def starter_digest(session: Session, team_id: str) -> str | None:
    """Which starter bank the workspace was last filled from; None: never."""
    return session.scalar(select(Workspace.starter_digest).where(Workspace.team_id == team_id))


def keep_starter_digest(session: Session, team_id: str, digest: str) -> None:
    """Remembers from which starter bank the workspace was filled."""
    session.execute(update(Workspace).where(Workspace.team_id == team_id).values(starter_digest=digest))


def all_ids(session: Session, *, uninstalled: bool = False) -> list[str]:
    """Every workspace that is installed, or also those that took the app out."""
    every = select(Workspace.team_id)
    return list(session.scalars(every if uninstalled else every.where(Workspace.uninstalled_at.is_(None))))
