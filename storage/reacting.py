"""Reactions: what they mean, by the message that they are on, kept in the transaction that hears them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from prep.people import refusal
from prep.reactions import Read, Says, meaning, one_name
from storage import arrangers_day, edits, members, openings, panels, postings, ratings
from storage.claims import Claimed
from storage.inserting import insert_into
from storage.pacing import UPDATE
from storage.postings import Posted
from storage.ratings import Word
from storage.tables import Delivery, Member, Posting, Reaction
from storage.tables.columns import table_of

KEPT: Final = timedelta(days=2)
"""Longer than a message stays unsettled, and than who has read it shows."""

# Tables' own columns, and statements that are built once: most reactions in a channel are on what is not ours.
_D = Delivery.__table__.c
_M = Member.__table__.c
_P = Posting.__table__.c
_E = Reaction.__table__.c
_BEING_SENT_THERE = and_(
    _D.state == literal_column("'sending'"),
    _D.method != UPDATE,
    or_(
        _D.channel_id == bindparam("channel_id"),
        and_(
            _D.channel_id.is_(None),
            exists().where(
                _M.team_id == _D.team_id, _M.member_id == _D.member_id, _M.dm_channel == bindparam("channel_id")
            ),
        ),
    ),
)
_HOLD_SENDING = select(_D.delivery_id).where(_D.team_id == bindparam("team_id"), _BEING_SENT_THERE).with_for_update()
"""Held until the caller commits: whoever settles them either has done so, or finds what was kept meanwhile."""
_OURS = select(
    or_(
        exists().where(
            _P.team_id == bindparam("team_id"), _P.channel_id == bindparam("channel_id"), _P.ts == bindparam("ts")
        ),
        # Put so that SQLite goes through what is being sent, and not through all messages of the workspace.
        exists().where(func.coalesce(_D.team_id, "") == bindparam("team_id"), _BEING_SENT_THERE),
    ),
    exists().where(_M.team_id == bindparam("team_id"), _M.member_id == bindparam("member_id")),
)


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody added a reaction to a message, or took it away; `at` is Slack's time of it (aware), `emoji` its name
    with its skin tone, in any form that Slack gives."""

    channel_id: str
    ts: str
    member_id: str
    emoji: str
    added: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Concern:
    """Whether a reaction is on a message that is ours, or may turn out to be; and whether Slack was ever asked about
    whoever reacted, without which nothing is heard of them."""

    ours: bool
    known: bool


def concern(session: Session, team_id: str, reacted: Reacted) -> Concern:
    """To be asked first: one question to the database, and no lock."""
    key = {"channel_id": reacted.channel_id, "ts": reacted.ts, "member_id": reacted.member_id}
    return Concern(*session.execute(_OURS, {"team_id": team_id, **key}).one())


