"""Reactions: what they mean, by the message that they are on, kept in the transaction that hears them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, literal_column, or_, select
from sqlalchemy.orm import Session

from prep.people import refusal
from prep.reactions import Read, Says, meaning
from storage import edits, members, openings, panels, postings, ratings
from storage.claims import Claimed
from storage.inserting import insert_into
from storage.pacing import UPDATE
from storage.postings import Posted
from storage.ratings import Word
from storage.tables import Delivery, Member, Reaction

KEPT: Final = timedelta(days=2)
"""Longer than a message stays unsettled, and than who has read it shows."""

# Most reactions in a channel are on messages that are not ours.
_BEING_SENT = (
    select(Delivery.delivery_id)
    .where(
        Delivery.team_id == bindparam("team_id"),
        Delivery.state == literal_column("'sending'"),
        Delivery.method != UPDATE,
        or_(
            Delivery.channel_id == bindparam("channel_id"),
            and_(
                Delivery.channel_id.is_(None),
                Delivery.member_id.in_(
                    select(Member.member_id).where(
                        Member.team_id == bindparam("team_id"), Member.dm_channel == bindparam("channel_id")
                    )
                ),
            ),
        ),
    )
    .with_for_update()
)
"""Held until the caller commits: whoever settles them either has done so, or finds what was kept meanwhile."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody added a reaction to a message, or took it away; `at` is Slack's time of it (aware), `emoji` its name
    with its skin tone."""

    channel_id: str
    ts: str
    member_id: str
    emoji: str
    added: bool
    at: datetime


class Stranger(Exception):
    """Slack was never asked about whoever reacted in a channel: only a member's word counts."""


def hear(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """Keeps what a reaction says, and has the message say that it was heard. False when it says nothing.

    However often, late or out of order it is heard, it comes to the same. On a message that is still being sent it is
    kept until that is settled. Raises `Stranger`, and then nothing was changed.
    """
    posted = postings.find(session, team_id, reacted.channel_id, reacted.ts)
    if posted is None and _is_being_sent(session, team_id, reacted.channel_id):
        _keep(session, team_id, reacted, now)
        return False
    # It may have been settled between the two questions.
    posted = posted or postings.find(session, team_id, reacted.channel_id, reacted.ts)
    if posted is None:
        return False
    return _may_say(session, team_id, posted, reacted.member_id) and _mean(session, team_id, posted, reacted, now)


def settled(session: Session, claimed: Claimed, posted: Posted, now: datetime) -> None:
    """A message is remembered from here on: what was kept of reactions on it is heard."""
    rows = session.scalars(
        select(Reaction).where(
            Reaction.team_id == claimed.team_id,
            Reaction.channel_id == posted.channel_id,
            Reaction.ts == posted.ts,
        )
    ).all()
    for row in rows:
        reacted = Reacted(row.channel_id, row.ts, row.member_id, row.emoji, row.standing, row.at)
        if _is_member(session, claimed.team_id, posted, row.member_id):
            _mean(session, claimed.team_id, posted, reacted, now)


def prune(session: Session, team_id: str, now: datetime) -> None:
    """Forgets reactions that mean nothing any more."""
    session.execute(delete(Reaction).where(Reaction.team_id == team_id, Reaction.kept_at < now - KEPT))


def _mean(session: Session, team_id: str, posted: Posted, reacted: Reacted, now: datetime) -> bool:
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
    if not _keep(session, team_id, reacted, now):
        return False
    marks = session.execute(
        select(Reaction.emoji).where(*_on(team_id, reacted), Reaction.member_id == reacted.member_id, Reaction.standing)
    ).scalars()
    read = any(isinstance(meaning(posted.kind, posted.numbers, each), Read) for each in marks)
    panels.read(session, team_id, posted.interviews, reacted.member_id, now if read else None)
    return True


def _keep(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """False when something later was heard of it."""
    state = {"standing": reacted.added, "at": reacted.at, "kept_at": now}
    key = {
        "team_id": team_id,
        "channel_id": reacted.channel_id,
        "ts": reacted.ts,
        "member_id": reacted.member_id,
        "emoji": reacted.emoji,
    }
    statement = insert_into(session, Reaction).values(**key, **state)
    kept = session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=state, where=Reaction.at < reacted.at).returning(
            Reaction.emoji
        )
    )
    return kept.one_or_none() is not None


def _on(team_id: str, reacted: Reacted) -> tuple[Any, ...]:
    return (Reaction.team_id == team_id, Reaction.channel_id == reacted.channel_id, Reaction.ts == reacted.ts)


def _is_being_sent(session: Session, team_id: str, channel_id: str) -> bool:
    key: Mapping[str, Any] = {"team_id": team_id, "channel_id": channel_id}
    return bool(session.scalars(_BEING_SENT, key).all())


def _may_say(session: Session, team_id: str, posted: Posted, member_id: str) -> bool:
    """Its reader alone; of what many read, every member of the workspace."""
    if posted.member_id is None and not members.is_known(session, team_id, member_id):
        raise Stranger(member_id)
    return _is_member(session, team_id, posted, member_id)


def _is_member(session: Session, team_id: str, posted: Posted, member_id: str) -> bool:
    if posted.member_id is not None:
        return posted.member_id == member_id
    member = members.find(session, team_id, member_id)
    return member is not None and refusal(member) is None
