"""What is learned of a role's questions: as it stood when somebody's day began, and the figures as they are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session

from prep.bank import Question
from prep.tallies import Tally
from prep.usefulness import Judgement, Record, faded, month_of
from storage import ratings, tables
from storage.bank import ASKABLE, COLUMNS, Asker, question_of

# Tables' own columns, and one statement that is built once: see `storage.bank`.
_Q = tables.Question.__table__.c
_SERVES = tables.QuestionRole.__table__.c
_S = tables.QuestionStat.__table__.c
_SUMS: Final = (_S.month, _S.faded_helped, _S.faded_missed, _S.faded_round, _S.asked)
_OF_WORDS: Final = 4
"""So many of them are of a record; the last is how often it was asked."""
_TALLY: Final = (_S.helped, _S.missed, _S.raters)

_OF_ROLE = (
    # What the sums were is only read where they have changed since.
    select(*COLUMNS, *_TALLY, *_SUMS, case((_S.changed_at > bindparam("at"), _S.before)).label("before"))
    .join_from(
        tables.QuestionRole.__table__,
        tables.Question.__table__,
        (_SERVES.team_id == _Q.team_id) & (_SERVES.question_id == _Q.question_id),
    )
    .outerjoin(
        tables.QuestionStat.__table__,
        (_SERVES.team_id == _S.team_id) & (_SERVES.question_id == _S.question_id),
    )
    .where(_SERVES.team_id == bindparam("team_id"), _SERVES.role_id == bindparam("role_id"), _Q.status.in_(ASKABLE))
)
_OF_QUESTION = select(*_TALLY).where(_S.team_id == bindparam("team_id"), _S.question_id == bindparam("question_id"))
_QUESTION: Final = slice(0, len(COLUMNS))
_STAT: Final = slice(len(COLUMNS), None)


@dataclass(frozen=True, slots=True)
class Learned:
    """A role's questions that may be asked, in no particular order, and by their ids what is said of them: `known` has
    what sets are weighed by, of those of which anything was said by then; `asked` how often they were asked by then;
    `tallies` what anybody ever rated."""

    questions: Sequence[Question]
    known: Mapping[str, Record]
    asked: Mapping[str, int]
    tallies: Mapping[str, Tally]


def of_role(session: Session, team_id: str, role_id: str, at: datetime) -> Learned:
    """The role's questions, with the records as they stood at `at`, faded to its month.

    `at` is a midnight of somebody's, two days ago at most: what the sums were is not remembered for longer.
    """
    questions, known, asked, tallies = [], {}, {}, {}
    month = month_of(at)
    for row in session.execute(_OF_ROLE, {"team_id": team_id, "role_id": role_id, "at": at}):
        question = question_of(*row[_QUESTION])
        questions.append(question)
        helped, missed, raters, *sums, before = row[_STAT]
        if helped is None:
            continue  # nobody ever rated it
        tallies[question.id] = Tally(helped, missed, raters)
        then = sums if before is None else _then(before, at)
        if then is None:
            continue
        asked[question.id] = sum(then[_OF_WORDS:])
        if any(then[1:_OF_WORDS]):
            known[question.id] = faded(Record(question.id, *then[:_OF_WORDS]), month)
    return Learned(questions, known, asked, tallies)


def own(session: Session, asker: Asker) -> Mapping[str, Judgement]:
    """The asker's own last word on each question, whatever its role, of the month in which their day ends or the one
    before: also what they said since midnight. Costs nothing for who never said any."""
    if not asker.rated:
        return {}
    return ratings.own(session, asker.team_id, asker.member_id, month_of(asker.day.last))


def tally(session: Session, team_id: str, question_id: str) -> Tally | None:
    """What all say of one question; None where nobody ever rated it."""
    row = session.execute(_OF_QUESTION, {"team_id": team_id, "question_id": question_id}).one_or_none()
    return Tally(*row) if row else None


def _then(before: Sequence[Sequence[Any]], at: datetime) -> Sequence[Any] | None:
    """The sums that held at `at`, of those that `tables.QuestionStat.before` remembers; None where there were none."""
    earlier = [sums for changed_at, *sums in before if datetime.fromisoformat(changed_at) <= at]
    return earlier[-1] if earlier else None
