"""The bank's questions, as the product asks for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from prep.bank import Anchors, Card, Category, Level, Question, Status
from prep.days import Day
from storage import tables
from storage.inserting import upsert
from storage.tables import QuestionRole, Redraw

# Tables' own columns, not the models' attributes, and statements that are built once: on the hot path, what the ORM
# does with a statement costs more than running it.
_Q = tables.Question.__table__.c
_REDRAW = tables.Redraw.__table__.c
COLUMNS: Final = (_Q.question_id, _Q.text, _Q.short, _Q.category, _Q.competency, _Q.level, _Q.minutes, _Q.status)
"""What makes a `Question`, in the order that `question_of` takes them in."""
_CATEGORIES = {category.value: category for category in Category}
_LEVELS: dict[str | None, Level | None] = {level.value: level for level in Level} | {None: None}
_STATUSES = {status.value: status for status in Status}
ASKABLE = (Status.LIVE.value, Status.PILOT.value)

_TURN = select(_REDRAW.turn).where(
    _REDRAW.team_id == bindparam("team_id"),
    _REDRAW.member_id == bindparam("member_id"),
    _REDRAW.role_id == bindparam("role_id"),
    _REDRAW.day == bindparam("day"),
)


def questions(session: Session, team_id: str, ids: Iterable[str]) -> list[Question]:
    """The questions with these ids, in their order; what no longer exists is left out."""
    wanted = list(ids)
    found = {row.question_id: question_of(*row) for row in session.execute(_by_ids(team_id, wanted))}
    return [found[id_] for id_ in wanted if id_ in found]


def card(session: Session, team_id: str, question_id: str) -> Card | None:
    """One question, opened; None when it no longer exists."""
    row = session.get(tables.Question, (team_id, question_id))
    if row is None:
        return None
    anchors = Anchors(strong=row.strong, solid=row.solid, weak=row.weak)
    question = question_of(*(getattr(row, column.name) for column in COLUMNS))
    return Card(question=question, probes=tuple(row.probes), anchors=anchors)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a role's questions, and on which day of theirs: what a set stays the same for. `rated`: whether they
    ever said something of a question."""

    team_id: str
    member_id: str
    role_id: str
    day: Day
    rated: bool


def turn(session: Session, asker: Asker) -> int:
    """How often they asked for different questions on that day."""
    return session.scalar(_TURN, _key(asker) | {"day": asker.day.date}) or 0


def turn_over(session: Session, asker: Asker) -> int:
    """Gives them different questions from here on; the new turn, 1 for the first of the day."""
    following = turn(session, asker) + 1
    upsert(session, Redraw, _key(asker), {"day": asker.day.date, "turn": following})
    return following


def _key(asker: Asker) -> dict[str, Any]:
    return {"team_id": asker.team_id, "member_id": asker.member_id, "role_id": asker.role_id}


def _by_ids(team_id: str, ids: list[str]) -> Any:
    return select(*COLUMNS).where(tables.Question.team_id == team_id, tables.Question.question_id.in_(ids))


def question_of(
    id_: str,
    text: str,
    short: str,
    category: str,
    competency: str,
    level: str | None,
    minutes: int,
    status: str,
) -> Question:
    """A question from the values of `COLUMNS`."""
    return Question(id_, text, short, _CATEGORIES[category], competency, _LEVELS[level], minutes, _STATUSES[status])


def counts(session: Session, team_id: str) -> Mapping[str, int]:
    """For each role's id, how many of its questions may be asked; roles without any are not in it."""
    rows = session.execute(
        select(QuestionRole.role_id, func.count())
        .join(
            tables.Question,
            (QuestionRole.team_id == tables.Question.team_id)
            & (QuestionRole.question_id == tables.Question.question_id),
        )
        .where(QuestionRole.team_id == team_id, tables.Question.status.in_(ASKABLE))
        .group_by(QuestionRole.role_id)
    )
    return {row[0]: row[1] for row in rows}
