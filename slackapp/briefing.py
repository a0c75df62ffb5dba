"""What somebody is told of their interviews, from what is stored: with the numbers that their questions keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.briefs import Brief, brief
from prep.digests import digest_before, is_paused
from prep.interviews import Asked, Interview, Panelist, State
from prep.messages import Kind
from prep.numbering import number
from prep.preferences import Preferences
from prep.telling import tells_all
from storage import agenda, interviews, openings, panels, preferences

_SHARE: Final = timedelta(days=15)
"""Interviews further apart than this never stand in one message."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in interviews, and what they chose about their messages."""

    team_id: str
    member_id: str
    chose: Preferences


def reader(session: Session, team_id: str, member_id: str) -> Reader:
    """The reader. Raises `LookupError` for nobody we know."""
    return Reader(team_id, member_id, preferences.of_member(session, team_id, member_id))


def briefs(session: Session, who: Reader, shown: Sequence[Interview], now: datetime) -> list[Brief]:
    """The briefs of these interviews, in their order, as a message that shows their questions needs them; those that
    the reader is not in are left out. Questions that had no number get one here, for every message from now on."""
    seats = [(each, seat) for each in shown if (seat := _seat(each, who.member_id))]
    numbers = _numbers(session, who, seats, now)
    made = []
    for interview, seat in seats:
        asks = [Asked(each.question_id, numbers[interview.id, each.question_id]) for each in seat.asks]
        if asks != list(seat.asks):
            panels.number(session, who.team_id, interview, seat.id, asks)
        made.append(_brief(session, who, interview, seat, asks))
    return made


def outlines(session: Session, who: Reader, named: Sequence[Interview]) -> list[Brief]:
    """The same for a message that names the interviews and does not show their questions: none gets a number."""
    seats = [(each, seat) for each in named if (seat := _seat(each, who.member_id))]
    return [_brief(session, who, interview, seat, seat.asks) for interview, seat in seats]


def redrawn(session: Session, who: Reader, ids: Sequence[str]) -> list[Brief]:
    """The briefs of interviews that a message has told of, as far as the reader is still in them, in this order, with
    the numbers that their questions have."""
    found = {each.id: each for each in interviews.many(session, who.team_id, ids)}
    return outlines(session, who, [found[each] for each in ids if each in found])


def still_theirs(session: Session, who: Reader, ids: Sequence[str], now: datetime) -> list[Interview]:
    """Those of these interviews that take place with them and are not over, by their start."""
    found = interviews.many(session, who.team_id, ids)
    ahead = [each for each in found if each.state is State.PLANNED and each.ends_at > now]
    return [each for each in ahead if _seat(each, who.member_id)]


def reminded_at(session: Session, who: Reader, interview: Interview) -> datetime | None:
    """When they are to be reminded of it, also when that moment has passed; None: they are not, or were."""
    due = agenda.remind_at(session, who.team_id, interview, who.member_id)
    return None if due is None or is_paused(who.chose.rhythm, due) else due


def digest_at(who: Reader, interview: Interview, now: datetime) -> datetime | None:
    """When the next morning message that tells of the interview is due; None when none comes before it starts."""
    muted = Kind.DIGEST in who.chose.muted
    return None if muted else digest_before(who.chose.rhythm, now, interview.starts_at)


def is_the_plan(session: Session, who: Reader, interview: Interview, now: datetime) -> bool:
    """Whether what is sent at `now` about the interview has to be the plan for the room itself."""
    return tells_all(now, reminded_at(session, who, interview), digest_at(who, interview, now))


def _numbers(
    session: Session, who: Reader, seats: Sequence[tuple[Interview, Panelist]], now: datetime
) -> dict[tuple[str, str], int | None]:
    """By interview and question. What other interviews near these hold is not given a second time."""
    if not seats:
        return {}
    ids = {interview.id for interview, _ in seats}
    until = max(interview.starts_at for interview, _ in seats) + _SHARE
    near = interviews.of_member(session, who.team_id, who.member_id, now - interviews.LONGEST, until)
    others = [(each, seat) for each in near if each.id not in ids and (seat := _seat(each, who.member_id))]
    held = [(each.id, [asked for asked in seat.asks if asked.number]) for each, seat in others]
    return number([*((interview.id, seat.asks) for interview, seat in seats), *held])


def _seat(interview: Interview, member_id: str) -> Panelist | None:
    seat = interview.seat_of(member_id)
    return seat if seat and seat.declined_at is None else None


def _brief(session: Session, who: Reader, interview: Interview, seat: Panelist, asks: Sequence[Asked]) -> Brief:
    questions = openings.questions(session, who.team_id, interview.opening.id, interview.part.position)
    return brief(interview, seat, questions, {each.question_id: each.number for each in asks})
