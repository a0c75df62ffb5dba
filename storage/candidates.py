"""People considered for an opening."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prep.initials import shown_as
from prep.interviews import Candidate, State
from storage import tables
from storage.ids import new_id
from storage.tables import Interview


def of_opening(session: Session, team_id: str, opening_id: str, most: int = 100) -> list[Candidate]:
    """The candidates of a search who were not erased, the newest first, `most` of them."""
    rows = session.scalars(
        select(tables.Candidate)
        .where(
            tables.Candidate.team_id == team_id,
            tables.Candidate.opening_id == opening_id,
            tables.Candidate.erased_at.is_(None),
        )
        .order_by(tables.Candidate.candidate_id.desc())
        .limit(most)
    )
    return [_candidate(row) for row in rows]


def find(session: Session, team_id: str, candidate_id: str) -> Candidate | None:
    """The candidate; None when there is none, or when they were erased."""
    row = session.get(tables.Candidate, (team_id, candidate_id))
    return _candidate(row) if row and row.erased_at is None else None


def shown(session: Session, team_id: str, opening_id: str, name: str, *, keeps_names: bool) -> str:
    """What a new candidate of that name would be shown as. Raises `ValueError` when there is nothing in it to show."""
    taken = session.scalars(
        select(tables.Candidate.shown_as).where(
            tables.Candidate.team_id == team_id, tables.Candidate.opening_id == opening_id
        )
    )
    return shown_as(name, set(taken), keeps_names)


def add(session: Session, team_id: str, opening_id: str, name: str, now: datetime, *, keeps_names: bool) -> Candidate:
    """A new candidate, shown by initials unless the workspace keeps names; two alike are told apart by a number.

    The caller holds the opening (`openings.lock`), so that two who come at once get different ones. Raises
    `ValueError` when there is nothing in `name` to show.
    """
    row = tables.Candidate(
        team_id=team_id,
        candidate_id=new_id(),
        opening_id=opening_id,
        shown_as=shown(session, team_id, opening_id, name, keeps_names=keeps_names),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return _candidate(row)


def held(session: Session, team_id: str, candidate_id: str) -> int:
    """How many interviews the candidate has or had, those that were cancelled not counted."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Interview)
            .where(
                Interview.team_id == team_id,
                Interview.candidate_id == candidate_id,
                Interview.state != State.CANCELLED,
            )
        )
        or 0
    )


def _candidate(row: tables.Candidate) -> Candidate:
    return Candidate(row.candidate_id, row.opening_id, row.shown_as)
