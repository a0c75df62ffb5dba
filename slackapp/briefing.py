"""What somebody is told of their interviews, from what is stored: with the numbers that their questions keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.briefs import Brief, brief, without_them
from prep.corrections import Facts, changes, facts
from prep.digests import is_paused
from prep.interviews import Asked, Interview, Panelist, State
from prep.numbering import number
from prep.preferences import Preferences
from prep.telling import morning_message, tells_all
from storage import agenda, interviews, openings, panels, preferences, told
from storage.sent_messages import Sent

BEFORE: Final = "before"
"""In the content of a message: what its reader had been told before of the interviews of which it tells a change."""
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


def since(
    session: Session,
    who: Reader,
    shown: Sequence[Interview],
    told: Mapping[str, Facts],
    now: datetime,
    *,
    asking: bool = True,
) -> list[Brief]:
    """The briefs of these interviews as they are now, with what was told of them before, by id; also where the reader
    is in it no longer. `asking`: the message shows their questions, which then have numbers."""
    stand = [each for each in shown if facts(each, who.member_id).expects_them]
    drawn = briefs(session, who, stand, now) if asking else outlines(session, who, stand)
    made = {each.interview.id: replace(each, told=told.get(each.interview.id)) for each in drawn}
    return [made.get(each.id) or without_them(each, who.member_id, told[each.id]) for each in shown]


def redrawn(
    session: Session, who: Reader, sent: Sent, ids: Sequence[str], now: datetime, *, asking: bool = True
) -> list[Brief]:
    """The briefs of interviews that a message has told of, in this order, with what changed since."""
    found = {each.id: each for each in interviews.many(session, who.team_id, ids)}
    shown = [found[each] for each in ids if each in found]
    said = {each.id: _told(sent, each.id, facts(each, who.member_id)) for each in shown}
    return since(session, who, shown, said, now, asking=asking)


def _told(sent: Sent, interview_id: str, true: Facts) -> Facts:
    """What the message told; where that is still so, and was a change itself, what had been told before."""
    said = Facts.from_dict(sent.content["told"].get(interview_id, {}), true)
    before = sent.content.get(BEFORE, {}).get(interview_id)
    return said if before is None or changes(said, true) else Facts.from_dict(before, true)


def corrected(
    session: Session, who: Reader, shown: Sequence[Interview], known: Mapping[str, Facts], now: datetime
) -> list[Brief]:
    """The same as `briefs`; where the reader was told of an interview as it is no longer, by what is `known` of that,
    with what they were told: then this message is the one that says what changed."""
    true = {each.id: facts(each, who.member_id) for each in shown}
    behind = {each: known[each] for each in true if each in known and told.is_behind(known[each], true[each], now)}
    return since(session, who, shown, behind, now)


def numbers(shown: Sequence[Brief]) -> dict[str, int | None]:
    """The reader's questions in a message that shows these interviews, with their numbers."""
    return {item.question.id: item.number for each in shown for item in each.mine}


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
    return morning_message(who.chose, interview.starts_at, now)


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
    start, until = now - interviews.LONGEST, max(interview.starts_at for interview, _ in seats) + _SHARE
    near = interviews.of_member(session, who.team_id, who.member_id, start, until)
    others = [(each, seat) for each in near if each.id not in ids and (seat := _seat(each, who.member_id))]
    held = [(each.id, [asked for asked in seat.asks if asked.number]) for each, seat in others]
    # Of what is theirs no longer, messages still show the number.
    told_with = told.numbers(session, who.team_id, who.member_id, start, until)
    gone = [(each, [Asked(*asked) for asked in asks.items()]) for each, asks in told_with.items()]
    return number([*((interview.id, seat.asks) for interview, seat in seats), *held, *gone])


def _seat(interview: Interview, member_id: str) -> Panelist | None:
    seat = interview.seat_of(member_id)
    return seat if seat and seat.declined_at is None else None


def _brief(session: Session, who: Reader, interview: Interview, seat: Panelist, asks: Sequence[Asked]) -> Brief:
    questions = openings.questions(session, who.team_id, interview.opening.id, interview.part.position)
    return brief(interview, seat, questions, {each.question_id: each.number for each in asks})
