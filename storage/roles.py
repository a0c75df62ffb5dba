"""Roles and the names that find them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from prep.bank import Competency, Guide, PlanPart, Role, RoleSummary
from storage import tables
from storage.bank import ASKABLE
from storage.tables import Question, QuestionRole, RoleAlias

# Tables' own columns: see `storage.bank`.
_A = RoleAlias.__table__.c
_R = tables.Role.__table__.c
_BY_KEYS = (
    select(_A.key, _R.role_id, _R.slug, _R.title)
    .join_from(RoleAlias.__table__, tables.Role.__table__, (_R.team_id == _A.team_id) & (_R.role_id == _A.role_id))
    .where(_A.team_id == bindparam("team_id"), _A.key.in_(bindparam("keys", expanding=True)))
)


def by_keys(session: Session, team_id: str, keys: Sequence[str]) -> dict[str, RoleSummary]:
    """The roles that these keys (`prep.words.key`) name, by key. Their questions are not counted: 0."""
    rows = session.execute(_BY_KEYS, {"team_id": team_id, "keys": list(keys)})
    return {row.key: RoleSummary(row.role_id, row.slug, row.title, 0) for row in rows}


def find(session: Session, team_id: str, role_id: str) -> Role | None:
    """The role with its guide and plan; None when it no longer exists."""
    row = session.get(tables.Role, (team_id, role_id))
    return None if row is None else Role(row.role_id, row.slug, row.title, _guide(row.guide), _plan(row.plan))


def title(session: Session, team_id: str, role_id: str) -> RoleSummary | None:
    """The role in short, its questions not counted; None when it no longer exists."""
    row = session.execute(
        select(tables.Role.role_id, tables.Role.slug, tables.Role.title).where(
            tables.Role.team_id == team_id, tables.Role.role_id == role_id
        )
    ).one_or_none()
    return row and RoleSummary(row.role_id, row.slug, row.title, 0)


def names(session: Session, team_id: str) -> list[tuple[str, str]]:
    """Every name of every role, as written, with the role's id."""
    rows = session.execute(select(RoleAlias.alias, RoleAlias.role_id).where(RoleAlias.team_id == team_id))
    return [(row.alias, row.role_id) for row in rows]


def summaries(session: Session, team_id: str, ids: Sequence[str]) -> list[RoleSummary]:
    """These roles in this order, with their questions counted; what no longer exists is left out."""
    rows = session.execute(_summaries(team_id).where(tables.Role.role_id.in_(ids)))
    found = {row.role_id: RoleSummary(*row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def page(session: Session, team_id: str, number: int, size: int) -> tuple[list[RoleSummary], int]:
    """Page `number` (from 0) of the roles by title, `size` a page, and how many roles there are in all."""
    total = session.scalar(select(func.count()).select_from(tables.Role).where(tables.Role.team_id == team_id)) or 0
    rows = session.execute(
        _summaries(team_id)
        .order_by(func.lower(tables.Role.title), tables.Role.role_id)
        .limit(size)
        .offset(number * size)
    )
    return [RoleSummary(*row) for row in rows], total


def titles(session: Session, team_id: str, most: int) -> list[RoleSummary]:
    """The first `most` roles by title, their questions not counted."""
    rows = session.execute(
        select(tables.Role.role_id, tables.Role.slug, tables.Role.title)
        .where(tables.Role.team_id == team_id)
        .order_by(func.lower(tables.Role.title), tables.Role.role_id)
        .limit(most)
    )
    return [RoleSummary(row.role_id, row.slug, row.title, 0) for row in rows]


def hold(session: Session, team_id: str, role_id: str) -> None:
    """Whoever begins a search for the role goes one after the other until the caller commits."""
    session.execute(
        select(tables.Role.role_id)
        .where(tables.Role.team_id == team_id, tables.Role.role_id == role_id)
        .with_for_update(key_share=True)  # SQLite has one writer at a time anyway
    )


def _summaries(team_id: str) -> Any:
    asked = (
        select(func.count())
        .select_from(QuestionRole)
        .join(Question, (Question.team_id == QuestionRole.team_id) & (Question.question_id == QuestionRole.question_id))
        .where(
            QuestionRole.team_id == team_id,
            QuestionRole.role_id == tables.Role.role_id,
            Question.status.in_(ASKABLE),
        )
        .scalar_subquery()
    )
    return select(tables.Role.role_id, tables.Role.slug, tables.Role.title, asked).where(tables.Role.team_id == team_id)


def guide_json(guide: Guide) -> dict[str, Any]:
    """A guide as it is stored."""
    return asdict(guide)


def _guide(stored: dict[str, Any]) -> Guide:
    return Guide(
        summary=stored["summary"],
        fit=stored["fit"],
        responsibilities=tuple(stored["responsibilities"]),
        skills=tuple(stored["skills"]),
        competencies=tuple(Competency(**competency) for competency in stored["competencies"]),
    )


def plan_json(plan: Sequence[PlanPart]) -> list[dict[str, Any]]:
    """A plan as it is stored."""
    return [asdict(part) for part in plan]


def _plan(stored: list[Any]) -> tuple[PlanPart, ...]:
    return tuple(PlanPart(part["title"], part["minutes"], tuple(part["competencies"])) for part in stored)
