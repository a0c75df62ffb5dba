"""Rows of interviews and of what belongs to them, made into values."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from prep.interviews import Asked, Candidate, Interview, Links, Opening, Panelist, Part, Seat, State
from storage import tables

Whole = Select[tables.Interview, tables.Opening, tables.PlanPart, tables.Candidate]
# Built once: what people are sent is made of these, and building them takes longer than running them.
WHOLE: Final[Whole] = (
    select(tables.Interview, tables.Opening, tables.PlanPart, tables.Candidate)
    .join(
        tables.Opening,
        (tables.Opening.team_id == tables.Interview.team_id)
        & (tables.Opening.opening_id == tables.Interview.opening_id),
    )
    .join(
        tables.PlanPart,
        (tables.PlanPart.team_id == tables.Interview.team_id)
        & (tables.PlanPart.opening_id == tables.Interview.opening_id)
        & (tables.PlanPart.position == tables.Interview.position),
    )
    .join(
        tables.Candidate,
        (tables.Candidate.team_id == tables.Interview.team_id)
        & (tables.Candidate.candidate_id == tables.Interview.candidate_id),
    )
    .where(tables.Interview.team_id == bindparam("team_id"))
    .order_by(tables.Interview.starts_at, tables.Interview.interview_id)
)
_WITH_MEMBER = (
    tables.Interview.interview_id.in_(
        select(tables.Panelist.interview_id).where(
            tables.Panelist.team_id == bindparam("team_id"),
            tables.Panelist.member_id == bindparam("member_id"),
            tables.Panelist.declined_at.is_(None),
        )
    ),
    tables.Interview.state == State.PLANNED,
    tables.Interview.starts_at >= bindparam("start"),
    tables.Interview.starts_at < bindparam("until"),
)
OF_MEMBER: Final[Whole] = WHOLE.where(*_WITH_MEMBER)
STARTS_OF_MEMBER: Final = (
    select(tables.Interview.starts_at)
    .where(tables.Interview.team_id == bindparam("team_id"), *_WITH_MEMBER)
    .order_by(tables.Interview.starts_at)
)
_SEATS = (
    select(tables.Panelist, tables.Member.name)
    .outerjoin(
        tables.Member,
        (tables.Member.team_id == tables.Panelist.team_id) & (tables.Member.member_id == tables.Panelist.member_id),
    )
    .where(
        tables.Panelist.team_id == bindparam("team_id"),
        tables.Panelist.interview_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(tables.Panelist.panelist_id)
)


def made(session: Session, team_id: str, statement: Whole, **given: Any) -> list[Interview]:
    """The interviews that a statement built on `WHOLE` finds in the workspace, each with its room."""
    rows = session.execute(statement, {"team_id": team_id, **given}).all()
    panels = _panels(session, team_id, [row[0].interview_id for row in rows])
    return [_interview(*row, panels[row[0].interview_id]) for row in rows]


def _panels(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, tuple[Panelist, ...]]:
    panels: dict[str, tuple[Panelist, ...]] = defaultdict(tuple)
    for row, name in session.execute(_SEATS, {"team_id": team_id, "ids": ids}) if ids else ():
        panels[row.interview_id] += (_panelist(row, name),)
    return panels


def _panelist(row: tables.Panelist, name: str | None) -> Panelist:
    return Panelist(
        id=row.panelist_id,
        member_id=row.member_id,
        name=name or row.name,
        seat=Seat(row.seat),
        asks=tuple(Asked(question_id, number) for question_id, number in row.asks),
        read_at=row.read_at,
        declined_at=row.declined_at,
    )


def _interview(
    row: tables.Interview,
    opening: tables.Opening,
    part: tables.PlanPart,
    candidate: tables.Candidate,
    panel: tuple[Panelist, ...],
) -> Interview:
    return Interview(
        id=row.interview_id,
        opening=Opening(opening.opening_id, opening.role_id, opening.title),
        part=Part(
            part.opening_id, part.position, part.title, part.minutes, tuple(part.competencies), bool(part.frozen_at)
        ),
        candidate=Candidate(candidate.candidate_id, candidate.opening_id, candidate.shown_as),
        starts_at=row.starts_at,
        minutes=row.minutes,
        links=Links(row.place, row.cv, row.feedback),
        note=row.note,
        state=State(row.state),
        arranged_by=row.arranged_by,
        sequence=row.sequence,
        panel=panel,
    )
