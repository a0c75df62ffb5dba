"""Reactions: what they mean, by the message that they are on, kept in the transaction that hears them."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime
from enum import Enum, auto
from typing import Final

from sqlalchemy import (
    JSON,
    Integer,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from prep.people import refusal
from prep.reactions import KEYCAPS, Read, Says, meaning, number_of, one_name
from storage import arrangers_day, edits, members, openings, panels, postings, ratings, reaction_rows, settling
from storage.claims import Claimed
from storage.deliveries import SENDING
from storage.one_of import one_of
from storage.pacing import UPDATE
from storage.postings import Place, Posted
from storage.ratings import Heard, Word
from storage.reaction_rows import Reacted
from storage.tables import Delivery, Member, Posting

# Tables' own columns, and statements that are built once: most reactions in a channel are on what is not ours.
_D = Delivery.__table__.c
_M = Member.__table__.c
_P = Posting.__table__.c
_CHANNEL = func.coalesce(_D.channel_id, _M.dm_channel)
_BEING_SENT = (
    select(_CHANNEL.label("channel_id"))
    .join_from(
        Delivery.__table__,
        Member.__table__,
        (_M.team_id == _D.team_id) & (_M.member_id == _D.member_id),
        isouter=True,
    )
    # Put so that SQLite goes through what is being sent, and not through all messages of the workspace.
    .where(SENDING, _D.method != UPDATE, func.coalesce(_D.team_id, "") == bindparam("team_id"))
)
_HOLD_SENDING = _BEING_SENT.where(bindparam("channel_id") == _CHANNEL).with_for_update(of=Delivery.__table__)
"""Held until the caller commits: whoever settles them either has done so, or finds what was kept meanwhile."""
_NOWHERE: Final = ""
_OURS = union_all(
    postings.FIND,
    # Where something is being sent to, as rows that have no timestamp.
    _BEING_SENT.where(one_of(_CHANNEL, "channels")).add_columns(
        literal_column("''"),
        null(),
        null(),
        cast(null(), _P.delivery_id.type),
        cast(null(), JSON),
        null(),
        cast(null(), Integer),
    ),
)


class Concern(Enum):
    """What a reaction is to us, as far as one can tell before it is heard."""

    NONE = auto()
    """It is on nothing of ours."""
    WORD = auto()
    """It says something of a question: several such are best heard together."""
    ANY = auto()
    """It may say something else, or is on what is being sent."""
    STRANGER = auto()
    """Slack was never asked about whoever reacted: so long nothing is heard of them."""


Ours = Mapping[Place, Posted]
"""Messages that are ours, by where they are, with those of their questions that the reactions may say something of."""


class Forgotten(Exception):
    """A message was forgotten while a word on it was heard; then nothing was changed."""


def concerns(session: Session, team_id: str, several: Collection[Reacted]) -> tuple[dict[Reacted, Concern], Ours]:
    """To be asked first: where none is ours, it is one question to the database, and no lock."""
    numbers = [number_of(each.emoji) for each in several]
    wanted = {each for each in numbers if each} if all(numbers) else ()
    rows = session.execute(_OURS, postings.at(team_id, {each.place for each in several}, wanted)).all()
    ours = postings.read(row for row in rows if row.ts != _NOWHERE)
    sending = {row.channel_id for row in rows if row.ts == _NOWHERE}
    # Whom a message was sent to is known.
    strange = (
        {each.member_id for each in several if not _is_to(ours.get(each.place), each.member_id)} if rows else set()
    )
    strange -= members.known(session, team_id, strange) if strange else set()
    return {each: _concern(ours.get(each.place), each, sending, strange) for each in several}, ours


def _concern(posted: Posted | None, reacted: Reacted, sending: Set[str | None], strange: Set[str]) -> Concern:
    if posted is None and reacted.channel_id not in sending:
        return Concern.NONE
    if reacted.member_id in strange:
        return Concern.STRANGER
    return Concern.WORD if posted and isinstance(_meaning(posted, reacted), Says) else Concern.ANY


def hear(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """Keeps what a reaction says, and has the message say that it was heard. False when it says nothing.

    However often, late or out of order it is heard, it comes to the same. On a message that is still being sent it is
    kept until that is settled.
    """
    posted = postings.find(session, team_id, *reacted.place)
    if posted is None and _is_being_sent(session, team_id, reacted.channel_id):
        reaction_rows.keep(session, team_id, reacted, now)
        return False
    # It may have been settled between the two questions.
    posted = posted or postings.find(session, team_id, *reacted.place)
    if posted and _is_no_number(posted, reacted) and settling.hold_changes(session, team_id, posted.delivery_id):
        # A change that is on its way may add it.
        posted = postings.find(session, team_id, *reacted.place)
        if posted and _is_no_number(posted, reacted):
            reaction_rows.keep(session, team_id, reacted, now)
            return False
    return posted is not None and any(_hear(session, team_id, {posted.place: posted}, [reacted], now))


def hear_words(session: Session, team_id: str, ours: Ours, several: Sequence[Reacted], now: datetime) -> list[bool]:
    """The same of several on messages that are ours and say something of questions (`Concern.WORD`), with as many
    statements as for one. Raises `Forgotten`."""
    return _hear(session, team_id, ours, several, now)


def settled(session: Session, claimed: Claimed, posted: Posted, now: datetime) -> None:
    """A message is remembered from here on: what was kept of reactions on it is heard."""
    if kept := reaction_rows.take_out(session, claimed.team_id, posted.place):
        _hear(session, claimed.team_id, {posted.place: posted}, kept, now)


def changed(session: Session, team_id: str, place: Place, now: datetime) -> None:
    """A message that was sent shows perhaps further numbers from here on: what was kept of reactions with them is
    heard."""
    posted = postings.find(session, team_id, *place)
    if posted and (kept := reaction_rows.take_out(session, team_id, place, KEYCAPS)):
        _hear(session, team_id, {place: posted}, kept, now)


def _hear(session: Session, team_id: str, ours: Ours, several: Sequence[Reacted], now: datetime) -> list[bool]:
    """Which of them changed something."""
    allowed = [each for each in several if _may_say(session, team_id, ours[each.place], each)]
    meant = {each: _meaning(ours[each.place], each) for each in allowed}
    changed = _say(session, team_id, ours, {each: says for each, says in meant.items() if isinstance(says, Says)}, now)
    for each, means in meant.items():
        if isinstance(means, Read):
            changed[each] = _read(session, team_id, ours[each.place], each, now)
    messages = [ours[each.place] for each, anything in changed.items() if anything]
    edits.plan_each(
        session, team_id, {each.delivery_id for each in messages if each.member_id and each.delivery_id}, now, mark=True
    )
    return [changed.get(each, False) for each in several]


def _meaning(posted: Posted, reacted: Reacted) -> Says | Read | None:
    return meaning(posted.kind, posted.numbers, reacted.emoji)


def _is_no_number(posted: Posted, reacted: Reacted) -> bool:
    """Whether its reader says something with a number that the message does not have."""
    known = _meaning(posted, reacted) is not None
    return not known and one_name(reacted.emoji) in KEYCAPS and _is_to(posted, reacted.member_id)


def _is_to(posted: Posted | None, member_id: str) -> bool:
    return posted is not None and posted.member_id == member_id


def _may_say(session: Session, team_id: str, posted: Posted, reacted: Reacted) -> bool:
    """Its reader alone; of what many read, every member of the workspace. Whoever is none any more may still take back
    what they said."""
    if posted.member_id is not None:
        return _is_to(posted, reacted.member_id)
    member = members.find(session, team_id, reacted.member_id)
    return member is not None and (not reacted.added or refusal(member) is None)


def _say(
    session: Session, team_id: str, ours: Ours, words: Mapping[Reacted, Says], now: datetime
) -> dict[Reacted, bool]:
    if not words:
        return {}
    asking = openings.asked_in(session, team_id, {about for each in words for about in ours[each.place].interviews})
    searches = {(each.interview_id, each.question_id): each.opening_id for each in asking}
    said = [Heard(_word(each, says, ours[each.place], searches), each.added) for each, says in words.items()]
    changed = ratings.hear(session, team_id, said, now)
    # Asked last: whoever forgets a message holds its questions before.
    if not postings.remain(session, team_id, {(each.place, says.question_id) for each, says in words.items()}):
        raise Forgotten
    return dict(zip(words, changed, strict=True))


def _word(reacted: Reacted, says: Says, posted: Posted, searches: Mapping[tuple[str, str], str]) -> Word:
    source = ratings.at_message(reacted.channel_id, reacted.ts, one_name(reacted.emoji))
    found = (searches.get((each, says.question_id)) for each in posted.interviews)
    opening_id = next(filter(None, found), None)
    return Word(reacted.member_id, says.question_id, source, says.judgement, reacted.at, opening_id)


def _read(session: Session, team_id: str, posted: Posted, reacted: Reacted, now: datetime) -> bool:
    # Of two marks that come and go at once, the second sees what became of the first.
    postings.hold(session, team_id, posted.place)
    if not reaction_rows.keep(session, team_id, reacted, now):
        return False
    marks = reaction_rows.standing(session, team_id, posted.place, reacted.member_id)
    read = any(isinstance(meaning(posted.kind, posted.numbers, each), Read) for each in marks)
    panels.read(session, team_id, posted.interviews, reacted.member_id, now if read else None)
    arrangers_day.read(session, team_id, posted.interviews, reacted.member_id, now)
    return True


def _is_being_sent(session: Session, team_id: str, channel_id: str) -> bool:
    return bool(session.scalars(_HOLD_SENDING, {"team_id": team_id, "channel_id": channel_id}).all())
