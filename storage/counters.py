"""What words come to: counters of each question, always what a recount of `rating` would give.

Whoever changes a word holds its question's row, so two who rate one question at once count one after the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Count, Rating, counted, month_of, records
from storage.inserting import increase_each, insert_each_once
from storage.one_of import one_of
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
    .where(_S.team_id == bindparam("team_id"), one_of(_S.question_id, "ids"))
    .order_by(_S.question_id)
    .with_for_update()  # SQLite has one writer at a time anyway
)
_MONTHS = select(QuestionMonth.__table__).where(_M.team_id == bindparam("team_id"), one_of(_M.question_id, "ids"))
_KEEP = update(table_of(QuestionStat)).where(
    _S.team_id == bindparam("in_team"), _S.question_id == bindparam("of_question")
)
_NOTHING: Final = (0, 0, 0)

Held = Mapping[str, Any]
"""Rows of counters by question, which nobody else changes until the caller commits; nor any word on the questions."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One person's words on a question were `before` and are `after`; neither has what was taken back."""

    question_id: str
    before: Iterable[Rating]
    after: Iterable[Rating]


def hold(session: Session, team_id: str, question_ids: Collection[str], now: datetime) -> Held:
    """Holds these questions, in the order of their ids. Whoever holds members, too, holds those before."""
    key = {"team_id": team_id, "ids": list(question_ids)}
    held = {row.question_id: row for row in session.execute(_HOLD, key)}
    if missing := sorted(set(question_ids) - held.keys()):
        counters = dict.fromkeys((*_COUNTERS, "raters", "asked", "month"), 0)
        sums = dict.fromkeys(("faded_helped", "faded_missed", "faded_round"), 0.0)
        new = {"team_id": team_id, **counters, **sums, "changed_at": now, "before": []}
        insert_each_once(session, QuestionStat, [{**new, "question_id": each} for each in missing])
        held = {row.question_id: row for row in session.execute(_HOLD, key)}
    return held


def count(session: Session, team_id: str, held: Held, changed: Iterable[Changed], now: datetime) -> None:
    """Counts what changed."""
    more: Counter[tuple[str, int, str]] = Counter()
    raters: Counter[str] = Counter()
    for each in changed:
        was, becomes = _by_month(each.before), _by_month(each.after)
        if was != becomes:
            raters[each.question_id] += _judges(becomes) - _judges(was)
        for month in was.keys() | becomes.keys():
            counts = zip(_COUNTERS, was.get(month, _NOTHING), becomes.get(month, _NOTHING), strict=True)
            more.update({(each.question_id, month, name): new - old for name, old, new in counts if new != old})
    if raters:
        months = sorted({(question_id, month) for question_id, month, _ in more})
        rows = [
            {"team_id": team_id, "question_id": each[0], "month": each[1]}
            | {name: more[(*each, name)] for name in _COUNTERS}
            for each in months
        ]
        increase_each(session, QuestionMonth, ("team_id", "question_id", "month"), rows)
        _keep(session, team_id, held, raters, now)


def asked(session: Session, team_id: str, more: Mapping[str, int], now: datetime) -> None:
    """Questions were asked so many times more, or less."""
    if more:
        held = hold(session, team_id, more.keys(), now)
        session.execute(_KEEP, [_asked(team_id, held[each], number, now) for each, number in sorted(more.items())])


def _asked(team_id: str, row: Any, more: int, now: datetime) -> dict[str, Any]:
    at = max(now, row.changed_at)
    return {
        "in_team": team_id,
        "of_question": row.question_id,
        "asked": row.asked + more,
        "changed_at": at,
        "before": _remembered(row, at),
    }


def _judges(words: Mapping[int, tuple[int, int, int]]) -> bool:
    """Whether they say, in some month, that it helped or that it didn't."""
    return any(helped or missed for helped, missed, _ in words.values())


def _by_month(words: Iterable[Rating]) -> dict[int, tuple[int, int, int]]:
    return {each.month: (each.helped, each.missed, each.round) for each in counted(words)}


def _keep(session: Session, team_id: str, held: Held, raters: Mapping[str, int], now: datetime) -> None:
    counts: dict[str, list[Count]] = {each: [] for each in sorted(raters)}
    for row in session.execute(_MONTHS, {"team_id": team_id, "ids": list(counts)}):
        counts[row.question_id].append(Count(row.question_id, row.month, row.helped, row.missed, row.round))
    session.execute(
        _KEEP,
        [
            {"in_team": team_id, "of_question": each, "raters": held[each].raters + raters[each]}
            | _sums(held[each], months, now)
            for each, months in counts.items()
        ],
    )


def _sums(row: Any, months: Sequence[Count], now: datetime) -> dict[str, Any]:
    # Who came first had perhaps the later clock: time goes on all the same.
    at = max(now, row.changed_at)
    [record] = records(months, month_of(at)).values()
    return {
        "helped": sum(each.helped for each in months),
        "missed": sum(each.missed for each in months),
        "round": sum(each.round for each in months),
        "month": record.month,
        "faded_helped": record.helped,
        "faded_missed": record.missed,
        "faded_round": record.round,
        "changed_at": at,
        "before": _remembered(row, at),
    }


def _remembered(row: Any, now: datetime) -> list[Any]:
    """What the sums were, as far as somebody's midnight may lie at it."""
    old = list(row.before)
    if _midnight_between(row.changed_at, now):
        sums = [row.month, row.faded_helped, row.faded_missed, row.faded_round, row.asked]
        old.append([row.changed_at.isoformat(), *sums])
    since = now - _REMEMBERED
    # The last that is older than that is what held when it began.
    past = sum(datetime.fromisoformat(each[0]) <= since for each in old)
    return old[max(past - 1, 0) :]


def _midnight_between(first: datetime, second: datetime) -> bool:
    """Whether it may be midnight somewhere in `[first, second)`."""
    next_quarter = -(-first.timestamp() // _QUARTER) * _QUARTER
    return next_quarter < second.timestamp()
