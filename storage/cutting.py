"""Messages are forgotten, and with them which words were said there: these say who, of what and in which month."""

from collections.abc import Collection, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from prep.usefulness import month_of
from storage import counters, openings, postings, ratings
from storage.postings import Posted
from storage.ratings import Kept
from storage.tables import Rating, Reaction

_AT_ONCE: Final = 200
"""Conditions in a statement."""
_RIGHT_AFTER: Final = timedelta(microseconds=1)

_R = Rating.__table__.c


def forget(
    session: Session, team_id: str, messages: Collection[Posted], interview_ids: Collection[str], now: datetime
) -> None:
    """Forgets these messages, so that a reaction on them means nothing from here on, and which words were said at them
    or after these interviews."""
    ids = {question_id for each in messages for question_id in each.numbers}
    _cut_from(session, team_id, messages, ids, interview_ids, now)
    for each in messages:
        here = (Reaction.team_id == team_id, Reaction.channel_id == each.channel_id, Reaction.ts == each.ts)
        session.execute(delete(Reaction).where(*here).execution_options(synchronize_session=False))
        postings.forget(session, team_id, each)


def forget_over(session: Session, team_id: str, posted: Posted, now: datetime) -> None:
    """Forgets the same of those interviews of a message that are past their time; the message itself with the last."""
    left = postings.not_over(session, team_id, posted, now)
    over = [each for each in posted.interviews if each not in left]
    if not left:
        forget(session, team_id, [posted], over, now)
        return
    still = {each.question_id for each in openings.asked_in(session, team_id, left)}
    theirs = {each.question_id for each in openings.asked_in(session, team_id, over)}
    gone = posted.numbers.keys() - still
    # A question that stands in another interview, too, keeps its number, and what was said of it goes with the first.
    _cut_from(session, team_id, [posted], gone | (posted.numbers.keys() & theirs), over, now)
    postings.leave(session, team_id, posted, left, gone)


def _cut_from(
    session: Session,
    team_id: str,
    messages: Collection[Posted],
    shown: Set[str],
    interview_ids: Collection[str],
    now: datetime,
) -> None:
    """Cuts off what was said of the questions `shown` in these messages, and of any after these interviews."""
    sources = [ratings.at_message(each.channel_id, each.ts) for each in messages]
    sources += [ratings.afterwards(each) for each in interview_ids]
    ids = shown | {each.question_id for each in openings.asked_in(session, team_id, interview_ids)}
    # Whoever says something of one at this moment either has done so, or finds that it means nothing any more.
    counters.hold(session, team_id, ids, now)
    cut(session, team_id, sources, ids, now)


def cut(session: Session, team_id: str, sources: Sequence[str], ids: Collection[str], now: datetime) -> None:
    """Forgets where and when words on these questions were said, whose source begins with one of `sources`: rater,
    question, search and month stay. No counter changes by it, nor by it when another word is taken back later. What was
    said before, and is heard only after it, counts as said later."""
    for question_id, member_id in sorted(_said_there(session, team_id, sources, ids)):
        counters.hold(session, team_id, [question_id], now)
        words = ratings.words_on(session, team_id, question_id, member_id)
        for month, said in groupby(words, key=lambda each: month_of(each.said_at)):
            _fold(session, (team_id, question_id, member_id), month, list(said), tuple(sources))


def _said_there(session: Session, team_id: str, sources: Sequence[str], ids: Collection[str]) -> set[tuple[str, str]]:
    """Questions and raters."""
    found: set[tuple[str, str]] = set()
    for start in range(0, len(sources), _AT_ONCE):
        here = [_R.source.startswith(each, autoescape=True) for each in sources[start : start + _AT_ONCE]]
        rows = session.execute(
            select(_R.question_id, _R.member_id)
            .distinct()
            .where(_R.team_id == team_id, _R.question_id.in_(list(ids)), or_(*here))
        )
        found |= {(row.question_id, row.member_id) for row in rows}
    return found


def _fold(
    session: Session, whose: tuple[str, str, str], month: int, words: Sequence[Kept], sources: tuple[str, ...]
) -> None:
    """Of what is cut off in a month only the last word that stands may ever count: it is kept as the month's, with
    what was kept so before."""
    past = f"past/{month}"
    gone = [each for each in words if each.source == past or each.source.startswith(sources)]
    last = next((each for each in reversed(gone) if each.taken_back_at is None), None)
    team_id, question_id, member_id = whose
    session.execute(
        delete(Rating).where(
            _R.team_id == team_id,
            _R.question_id == question_id,
            _R.member_id == member_id,
            _R.source.in_([each.source for each in gone]),
        )
    )
    if last is not None:
        at = _place(last, [each for each in words[: words.index(last)] if each not in gone], month)
        ratings.keep(session, team_id, question_id, member_id, replace(last, source=past, said_at=at))


def _place(last: Kept, before: Sequence[Kept], month: int) -> datetime:
    """The beginning of its month. Where words before it are not cut off, right after them: it outweighs them still."""
    if not before:
        return ratings.beginning(month)
    return min(before[-1].said_at + _RIGHT_AFTER, last.said_at)
