"""What happens when an interview is added, moved, re-staffed, cancelled: all of it, in one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.interviews import Interview, Links, Panelist, State
from prep.running_order import share_out
from storage import (
    agenda,
    audit,
    correcting,
    freezing,
    held,
    hidden,
    interviews,
    members,
    needs,
    openings,
    panels,
    postings,
    substitutes,
    told,
    untold,
)
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
    freezing.freeze(session, team_id, booking.opening_id, booking.position, now)
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
    interview = share_out_anew(session, team_id, added)
    if interview.seat_of(booking.arranged_by):
        told.know(session, team_id, interview, booking.arranged_by, now)
    agenda.interview_added(session, team_id, interview, now)
    hidden.interview_changed(session, team_id, interview, booking.arranged_by, now)
    needs.changed(session, team_id, interview, interviews.ADDED, booking.arranged_by, now)
    audit.record(session, team_id, now, interviews.ADDED, added, actor=booking.arranged_by)
    return interview


def expect(session: Session, team_id: str, known: Mapping[str, int]) -> bool:
    """Whether these interviews are still as somebody saw them: `known` has the sequence of each by its id.

    From here on nobody else changes them until the caller commits.
    """
    interviews.hold(session, team_id, known)
    session.expire_all()  # what was read before it was ours may have changed
    return {each.id: each.sequence for each in interviews.many(session, team_id, known)} == known


def move(
    session: Session, team_id: str, interview_id: str, starts_at: datetime, minutes: int, by: str, now: datetime
) -> Interview:
    """Moves an interview; its questions and people stay. Who had read about it has yet to read of this."""
    interviews.change(session, team_id, interview_id, now, starts_at=starts_at, minutes=minutes)
    postings.interview_moved(session, team_id, interview_id)  # held before the seats, as by whoever reads about it
    panels.unread(session, team_id, interview_id, but=by)
    moved = changed(session, team_id, interview_id, "interview.moved", by, now)
    untold.moved(session, team_id, moved, now)
    return moved


def move_all(
    session: Session, team_id: str, starts: Mapping[str, datetime], by: str, now: datetime
) -> Sequence[Interview]:
    """Moves interviews to these starts, as long as they were; by their new starts."""
    before = interviews.many(session, team_id, starts)
    _hold_people(session, team_id, *before)
    moved = [move(session, team_id, each.id, starts[each.id], each.minutes, by, now) for each in before]
    return sorted(moved, key=lambda each: each.starts_at)


def edit(
    session: Session, team_id: str, interview_id: str, links: Links, note: str, by: str, now: datetime
) -> Interview:
    """Changes where things are and what interviewers should know."""
    interviews.change(
        session, team_id, interview_id, now, place=links.place, cv=links.cv, feedback=links.feedback, note=note
    )
    return changed(session, team_id, interview_id, "interview.edited", by, now)


def restaff(
    session: Session, team_id: str, interview_id: str, seated: Sequence[Seated], by: str, now: datetime
) -> Interview:
    """Makes the room be these people. Who stays keeps their place; the questions are shared out among those present.

    Somebody who said that they cannot come, and is among them, is in it anew.
    """
    interviews.hold(session, team_id, [interview_id])
    before = _found(session, team_id, interview_id)
    wanted = {_who(each): each for each in seated}
    present = {_who(each): each for each in before.in_room}
    gone = [each for each in before.panel if each.declined_at or _who(each) not in wanted]
    panels.unseat(session, team_id, interview_id, [each.id for each in gone])
    new = [each for key, each in wanted.items() if key not in present]
    panels.seat(session, team_id, interview_id, new)
    for key, seated_now in wanted.items():
        if key in present and present[key].seat is not seated_now.seat:
            panels.set_seat(session, team_id, interview_id, present[key].id, seated_now.seat)
    interviews.change(session, team_id, interview_id, now)
    _hold_people(session, team_id, before, joining=[each.member_id for each in new])
    share_out_anew(session, team_id, interview_id)
    after = changed(
        session,
        team_id,
        interview_id,
        "interview.restaffed",
        by,
        now,
        {"removed": [each.member_id for each in gone if each.member_id]},
    )
    for each in gone:
        if each.member_id and not after.seat_of(each.member_id):
            agenda.person_removed(session, team_id, after, each.member_id, now)
    for seat in new:
        if seat.member_id and seat.member_id != by:
            untold.person_added(session, team_id, after, seat.member_id, now)
    if after.seat_of(by):
        told.know(session, team_id, after, by, now)
    return after


def cancel(
    session: Session, team_id: str, interview_id: str, by: str | None, now: datetime, reason: str = ""
) -> Interview:
    """Calls an interview off: nothing more is sent about it. The reason stands in the audit, and nowhere else."""
    interviews.change(session, team_id, interview_id, now, state=State.CANCELLED)
    return changed(session, team_id, interview_id, "interview.cancelled", by, now, {"reason": reason} if reason else {})


def cancel_all(
    session: Session, team_id: str, ids: Collection[str], by: str, now: datetime, reason: str = ""
) -> Sequence[Interview]:
    """Calls these interviews off."""
    _hold_people(session, team_id, *interviews.many(session, team_id, ids))
    return [cancel(session, team_id, each, by, now, reason) for each in sorted(ids)]


def decline(session: Session, team_id: str, interview_id: str, member_id: str, now: datetime) -> Interview | None:
    """The member cannot come: their questions go to the others. None when they had said so, or are not in it."""
    interviews.hold(session, team_id, [interview_id])
    if not panels.decline(session, team_id, interview_id, member_id, now):
        return None
    interviews.change(session, team_id, interview_id, now)
    after = share_out_anew(session, team_id, interview_id)
    _hold_people(session, team_id, after)
    after = changed(session, team_id, interview_id, "interview.declined", member_id, now)
    agenda.person_removed(session, team_id, after, member_id, now)
    return after


def changed(
    session: Session,
    team_id: str,
    interview_id: str,
    action: str,
    by: str | None,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Interview:
    """What follows from a change that was made: everything that is planned or was told is as it is now."""
    interview = _found(session, team_id, interview_id)
    _hold_people(session, team_id, interview)
    held.count(session, team_id, interview, now)
    agenda.interview_changed(session, team_id, interview, now)
    hidden.interview_changed(session, team_id, interview, by, now)
    substitutes.interview_changed(session, team_id, interview, now)
    needs.changed(session, team_id, interview, action, by, now)
    audit.record(session, team_id, now, action, interview_id, actor=by, detail=detail)
    correcting.changed(session, team_id, interview, by, now)
    return interview


def _hold_people(session: Session, team_id: str, *about: Interview, joining: Iterable[str | None] = ()) -> None:
    """All to whom a change of these interviews may be told: whoever arranged them, those in the room or `joining` it,
    and those who were told of them before. Whoever changes several holds them in one go: interview by interview they
    would be held in an order of its own, and two who change things at once wait for each other without end."""
    people = {*joining}
    for each in about:
        people |= {each.arranged_by, *(seat.member_id for seat in each.panel), *told.people(session, team_id, each.id)}
    members.hold(session, team_id, {each for each in people if each})


def _who(person: Seated | Panelist) -> tuple[str | None, str]:
    """What tells two people in a room apart."""
    return person.member_id, "" if person.member_id else person.name


def share_out_anew(session: Session, team_id: str, interview_id: str) -> Interview:
    """Who asks which questions of the part, among those in the room now."""
    interview = _found(session, team_id, interview_id)
    questions = openings.questions(session, team_id, interview.opening.id, interview.part.position)
    shares = share_out(questions, [(each.id, each.seat) for each in interview.in_room])
    panels.share_out(session, team_id, interview, shares, told.numbers_in(session, team_id, interview_id))
    return _found(session, team_id, interview_id)


def _found(session: Session, team_id: str, interview_id: str) -> Interview:
    session.expire_all()  # statements that update rows do not touch what the session holds of them
    interview = interviews.find(session, team_id, interview_id)
    if interview is None:
        raise LookupError(f"no interview {interview_id}")
    return interview
