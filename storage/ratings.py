"""What interviewers say of questions: said, taken back, and, after a while, no longer linked to where it was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Judgement, month_of, own_words
from prep.usefulness import Rating as Said
from storage import counters
from storage.inserting import upsert
from storage.tables import Member, Rating
from storage.tables.columns import table_of

CARD: Final = "card"
"""What the sources of words said with the buttons of a question's card begin with."""
_DAY: Final = timedelta(days=1)

# Tables' own columns, and statements that are built once: reactions come in crowds.
_R = Rating.__table__.c
_M = Member.__table__.c
_WORDS = select(_R.source, _R.judgement, _R.said_at, _R.taken_back_at, _R.opening_id).where(
    _R.team_id == bindparam("team_id"),
    _R.question_id == bindparam("question_id"),
    _R.member_id == bindparam("member_id"),
)
_OWN = select(_R.question_id, _R.said_at, _R.judgement).where(
    _R.team_id == bindparam("team_id"),
    _R.member_id == bindparam("member_id"),
    _R.said_at >= bindparam("since"),
    _R.taken_back_at.is_(None),
)
_RATED = update(table_of(Member)).where(
    _M.team_id == bindparam("in_team"),
    _M.member_id == bindparam("member"),
    or_(_M.rated_at.is_(None), _M.rated_at < bindparam("yesterday")),
)


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


@dataclass(frozen=True, slots=True)
class Kept:
    """A word as it is kept: a row of `rating`, without whose it is and of which question."""

    source: str
    judgement: str
    said_at: datetime
    taken_back_at: datetime | None
    opening_id: str | None

    @property
    def latest(self) -> tuple[datetime, bool, str]:
        """By which the later of two is told: events come in any order. At one moment taking back is the later."""
        if self.taken_back_at is not None:
            return self.taken_back_at, True, ""
        return self.said_at, False, self.judgement


def at_message(channel_id: str, ts: str, emoji: str = "") -> str:
    """The source of what is said with an emoji, with its skin tone, at a message."""
    return f"{channel_id}/{ts}/{emoji}"


def on_card(at: datetime) -> str:
    """The source of what is said with a question's card in the month of `at`, Slack's time: one word a month counts, so
    what was said in an earlier one stays."""
    return f"{CARD}/{month_of(at)}"


def afterwards(interview_id: str) -> str:
    """The source of what is said when asked after an interview, in whichever message or modal."""
    return f"after/{interview_id}"


def say(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Keeps a word, unless a later one was said, or it was taken back later, in the same way. False: it was.

    The same word again changes nothing. Words on several questions: in the order of their ids, as they are held; of
    several members: with all of these held before.
    """
    return _hear(session, team_id, word, None, now)


def take_back(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Takes back what was said in that way before `word.at`; also what is only heard later. False: something later
    was heard already. Otherwise as `say`."""
    return _hear(session, team_id, word, word.at, now)


def _hear(session: Session, team_id: str, word: Word, taken_back_at: datetime | None, now: datetime) -> bool:
    _rated(session, team_id, word.member_id, now)
    held = counters.hold(session, team_id, word.question_id, now)
    words = words_on(session, team_id, word.question_id, word.member_id)
    known = next((each for each in words if each.source == word.source), None)
    heard = _heard(known, word, taken_back_at)
    if heard is None:
        return False
    keep(session, team_id, word.question_id, word.member_id, heard)
    after = [*(each for each in words if each is not known), heard]
    counters.count(session, held, _standing(word, words), _standing(word, after), now)
    return True


def _heard(known: Kept | None, word: Word, taken_back_at: datetime | None) -> Kept | None:
    """What is known from here on of what is said in this way; None: something later is known already."""
    heard = Kept(word.source, word.judgement, word.at, taken_back_at, word.opening_id)
    if known is None:
        return heard
    if heard.latest <= known.latest:
        return None
    if taken_back_at is not None:
        return replace(known, taken_back_at=taken_back_at)
    return replace(heard, opening_id=word.opening_id or known.opening_id)


def _rated(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """To the day. It comes before the question is held: whoever holds both holds the member first."""
    session.execute(_RATED, {"in_team": team_id, "member": member_id, "yesterday": now - _DAY, "rated_at": now})


def _standing(word: Word, kept: Iterable[Kept]) -> list[Said]:
    return [
        Said(word.member_id, word.question_id, each.said_at, Judgement(each.judgement))
        for each in kept
        if each.taken_back_at is None
    ]


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
    key = {"team_id": team_id, "member_id": member_id, "since": beginning(month - 1)}
    said = [
        Said(member_id, each.question_id, each.said_at, Judgement(each.judgement))
        for each in session.execute(_OWN, key)
    ]
    return own_words(said, month)


def words_on(session: Session, team_id: str, question_id: str, member_id: str) -> list[Kept]:
    """All that the member said of the question, taken back or not, in the order in which it was said."""
    key = {"team_id": team_id, "question_id": question_id, "member_id": member_id}
    return sorted((Kept(*row) for row in session.execute(_WORDS, key)), key=lambda each: (each.said_at, each.judgement))


def keep(session: Session, team_id: str, question_id: str, member_id: str, kept: Kept) -> None:
    """Keeps a word as it is given, whatever was kept of it before. Counts nothing."""
    key = {"team_id": team_id, "question_id": question_id, "member_id": member_id, "source": kept.source}
    values = {
        "judgement": kept.judgement,
        "said_at": kept.said_at,
        "taken_back_at": kept.taken_back_at,
        "opening_id": kept.opening_id,
    }
    upsert(session, Rating, key, values)


def beginning(month: int) -> datetime:
    """The first moment of a month (`month_of`), in UTC."""
    year, index = divmod(month, 12)
    return datetime(year, index + 1, 1, tzinfo=UTC)
