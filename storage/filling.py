"""Filling a workspace's bank from the starter bank, and bringing it up to date with a later one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from prep.bank import Anchors, Category, Level, StarterQuestion, StarterRole, Status, content_hash
from prep.words import fold, key
from storage import tables
from storage.ids import new_id
from storage.roles import guide_json, plan_json
from storage.tables import Question, QuestionRole, Role, RoleAlias

STARTER = "starter"
SHIPPED: Final = Path(__file__).parent / "starter"
"""The starter bank's folder: one YAML file a role."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling did: questions added, replaced because nobody had edited them, and left as edited here."""

    added: int
    replaced: int
    left: int


def fill(session: Session, team_id: str, roles: Sequence[StarterRole], now: datetime) -> Filled:
    """Gives the workspace what of the starter bank it has not got, and replaces what it never edited.

    A role whose slug the workspace uses already keeps its guide, plan and names. Harmless when repeated.
    """
    known = {row.slug: row.role_id for row in session.execute(_slugs(team_id))}
    taken = set(session.scalars(select(RoleAlias.key).where(RoleAlias.team_id == team_id)))
    for role in roles:
        if role.slug not in known:
            known[role.slug] = _add_role(session, team_id, role, taken, now)
    stored = {
        row.origin_id: row
        for row in session.scalars(select(Question).where(Question.team_id == team_id, Question.origin == STARTER))
    }
    new: list[dict[str, Any]] = []
    replaced = left = 0
    for role in roles:
        for question in role.questions:
            row = stored.get(question.id)
            if row is None:
                new.append(_values(team_id, question, now) | {"role_id": known[role.slug]})
            elif row.origin_hash != content_hash(question):
                if content_hash(_as_starter(row)) == row.origin_hash:
                    _replace(session, row, question, now)
                    replaced += 1
                else:
                    left += 1
    add_questions(session, new)
    return Filled(added=len(new), replaced=replaced, left=left)


def shipped_digest() -> str:
    """The same text as long as the shipped starter bank is the same; cheap, since it parses nothing."""
    return sha256(b"".join(path.read_bytes() for path in sorted(SHIPPED.glob("*.yaml")))).hexdigest()


def add_questions(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts many questions at once: each row as `_values` gives it, with the `role_id` that it serves."""
    if not rows:
        return
    links = [{name: row[name] for name in ("team_id", "role_id", "question_id")} for row in rows]
    session.execute(insert(Question), [{name: row[name] for name in row if name != "role_id"} for row in rows])
    session.execute(insert(QuestionRole), links)


def _slugs(team_id: str) -> Any:
    return select(Role.slug, Role.role_id).where(Role.team_id == team_id)


def _add_role(session: Session, team_id: str, role: StarterRole, taken: set[str], now: datetime) -> str:
    role_id = new_id()
    session.add(
        Role(
            team_id=team_id,
            role_id=role_id,
            slug=role.slug,
            title=role.title,
            guide=guide_json(role.guide),
            plan=plan_json(role.plan),
            created_at=now,
        )
    )
    session.flush()
    for alias in (role.slug, role.title, *role.aliases):
        # A name that the workspace gave to another role stays with it.
        if key(alias) not in taken:
            taken.add(key(alias))
            session.add(RoleAlias(team_id=team_id, key=key(alias), alias=alias, role_id=role_id))
    session.flush()
    return role_id


@cache
def _content(question: StarterQuestion) -> Mapping[str, Any]:
    """The same for every workspace."""
    return {
        "text": question.text,
        "short": question.short,
        "category": question.category.value,
        "competency": question.competency,
        "level": question.level.value if question.level else None,
        "minutes": question.minutes,
        "status": question.status.value,
        "probes": list(question.probes),
        "strong": question.anchors.strong,
        "solid": question.anchors.solid,
        "weak": question.anchors.weak,
        "words": " ".join(dict.fromkeys(fold(f"{question.text} {question.short} {question.competency}"))),
        "origin_hash": content_hash(question),
    }


def _values(team_id: str, question: StarterQuestion, now: datetime) -> dict[str, Any]:
    return {**_content(question)} | {
        "team_id": team_id,
        "question_id": new_id(),
        "origin": STARTER,
        "origin_id": question.id,
        "created_at": now,
        "changed_at": now,
    }


def _replace(session: Session, row: Question, question: StarterQuestion, now: datetime) -> None:
    session.execute(
        update(tables.Question)
        .where(Question.team_id == row.team_id, Question.question_id == row.question_id)
        .values({**_content(question), "changed_at": now})
    )


def _as_starter(row: Question) -> StarterQuestion:
    return StarterQuestion(
        id=row.origin_id or "",
        text=row.text,
        short=row.short,
        category=Category(row.category),
        competency=row.competency,
        level=Level(row.level) if row.level else None,
        minutes=row.minutes,
        status=Status(row.status),
        probes=tuple(row.probes),
        anchors=Anchors(strong=row.strong, solid=row.solid, weak=row.weak),
    )