def hear(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """Keeps what a reaction says, and has the message say that it was heard. False when it says nothing.

    However often, late or out of order it is heard, it comes to the same. On a message that is still being sent it is
    kept until that is settled.
    """
    reacted = replace(reacted, emoji=one_name(reacted.emoji))
    posted = postings.find(session, team_id, reacted.channel_id, reacted.ts)
    if posted is None and _is_being_sent(session, team_id, reacted.channel_id):
        _keep(session, team_id, reacted, now)
        return False
    # It may have been settled between the two questions.
    posted = posted or postings.find(session, team_id, reacted.channel_id, reacted.ts)
    return posted is not None and _mean(session, team_id, posted, reacted, now)


def settled(session: Session, claimed: Claimed, posted: Posted, now: datetime) -> None:
    """A message is remembered from here on: what was kept of reactions on it is heard."""
    kept = _taken_out(session, claimed.team_id, posted)
    if not kept:
        return
    # In the order in which whoever rates holds them: members, then questions.
    members.hold(session, claimed.team_id, {each.member_id for each in kept})
    for each in sorted(kept, key=partial(_question, posted)):
        _mean(session, claimed.team_id, posted, each, now)


def prune(session: Session, team_id: str, now: datetime) -> None:
    """Forgets reactions that mean nothing any more."""
    session.execute(delete(Reaction).where(Reaction.team_id == team_id, Reaction.kept_at < now - KEPT))


def _mean(session: Session, team_id: str, posted: Posted, reacted: Reacted, now: datetime) -> bool:
    if not _may_say(session, team_id, posted, reacted.member_id):
        return False
    match meaning(posted.kind, posted.numbers, reacted.emoji):
        case Says() as says:
            changed = _say(session, team_id, posted, reacted, says, now)
        case Read():
            changed = _read(session, team_id, posted, reacted, now)
        case _:
            return False
    if changed and posted.member_id and posted.delivery_id:
        edits.plan(session, team_id, posted.delivery_id, now)
    return changed


def _may_say(session: Session, team_id: str, posted: Posted, member_id: str) -> bool:
    """Its reader alone; of what many read, every member of the workspace."""
    if posted.member_id is not None:
        return posted.member_id == member_id
    member = members.find(session, team_id, member_id)
    return member is not None and refusal(member) is None


def _say(session: Session, team_id: str, posted: Posted, reacted: Reacted, says: Says, now: datetime) -> bool:
    word = Word(
        member_id=reacted.member_id,
        question_id=says.question_id,
        source=ratings.at_message(posted.channel_id, posted.ts, reacted.emoji),
        judgement=says.judgement,
        at=reacted.at,
        opening_id=openings.of_question(session, team_id, posted.interviews, says.question_id),
    )
    change = ratings.say if reacted.added else ratings.take_back
    return change(session, team_id, word, now)


def _read(session: Session, team_id: str, posted: Posted, reacted: Reacted, now: datetime) -> bool:
    # Of two marks that come and go at once, the second sees what became of the first.
    postings.hold(session, team_id, posted)
    if not _keep(session, team_id, reacted, now):
        return False
    marks = session.scalars(
        select(_E.emoji).where(*_on(team_id, posted), _E.member_id == reacted.member_id, _E.standing)
    )
    read = any(isinstance(meaning(posted.kind, posted.numbers, each), Read) for each in marks)
    panels.read(session, team_id, posted.interviews, reacted.member_id, now if read else None)
    arrangers_day.read(session, team_id, posted.interviews, reacted.member_id, now)
    return True


def _keep(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """False when something later was heard of it; at one moment taking away is the later."""
    state = {"standing": reacted.added, "at": reacted.at, "kept_at": now}
    key = {
        "team_id": team_id,
        "channel_id": reacted.channel_id,
        "ts": reacted.ts,
        "member_id": reacted.member_id,
        "emoji": reacted.emoji,
    }
    later = _E.at < reacted.at if reacted.added else or_(_E.at < reacted.at, and_(_E.at == reacted.at, _E.standing))
    statement = insert_into(session, Reaction).values(**key, **state)
    kept = session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=state, where=later).returning(_E.emoji)
    )
    return kept.one_or_none() is not None


def _taken_out(session: Session, team_id: str, posted: Posted) -> list[Reacted]:
    rows = session.execute(
        delete(table_of(Reaction)).where(*_on(team_id, posted)).returning(_E.member_id, _E.emoji, _E.standing, _E.at)
    )
    return [Reacted(posted.channel_id, posted.ts, *row) for row in rows]


def _on(team_id: str, posted: Posted) -> tuple[ColumnElement[bool], ...]:
    return _E.team_id == team_id, _E.channel_id == posted.channel_id, _E.ts == posted.ts


def _question(posted: Posted, reacted: Reacted) -> str:
    says = meaning(posted.kind, posted.numbers, reacted.emoji)
    return says.question_id if isinstance(says, Says) else ""


def _is_being_sent(session: Session, team_id: str, channel_id: str) -> bool:
    return bool(session.scalars(_HOLD_SENDING, {"team_id": team_id, "channel_id": channel_id}).all())
