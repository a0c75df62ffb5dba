"""Searches for a role, and their plans."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from prep.bank import Card, Category, Role
from prep.interviews import Opening, Part, PlannedQuestion
from prep.plans import first_plan
from storage import tables
from storage.ids import new_id
from storage.tables import PlanPart, PlanQuestion


def current(session: Session, team_id: str) -> list[Opening]:
    """The searches that are under way, by title, the older first among equals."""
    rows = session.scalars(
        select(tables.Opening)
        .where(tables.Opening.team_id == team_id, tables.Opening.closed_at.is_(None))
        .order_by(tables.Opening.title, tables.Opening.opening_id)
    )
    return [_opening(row) for row in rows]


def find(session: Session, team_id: str, opening_id: str) -> Opening | None:
    """The search; None when there is none."""
    row = session.get(tables.Opening, (team_id, opening_id))
    return _opening(row) if row else None


def of_role(session: Session, team_id: str, role_id: str) -> Opening | None:
    """The newest search for a role that is under way."""
    row = session.scalar(
        select(tables.Opening)
        .where(tables.Opening.team_id == team_id, tables.Opening.role_id == role_id, tables.Opening.closed_at.is_(None))
        .order_by(tables.Opening.opening_id.desc())
        .limit(1)
    )
    return _opening(row) if row else None


def start(session: Session, team_id: str, role: Role, now: datetime, opening_id: str | None = None) -> Opening:
    """Starts a search for the role, with the role's default plan, nothing of it frozen yet.

    `opening_id` is the id that it was promised to have, when its questions were shown before it began.
    """
    opening_id = opening_id or new_id()
    row = tables.Opening(team_id=team_id, opening_id=opening_id, role_id=role.id, title=role.title, opened_at=now)
    session.add(row)
    session.flush()
    for part in first_plan(opening_id, role):
        session.add(
            PlanPart(
                team_id=team_id,
                opening_id=opening_id,
                position=part.position,
                title=part.title,
                minutes=part.minutes,
                competencies=list(part.competencies),
            )
        )
    session.flush()
    return _opening(row)


def lock(session: Session, team_id: str, opening_id: str) -> None:
    """Whoever freezes a part or names a candidate of this search goes one after the other until the caller commits."""
    session.execute(
        select(tables.Opening.opening_id)
        .where(tables.Opening.team_id == team_id, tables.Opening.opening_id == opening_id)
        .with_for_update()  # SQLite has one writer at a time anyway
    )


def parts(session: Session, team_id: str, opening_id: str) -> list[Part]:
    """The plan, in order."""
    rows = session.scalars(
        select(PlanPart)
        .where(PlanPart.team_id == team_id, PlanPart.opening_id == opening_id)
        .order_by(PlanPart.position)
    )
    return [part_of(row) for row in rows]


def taken(session: Session, team_id: str, opening_id: str) -> frozenset[str]:
    """The questions that stand in the plan already, in whatever part."""
    return frozenset(
        session.scalars(
            select(PlanQuestion.question_id).where(
                PlanQuestion.team_id == team_id, PlanQuestion.opening_id == opening_id
            )
        )
    )


def questions(session: Session, team_id: str, opening_id: str, position: int) -> list[PlannedQuestion]:
    """A part's questions in running order, worded as they were frozen; none while it is not frozen."""
    rows = session.scalars(
        select(PlanQuestion)
        .where(
            PlanQuestion.team_id == team_id, PlanQuestion.opening_id == opening_id, PlanQuestion.position == position
        )
        .order_by(PlanQuestion.place)
    )
    return [
        PlannedQuestion(
            row.question_id, row.text, row.short, Category(row.category), row.competency, row.minutes, tuple(row.probes)
        )
        for row in rows
    ]


def freeze(session: Session, team_id: str, part: Part, chosen: Sequence[Card], now: datetime) -> bool:
    """Fixes a part's questions, in this running order. False when somebody froze it before; then nothing changes."""
    frozen = session.execute(
        update(PlanPart)
        .where(
            PlanPart.team_id == team_id,
            PlanPart.opening_id == part.opening_id,
            PlanPart.position == part.position,
            PlanPart.frozen_at.is_(None),
        )
        .values(frozen_at=now)
        .returning(PlanPart.position)
    ).one_or_none()
    if frozen is None:
        return False
    rows = [
        {
            "team_id": team_id,
            "opening_id": part.opening_id,
            "position": part.position,
            "place": place,
            "question_id": card.question.id,
            "text": card.question.text,
            "short": card.question.short,
            "category": card.question.category.value,
            "competency": card.question.competency,
            "minutes": card.question.minutes,
            "probes": list(card.probes),
        }
        for place, card in enumerate(chosen, 1)
    ]
    if rows:
        session.execute(insert(PlanQuestion), rows)
    return True


def part_of(row: PlanPart) -> Part:
    """The value of a stored part."""
    return Part(row.opening_id, row.position, row.title, row.minutes, tuple(row.competencies), bool(row.frozen_at))


def _opening(row: tables.Opening) -> Opening:
    return Opening(row.opening_id, row.role_id, row.title)


@dataclass(frozen=True, slots=True)
class Asking:
    """An interview of a search asks a question."""

    interview_id: str
    opening_id: str
    question_id: str


def asked_in(session: Session, team_id: str, interview_ids: Collection[str]) -> list[Asking]:
    """The questions of these interviews, whoever asks them."""
    if not interview_ids:
        return []
    rows = session.execute(
        select(tables.Interview.interview_id, tables.Interview.opening_id, PlanQuestion.question_id)
        .join(
            PlanQuestion,
            (PlanQuestion.team_id == tables.Interview.team_id)
            & (PlanQuestion.opening_id == tables.Interview.opening_id)
            & (PlanQuestion.position == tables.Interview.position),
        )
        .where(tables.Interview.team_id == team_id, tables.Interview.interview_id.in_(interview_ids))
    )
    return [Asking(*row) for row in rows]
