"""What happens when an interview is added, moved, re-staffed, cancelled: all of it, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from prep.plans import make_part
from prep.running_order import share_out
from sqlalchemy.orm import Session

from prep.interviews import Interview, Links, Part, State
from storage import agenda, audit, bank, interviews, openings, panels
from storage.interviews import New
from storage.panels import Seated


@dataclass(frozen=True, slots=True)
class Booking:
    """An interview as somebody fills it in. `once` is the same when the same is submitted again."""

    opening_id: str
    position: int
    candidate_id: str
    starts_at: datetime
    minutes: int
    links: Links
    note: str
    arranged_by: str
    seated: Sequence[Seated]
    source: str
    once: str


def book(session: Session, team_id: str, booking: Booking, now: datetime) -> Interview:
    """Adds the interview, freezing its part if it is the first to use it, and plans what is to be sent.

    The same booking twice is one interview. Raises `LookupError` when the opening has no such part.
    """
    openings.lock(session, team_id, booking.opening_id)
    freeze(session, team_id, booking.opening_id, booking.position, now)
    added = interviews.add(
        session,
        team_id,
        New(
            booking.opening_id,
            booking.position,
            booking.candidate_id,
            booking.starts_at,
            booking.minutes,
            booking.links,
            booking.note,
            booking.arranged_by,
            booking.source,
            booking.once,
        ),
        now,
    )
    if added is None:
        before = interviews.from_source(session, team_id, booking.source, booking.once)
        return _found(session, team_id, str(before))
    panels.seat(session, team_id, added, booking.seated)
    interview = _share_out(session, team_id, added)
    panels.told(session, team_id, [added], booking.arranged_by, now)
    agenda.interview_added(session, team_id, interview, now)
    audit.record(session, team_id, now, "interview.added", added, actor=booking.arranged_by)
    return interview


def freeze(session: Session, team_id: str, opening_id: str, position: int, now: datetime) -> Part:
    """The part with its questions fixed: chosen now from the bank if it is the first time it is used.

    The caller holds the opening. Raises `LookupError` when the opening has no such part.
    """
    part = next((each for each in openings.parts(session, team_id, opening_id) if each.position == position), None)
    opening = openings.find(session, team_id, opening_id)
    if part is None or opening is None:
        raise LookupError(f"opening {opening_id} has no part {position}")
    if not part.frozen:
        pool = bank.pool(session, team_id, opening.role_id)
        chosen = make_part(pool, part, openings.taken(session, team_id, opening_id), seed=opening_id)
        cards = [card for each in chosen if (card := bank.card(session, team_id, each.id))]
        openings.freeze(session, team_id, part, cards, now)
    return part


def move(
    session: Session, team_id: str, interview_id: str, starts_at: datetime, minutes: int, by: str, now: datetime
) -> Interview:
    """Moves an interview; its questions and people stay."""
    interviews.change(session, team_id, interview_id, now, starts_at=starts_at, minutes=minutes)
    return _changed(session, team_id, interview_id, "interview.moved", by, now)


def edit(
    session: Session, team_id: str, interview_id: str, links: Links, note: str, by: str, now: datetime
) -> Interview:
    """Changes where things are and what interviewers should know."""
    interviews.change(
        session, team_id, interview_id, now, place=links.place, cv=links.cv, feedback=links.feedback, note=note
    )
    return _changed(session, team_id, interview_id, "interview.edited", by, now)


def restaff(
    session: Session, team_id: str, interview_id: str, seated: Sequence[Seated], by: str, now: datetime
) -> Interview:
    """Makes the room be these people. Who stays keeps their place; the questions are shared out among those present."""
    before = _found(session, team_id, interview_id)
    wanted = {(each.member_id, each.name if each.member_id is None else ""): each for each in seated}
    present = {(each.member_id, each.name if each.member_id is None else ""): each for each in before.panel}
    gone = [each for key, each in present.items() if key not in wanted]
    panels.unseat(session, team_id, interview_id, [each.id for each in gone])
    new = [each for key, each in wanted.items() if key not in present]
    panels.seat(session, team_id, interview_id, new)
    for key, seated_now in wanted.items():
        if key in present and present[key].seat is not seated_now.seat:
            panels.set_seat(session, team_id, interview_id, present[key].id, seated_now.seat)
    interviews.change(session, team_id, interview_id, now)
    _share_out(session, team_id, interview_id)
    after = _changed(session, team_id, interview_id, "interview.restaffed", by, now)
    for each in gone:
        if each.member_id:
            agenda.person_removed(session, team_id, after, each.member_id, now)
    for seat in new:
        if seat.member_id and seat.member_id != by:
            agenda.person_added(session, team_id, after, seat.member_id, now)
    return after


def cancel(session: Session, team_id: str, interview_id: str, by: str, now: datetime) -> Interview:
    """Calls an interview off: nothing more is sent about it."""
    interviews.change(session, team_id, interview_id, now, state=State.CANCELLED)
    return _changed(session, team_id, interview_id, "interview.cancelled", by, now)


def decline(session: Session, team_id: str, interview_id: str, member_id: str, now: datetime) -> Interview | None:
    """The member cannot come: their questions go to the others. None when they had said so, or are not in it."""
    if not panels.decline(session, team_id, interview_id, member_id, now):
        return None
    interviews.change(session, team_id, interview_id, now)
    _share_out(session, team_id, interview_id)
    after = _changed(session, team_id, interview_id, "interview.declined", member_id, now)
    agenda.person_removed(session, team_id, after, member_id, now)
    return after


def _changed(session: Session, team_id: str, interview_id: str, action: str, by: str, now: datetime) -> Interview:
    interview = _found(session, team_id, interview_id)
    agenda.interview_changed(session, team_id, interview, now)
    audit.record(session, team_id, now, action, interview_id, actor=by)
    return interview


def _share_out(session: Session, team_id: str, interview_id: str) -> Interview:
    interview = _found(session, team_id, interview_id)
    questions = openings.questions(session, team_id, interview.opening.id, interview.part.position)
    shares = share_out(questions, [(each.id, each.seat) for each in interview.in_room])
    panels.share_out(session, team_id, interview, shares)
    return _found(session, team_id, interview_id)


def _found(session: Session, team_id: str, interview_id: str) -> Interview:
    session.expire_all()  # statements that update rows do not touch what the session holds of them
    interview = interviews.find(session, team_id, interview_id)
    if interview is None:
        raise LookupError(f"no interview {interview_id}")
    return interview
