"""Who is in the room, what they ask, what they said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from prep.interviews import Asked, Interview, Seat
from storage import tables
from storage.ids import new_id
from storage.tables import Panelist

READ_SHOWS: Final = timedelta(days=1)
_READ_KEPT: Final = timedelta(days=366)
"""Nobody looks for what was read of older interviews again, day after day: no app stands still for so long, and of a
message that is forgotten, 30 days after its interview, no reaction is heard."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody to put in the room: a member, or, with `member_id` None, a name without Slack."""

    member_id: str | None
    name: str
    seat: Seat


def seat(session: Session, team_id: str, interview_id: str, seated: Sequence[Seated]) -> None:
    """Puts further people into the room, in this order."""
    for each in seated:
        session.add(
            Panelist(
                team_id=team_id,
                interview_id=interview_id,
                panelist_id=new_id(),
                member_id=each.member_id,
                name="" if each.member_id else each.name,
                seat=each.seat.value,
                asks=[],
            )
        )
    session.flush()


def unseat(session: Session, team_id: str, interview_id: str, panelist_ids: Iterable[str]) -> None:
    """Takes people out of the room."""
    session.execute(
        delete(Panelist).where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview_id,
            Panelist.panelist_id.in_(list(panelist_ids)),
        )
    )


def share_out(
    session: Session,
    team_id: str,
    interview: Interview,
    shares: Mapping[str, Sequence[str]],
    before: Mapping[str, Mapping[str, int]],
) -> None:
    """Says who asks which questions (ids, in running order, by panelist). A question that stays with its person, or
    comes back to them, keeps its number; who is not in `shares` asks nothing.

    `before`, by member and question: the numbers that questions of this interview had in messages to them.
    """
    for panelist in interview.panel:
        kept = {**before.get(panelist.member_id or "", {})}
        kept |= {asked.question_id: asked.number for asked in panelist.asks if asked.number}
        asks = [[question_id, kept.get(question_id)] for question_id in shares.get(panelist.id, ())]
        _update(session, team_id, interview.id, panelist.id, asks=asks)


def number(session: Session, team_id: str, interview: Interview, panelist_id: str, asks: Sequence[Asked]) -> None:
    """Keeps the numbers that somebody's questions have in their messages from here on."""
    _update(session, team_id, interview.id, panelist_id, asks=[[asked.question_id, asked.number] for asked in asks])


def set_seat(session: Session, team_id: str, interview_id: str, panelist_id: str, new: Seat) -> None:
    """Gives somebody in the room another seat."""
    _update(session, team_id, interview_id, panelist_id, seat=new.value)


def give_seat(
    session: Session,
    team_id: str,
    interview_id: str,
    panelist_id: str,
    member_id: str,
    asks: Sequence[Asked],
) -> None:
    """Another member has this seat from here on. `asks` are its questions, with the numbers that they have in that
    member's messages."""
    numbered = [[asked.question_id, asked.number] for asked in asks]
    cleared = dict.fromkeys(("read_at", "declined_at", "follow_up", "followed_up_at"))
    _update(session, team_id, interview_id, panelist_id, member_id=member_id, name="", asks=numbered, **cleared)


def decline(session: Session, team_id: str, interview_id: str, member_id: str, at: datetime) -> bool:
    """The member cannot come. False when they had said so, or are not in it."""
    declined = session.execute(
        update(Panelist)
        .where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview_id,
            Panelist.member_id == member_id,
            Panelist.declined_at.is_(None),
        )
        .values(declined_at=at)
        .returning(Panelist.panelist_id)
    )
    return declined.one_or_none() is not None


def read(session: Session, team_id: str, interview_ids: Iterable[str], member_id: str, at: datetime | None) -> None:
    """The member has read about these interviews (`at` None: takes it back)."""
    session.execute(
        update(Panelist)
        .where(
            Panelist.team_id == team_id,
            Panelist.member_id == member_id,
            Panelist.interview_id.in_(list(interview_ids)),
        )
        .values(read_at=at)
    )


def unread(session: Session, team_id: str, interview_id: str, *, but: str) -> None:
    """What they have read about the interview is not so any more; the member `but` made it so, and knows."""
    session.execute(
        update(Panelist)
        .where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview_id,
            Panelist.member_id != but,
            Panelist.read_at.is_not(None),
        )
        .values(read_at=None)
        .execution_options(synchronize_session=False)
    )


def _update(session: Session, team_id: str, interview_id: str, panelist_id: str, **values: Any) -> None:
    session.execute(
        update(Panelist)
        .where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview_id,
            Panelist.panelist_id == panelist_id,
        )
        .values(**values)
    )


def forget_reads(session: Session, team_id: str, now: datetime) -> None:
    """Who has read about an interview shows for the day and is not kept."""
    table = tables.Interview
    over = select(table.interview_id).where(
        table.team_id == team_id, table.starts_at.between(now - _READ_KEPT, now - READ_SHOWS)
    )
    session.execute(
        update(Panelist)
        .where(Panelist.team_id == team_id, Panelist.read_at.is_not(None), Panelist.interview_id.in_(over))
        .values(read_at=None)
        .execution_options(synchronize_session=False)
    )
