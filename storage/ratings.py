"""What interviewers say of questions: said, taken back, and, after a while, no longer linked to where it was said."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Judgement, month_of, own_words
from prep.usefulness import Rating as Said
from storage import tables
from storage.counters import counting
from storage.inserting import insert_into, upsert
from storage.tables import Rating

CARD: Final = "card"
"""The source of words said with the buttons of a question's card."""

_R = Rating.__table__.c


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of a question. `at` is Slack's time of it (aware), `source` the way it is said: see
    `tables.Rating`. `opening_id` is the search that it is said about, None where there is none."""

    member_id: str
    question_id: str
    source: str
    judgement: Judgement
    at: datetime
    opening_id: str | None = None


def at_message(channel_id: str, ts: str, emoji: str = "") -> str:
    """The source of what is said with an emoji, with its skin tone, at a message."""
    return f"{channel_id}/{ts}/{emoji}"


def afterwards(interview_id: str) -> str:
    """The source of what is said when asked after an interview, in whichever message or modal."""
    return f"after/{interview_id}"


def say(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Keeps a word, unless a later one was said, or it was taken back later, in the same way. False: it was.

    The same word again changes nothing. Words on several questions: in the order of their ids, as they are held.
    """
    return counting(session, team_id, word.question_id, word.member_id, now, partial(_say, session, team_id, word, now))


def take_back(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Takes back what was said in that way before `word.at`; also what is only heard later. False: something later
    was heard already."""
    return counting(
        session, team_id, word.question_id, word.member_id, now, partial(_take_back, session, team_id, word)
    )


def _say(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    statement = insert_into(session, Rating).values(_values(team_id, word))
    changed = session.execute(
        statement.on_conflict_do_update(
            index_elements=_KEY,
            set_={
                "judgement": word.judgement,
                "said_at": word.at,
                "taken_back_at": None,
                "opening_id": func.coalesce(statement.excluded.opening_id, _R.opening_id),
            },
            where=_last() < statement.excluded.said_at,
        ).returning(_R.source)
    ).one_or_none()
    if changed is not None:
        _rated(session, team_id, word.member_id, now)
    return changed is not None


def _take_back(session: Session, team_id: str, word: Word) -> bool:
    statement = insert_into(session, Rating).values(_values(team_id, word) | {"taken_back_at": word.at})
    changed = session.execute(
        statement.on_conflict_do_update(
            index_elements=_KEY,
            set_={"taken_back_at": word.at},
            where=_last() < statement.excluded.taken_back_at,
        ).returning(_R.source)
    )
    return changed.one_or_none() is not None


_KEY: Final = ("team_id", "question_id", "member_id", "source")


def _values(team_id: str, word: Word) -> dict[str, Any]:
    return {
        "team_id": team_id,
        "question_id": word.question_id,
        "member_id": word.member_id,
        "source": word.source,
        "judgement": word.judgement,
        "said_at": word.at,
        "opening_id": word.opening_id,
    }


def _last() -> Any:
    return func.coalesce(_R.taken_back_at, _R.said_at)


def _rated(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    session.execute(
        update(tables.Member)
        .where(tables.Member.team_id == team_id, tables.Member.member_id == member_id)
        .values(rated_at=now)
        .execution_options(synchronize_session=False)
    )


def said_at(session: Session, team_id: str, member_id: str, source: str, ids: Iterable[str]) -> dict[str, Judgement]:
    """What the member says of these questions in ways that begin with `source`, and has not taken back: the last
    word on each."""
    rows = session.execute(
        select(_R.question_id, _R.judgement)
        .where(
            _R.team_id == team_id,
            _R.question_id.in_(list(ids)),
            _R.member_id == member_id,
            _R.source.startswith(source, autoescape=True),
            _R.taken_back_at.is_(None),
        )
        .order_by(_R.said_at, _R.judgement)
    )
    return {question_id: Judgement(judgement) for question_id, judgement in rows}


def own(session: Session, team_id: str, member_id: str, month: int) -> Mapping[str, Judgement]:
    """The member's own last word on each question, of that month (`month_of`) or the one before."""
    rows = session.execute(
        select(_R.question_id, _R.said_at, _R.judgement).where(
            _R.team_id == team_id,
            _R.member_id == member_id,
            _R.said_at >= _beginning(month - 1),
            _R.taken_back_at.is_(None),
        )
    )
    return own_words((Said(member_id, row.question_id, row.said_at, Judgement(row.judgement)) for row in rows), month)


def cut(session: Session, team_id: str, sources: Collection[str], ids: Collection[str], now: datetime) -> None:
    """Forgets where and when words on these questions were said, whose source begins with one of `sources`: rater,
    question, search and month stay, and no counter changes."""
    here = or_(*(_R.source.startswith(each, autoescape=True) for each in sources))
    rows = session.execute(
        select(_R.question_id, _R.member_id, _R.said_at).where(
            _R.team_id == team_id, _R.question_id.in_(list(ids)), here
        )
    )
    for question_id, member_id, month in sorted({(row[0], row[1], month_of(row[2])) for row in rows}):
        fold = partial(_fold, session, team_id, question_id, member_id, month, sources)
        counting(session, team_id, question_id, member_id, now, fold)


def _fold(
    session: Session, team_id: str, question_id: str, member_id: str, month: int, sources: Collection[str]
) -> bool:
    """Of a person's words of one month only the last counts. Where that one is cut, those before it are forgotten too:
    so which was the last needs no time of day. Never changes what counts."""
    words = [
        each
        for each in session.scalars(
            select(Rating)
            .where(Rating.team_id == team_id, Rating.question_id == question_id, Rating.member_id == member_id)
            .order_by(Rating.said_at, Rating.judgement)
            .execution_options(populate_existing=True)
        )
        if month_of(each.said_at) == month
    ]
    cut_off = [each for each in words if each.source.startswith(tuple(sources))]
    last = next((each for each in reversed(words) if each.taken_back_at is None), None)
    forgotten = words if last in cut_off else cut_off
    if last in cut_off and last is not None:
        kept = {"judgement": last.judgement, "said_at": _beginning(month), "opening_id": last.opening_id}
        upsert(session, Rating, _past(last, month), kept)
    for each in forgotten:
        if each.source != _past(each, month)["source"]:
            session.delete(each)
    session.flush()
    return False


def _past(word: Rating, month: int) -> dict[str, Any]:
    key = {"team_id": word.team_id, "question_id": word.question_id, "member_id": word.member_id}
    return key | {"source": f"past/{month}"}


def _beginning(month: int) -> datetime:
    year, index = divmod(month, 12)
    return datetime(year, index + 1, 1, tzinfo=UTC)
