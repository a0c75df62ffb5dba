"""What interviewers say of questions: said, taken back, and, after a while, no longer linked to where it was said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from prep.usefulness import Judgement, month_of, own_words
from prep.usefulness import Rating as Said
from storage import counters
from storage.inserting import upsert_each
from storage.one_of import one_of
from storage.tables import Member, Rating
from storage.tables.columns import table_of

CARD: Final = "card"
"""What the sources of words said with the buttons of a question's card begin with."""
_DAY: Final = timedelta(days=1)
_KEY: Final = ("team_id", "question_id", "member_id", "source")

# Tables' own columns, and statements that are built once: reactions come in crowds.
_R = Rating.__table__.c
_M = Member.__table__.c
_WORDS = select(
    _R.question_id, _R.member_id, _R.source, _R.judgement, _R.said_at, _R.taken_back_at, _R.opening_id
).where(
    _R.team_id == bindparam("team_id"),
    one_of(_R.question_id, "questions"),
    one_of(_R.member_id, "people"),
)
_OWN = select(_R.question_id, _R.said_at, _R.judgement).where(
    _R.team_id == bindparam("team_id"),
    _R.member_id == bindparam("member_id"),
    _R.said_at >= bindparam("since"),
    _R.taken_back_at.is_(None),
)
_NOT_RATED_TODAY = (
    select(_M.member_id)
    .where(
        _M.team_id == bindparam("team_id"),
        one_of(_M.member_id, "ids"),
        or_(_M.rated_at.is_(None), _M.rated_at < bindparam("yesterday")),
    )
    .order_by(_M.member_id)
    .with_for_update(key_share=True)  # SQLite has one writer at a time anyway
)
_RATED = update(table_of(Member)).where(_M.team_id == bindparam("in_team"), one_of(_M.member_id, "ids"))


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


@dataclass(frozen=True, slots=True)
class Heard:
    """A word that was said, or else taken back."""

    word: Word
    said: bool

    @property
    def kept(self) -> Kept:
        """As it is kept where nothing is known of it before."""
        word = self.word
        return Kept(word.source, word.judgement, word.at, None if self.said else word.at, word.opening_id)

    def after(self, known: Kept | None) -> Kept | None:
        """What is known from here on of what is said in this way; None: something later is known already."""
        if known is None:
            return self.kept
        if self.kept.latest <= known.latest:
            return None
        if not self.said:
            return replace(known, taken_back_at=self.word.at)
        return replace(self.kept, opening_id=self.word.opening_id or known.opening_id)


def say(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Keeps a word, unless a later one was said, or it was taken back later, in the same way. False: it was.

    The same word again changes nothing. Several one by one: in the order of their questions' ids, as these are held,
    and with all their members held before; or by `hear`.
    """
    return hear(session, team_id, [Heard(word, said=True)], now)[0]


def take_back(session: Session, team_id: str, word: Word, now: datetime) -> bool:
    """Takes back what was said in that way before `word.at`; also what is only heard later. False: something later
    was heard already. Otherwise as `say`."""
    return hear(session, team_id, [Heard(word, said=False)], now)[0]


def hear(session: Session, team_id: str, several: Sequence[Heard], now: datetime) -> list[bool]:
    """Says and takes back, each as if it were alone; with as many statements as for one. Which of them changed what
    was known."""
    if not several:
        return []
    _rated(session, team_id, {each.word.member_id for each in several}, now)
    held = counters.hold(session, team_id, {each.word.question_id for each in several}, now)
    before = _known(session, team_id, several)
    after = {whose: dict(words) for whose, words in before.items()}
    new: dict[tuple[str, str, str], Kept] = {}
    changed = []
    for each in several:
        word = each.word
        words = after[word.question_id, word.member_id]
        kept = each.after(words.get(word.source))
        changed.append(kept is not None)
        if kept is not None:
            words[word.source] = new[word.question_id, word.member_id, word.source] = kept
    if new:
        upsert_each(session, Rating, _KEY, [_row(team_id, *whose[:2], kept) for whose, kept in new.items()])
        counts = [
            counters.Changed(whose[0], _standing(whose, before[whose]), _standing(whose, after[whose]))
            for whose in sorted({whose[:2] for whose in new})
        ]
        counters.count(session, team_id, held, counts, now)
    return changed


def _rated(session: Session, team_id: str, member_ids: Collection[str], now: datetime) -> None:
    """To the day. It comes before questions are held: whoever holds both holds members first."""
    key = {"team_id": team_id, "ids": list(member_ids), "yesterday": now - _DAY}
    if due := list(session.scalars(_NOT_RATED_TODAY, key)):
        session.execute(_RATED, {"in_team": team_id, "ids": due, "rated_at": now})


def _known(session: Session, team_id: str, several: Iterable[Heard]) -> dict[tuple[str, str], dict[str, Kept]]:
    """By question and member, and by the way it is said."""
    known: dict[tuple[str, str], dict[str, Kept]] = {
        (each.word.question_id, each.word.member_id): {} for each in several
    }
    questions, people = map(set, zip(*known, strict=True))
    key = {"team_id": team_id, "questions": list(questions), "people": list(people)}
    for question_id, member_id, *kept in session.execute(_WORDS, key):
        if (question_id, member_id) in known:
            known[question_id, member_id][kept[0]] = Kept(*kept)
    return known


def _standing(whose: tuple[str, str], words: Mapping[str, Kept]) -> list[Said]:
    question_id, member_id = whose
    return [
        Said(member_id, question_id, each.said_at, Judgement(each.judgement))
        for each in words.values()
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
    rows = session.execute(_WORDS, {"team_id": team_id, "questions": [question_id], "people": [member_id]})
    return sorted((Kept(*row[2:]) for row in rows), key=lambda each: (each.said_at, each.judgement))


def keep(session: Session, team_id: str, question_id: str, member_id: str, kept: Kept) -> None:
    """Keeps a word as it is given, whatever was kept of it before. Counts nothing."""
    upsert_each(session, Rating, _KEY, [_row(team_id, question_id, member_id, kept)])


def _row(team_id: str, question_id: str, member_id: str, kept: Kept) -> dict[str, Any]:
    return {
        "team_id": team_id,
        "question_id": question_id,
        "member_id": member_id,
        "source": kept.source,
        "judgement": kept.judgement,
        "said_at": kept.said_at,
        "taken_back_at": kept.taken_back_at,
        "opening_id": kept.opening_id,
    }


def beginning(month: int) -> datetime:
    """The first moment of a month (`month_of`), in UTC."""
    year, index = divmod(month, 12)
    return datetime(year, index + 1, 1, tzinfo=UTC)
