"""What words come to: counters of each question, always what a recount of `rating` would give.

Whoever changes a word holds its question's row, so two who rate one question at once count one after the other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Count, Rating, Record, counted, month_of, records
from storage.inserting import increase, insert_once
from storage.tables import QuestionMonth, QuestionStat
from storage.tables.columns import table_of

_REMEMBERED: Final = timedelta(days=2)
"""Nobody's day is longer, whatever their zone."""
_QUARTER: Final = 15 * 60
"""Seconds: midnight comes on a quarter of an hour everywhere."""
_COUNTERS: Final = ("helped", "missed", "round")

# Tables' own columns, and statements that are built once: reactions come in crowds.
_S = QuestionStat.__table__.c
_M = QuestionMonth.__table__.c
_HOLD = (
    select(QuestionStat.__table__)
    .where(_S.team_id == bindparam("team_id"), _S.question_id == bindparam("question_id"))
    .with_for_update()  # SQLite has one writer at a time anyway
)
_MONTHS = select(QuestionMonth.__table__).where(
    _M.team_id == bindparam("team_id"), _M.question_id == bindparam("question_id")
)
_KEEP = update(table_of(QuestionStat)).where(
    _S.team_id == bindparam("in_team"), _S.question_id == bindparam("of_question")
)


def hold(session: Session, team_id: str, question_id: str, now: datetime) -> Any:
    """The question's row of counters, which nobody else changes until the caller commits; nor any word on it.

    Several questions are held in the order of their ids, and after the members that the caller holds.
    """
    key = {"team_id": team_id, "question_id": question_id}
    row = session.execute(_HOLD, key).one_or_none()
    if row is None:
        counters = dict.fromkeys((*_COUNTERS, "raters", "month"), 0)
        sums = dict.fromkeys(("faded_helped", "faded_missed", "faded_round"), 0.0)
        insert_once(session, QuestionStat, {**key, **counters, **sums, "changed_at": now, "before": []})
        row = session.execute(_HOLD, key).one()
    return row


def count(session: Session, held: Any, before: Iterable[Rating], after: Iterable[Rating], now: datetime) -> None:
    """Counts what changed when one person's words on the question `held` became `after`; neither has what was taken
    back."""
    was, becomes = _by_month(before), _by_month(after)
    if was == becomes:
        return
    nothing = (0, 0, 0)
    key = {"team_id": held.team_id, "question_id": held.question_id}
    for month in sorted(was.keys() | becomes.keys()):
        more = [new - old for new, old in zip(becomes.get(month, nothing), was.get(month, nothing), strict=True)]
        if any(more):
            increase(session, QuestionMonth, {**key, "month": month}, dict(zip(_COUNTERS, more, strict=True)))
    _keep(session, held, held.raters + bool(becomes) - bool(was), now)


def _by_month(words: Iterable[Rating]) -> dict[int, tuple[int, int, int]]:
    return {each.month: (each.helped, each.missed, each.round) for each in counted(words)}


def _keep(session: Session, held: Any, raters: int, now: datetime) -> None:
    # Who came first had perhaps the later clock: time goes on all the same.
    at = max(now, held.changed_at)
    key = {"team_id": held.team_id, "question_id": held.question_id}
    rows = session.execute(_MONTHS, key)
    months = [Count(held.question_id, row.month, row.helped, row.missed, row.round) for row in rows]
    record = records(months, month_of(at)).get(held.question_id, Record(held.question_id, month_of(at)))
    values = {
        "helped": sum(each.helped for each in months),
        "missed": sum(each.missed for each in months),
        "round": sum(each.round for each in months),
        "raters": raters,
        "month": record.month,
        "faded_helped": record.helped,
        "faded_missed": record.missed,
        "faded_round": record.round,
        "changed_at": at,
        "before": _remembered(held, at),
    }
    session.execute(_KEEP, {"in_team": held.team_id, "of_question": held.question_id, **values})


def _remembered(held: Any, now: datetime) -> list[Any]:
    """What the sums were, as far as somebody's midnight may lie at it."""
    old = list(held.before)
    if _midnight_between(held.changed_at, now):
        sums = [held.month, held.faded_helped, held.faded_missed, held.faded_round]
        old.append([held.changed_at.isoformat(), *sums])
    since = now - _REMEMBERED
    # The last that is older than that is what held when it began.
    past = sum(datetime.fromisoformat(each[0]) <= since for each in old)
    return old[max(past - 1, 0) :]


def _midnight_between(first: datetime, second: datetime) -> bool:
    """Whether it may be midnight somewhere in `[first, second)`."""
    next_quarter = -(-first.timestamp() // _QUARTER) * _QUARTER
    return next_quarter < second.timestamp()
