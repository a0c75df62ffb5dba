"""What words come to: counters of each question, always what a recount of `rating` would give.

Whoever changes a word holds its question's row, so two who rate one question at once count one after the other.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Count, Judgement, Rating, Record, counted, month_of, records
from storage import tables
from storage.inserting import insert_into, insert_once
from storage.tables import QuestionMonth, QuestionStat

_REMEMBERED: Final = timedelta(days=2)
"""Nobody's day is longer, whatever their zone."""
_QUARTER: Final = timedelta(minutes=15)
"""Midnight comes on a quarter of an hour everywhere."""

# Tables' own columns, and statements that are built once: reactions come in crowds.
_S = QuestionStat.__table__.c
_R = tables.Rating.__table__.c
_HOLD = (
    select(QuestionStat.__table__)
    .where(_S.team_id == bindparam("team_id"), _S.question_id == bindparam("question_id"))
    .with_for_update()  # SQLite has one writer at a time anyway
)
_STANDING = select(_R.said_at, _R.judgement).where(
    _R.team_id == bindparam("team_id"),
    _R.question_id == bindparam("question_id"),
    _R.member_id == bindparam("member_id"),
    _R.taken_back_at.is_(None),
)
_MONTHS = select(QuestionMonth.__table__).where(
    QuestionMonth.__table__.c.team_id == bindparam("team_id"),
    QuestionMonth.__table__.c.question_id == bindparam("question_id"),
)
_Words = Counter[tuple[int, Judgement]]
"""How many of one person's last words of a month were what: each 1."""


def counting(
    session: Session, team_id: str, question_id: str, member_id: str, now: datetime, change: Callable[[], bool]
) -> bool:
    """Lets `change` change the member's words on the question, and counts what it came to; what `change` returned:
    whether it did change anything."""
    stat = _hold(session, team_id, question_id, now)
    before = _words(session, team_id, question_id, member_id)
    if not change():
        return False
    after = _words(session, team_id, question_id, member_id)
    if before != after:
        _add(session, team_id, question_id, before, after)
        _keep(session, stat, before, after, now)
    return True


def _hold(session: Session, team_id: str, question_id: str, now: datetime) -> Any:
    """The question's row, which nobody else changes until the caller commits."""
    key = {"team_id": team_id, "question_id": question_id}
    row = session.execute(_HOLD, key).one_or_none()
    if row is None:
        counters = dict.fromkeys(("helped", "missed", "round", "raters", "month"), 0)
        sums = dict.fromkeys(("faded_helped", "faded_missed", "faded_round"), 0.0)
        insert_once(session, QuestionStat, {**key, **counters, **sums, "changed_at": now, "before": []})
        row = session.execute(_HOLD, key).one()
    return row


def _words(session: Session, team_id: str, question_id: str, member_id: str) -> _Words:
    key = {"team_id": team_id, "question_id": question_id, "member_id": member_id}
    said = [
        Rating(member_id, question_id, row.said_at, Judgement(row.judgement)) for row in session.execute(_STANDING, key)
    ]
    return Counter(_each(counted(said)))


def _each(counts: Iterable[Count]) -> Iterable[tuple[int, Judgement]]:
    for each in counts:
        yield from ((each.month, Judgement.HELPED) for _ in range(each.helped))
        yield from ((each.month, Judgement.NOT) for _ in range(each.missed))
        yield from ((each.month, Judgement.ROUND) for _ in range(each.round))


def _add(session: Session, team_id: str, question_id: str, before: _Words, after: _Words) -> None:
    for month in sorted({month for month, _ in before | after}):
        more = [after[month, each] - before[month, each] for each in (Judgement.HELPED, Judgement.NOT, Judgement.ROUND)]
        statement = insert_into(session, QuestionMonth).values(
            team_id=team_id, question_id=question_id, month=month, helped=more[0], missed=more[1], round=more[2]
        )
        table, new = QuestionMonth.__table__.c, statement.excluded
        sums = {name: table[name] + new[name] for name in ("helped", "missed", "round")}
        session.execute(statement.on_conflict_do_update(index_elements=["team_id", "question_id", "month"], set_=sums))


def _keep(session: Session, stat: Any, before: _Words, after: _Words, now: datetime) -> None:
    key = {"team_id": stat.team_id, "question_id": stat.question_id}
    months = [
        Count(row.question_id, row.month, row.helped, row.missed, row.round) for row in session.execute(_MONTHS, key)
    ]
    record = records(months, month_of(now)).get(stat.question_id, Record(stat.question_id, month_of(now)))
    session.execute(
        update(QuestionStat)
        .where(QuestionStat.team_id == stat.team_id, QuestionStat.question_id == stat.question_id)
        .values(
            helped=sum(each.helped for each in months),
            missed=sum(each.missed for each in months),
            round=sum(each.round for each in months),
            raters=stat.raters + bool(after) - bool(before),
            month=record.month,
            faded_helped=record.helped,
            faded_missed=record.missed,
            faded_round=record.round,
            changed_at=now,
            before=_remembered(stat, now),
        )
        .execution_options(synchronize_session=False)
    )


def _remembered(stat: Any, now: datetime) -> list[Any]:
    """What the sums were, as far as somebody's midnight may lie at it."""
    since = now - _REMEMBERED
    old = list(stat.before)
    if _midnight_between(stat.changed_at, now):
        sums = [stat.month, stat.faded_helped, stat.faded_missed, stat.faded_round]
        old.append([stat.changed_at.isoformat(), *sums])
    moments = [datetime.fromisoformat(each[0]) for each in old]
    # The last that is older than that is what held when it began.
    first = max((place for place, moment in enumerate(moments) if moment <= since), default=0)
    return old[first:]


def _midnight_between(first: datetime, second: datetime) -> bool:
    """Whether it may be midnight somewhere in `[first, second)`."""
    begun = datetime.fromtimestamp(
        -(-first.timestamp() // _QUARTER.total_seconds()) * _QUARTER.total_seconds(), first.tzinfo
    )
    return begun < second
