"""Handing an interview over, each step in one transaction: somebody is asked, says yes or no, or it is undone.

Whoever calls these holds the interview, and has seen that the step may be taken: see `prep.handing_over`.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.digests import is_paused
from prep.handing_over import HandOver, Request, Said, answer, at_half_time, closed, undo
from prep.interviews import Asked, Interview
from prep.messages import Kind
from storage import (
    agenda,
    arrangers,
    arrangers_day,
    arranging,
    audit,
    deliveries,
    interviews,
    members,
    panels,
    preferences,
    substitutes,
    told,
    untold,
)
from storage.deliveries import Plan


def hold(session: Session, team_id: str, interview_id: str) -> Interview | None:
    """The interview as it is now; nobody else changes it until the caller commits. None when there is none."""
    interviews.hold(session, team_id, [interview_id])
    session.expire_all()  # what was read before it was ours may have changed
    return interviews.find(session, team_id, interview_id)


def ask(
    session: Session, team_id: str, interview: Interview, from_member: str, to_member: str, said: Said, now: datetime
) -> Request:
    """`from_member` cannot come, and asks `to_member` first. They keep the seat and its questions until there is a
    yes. Whoever arranged it hears at once who cannot come, why, and who was asked."""
    request = substitutes.add(session, team_id, interview, from_member, to_member, now)
    content = {"interview": interview.id, "request": request.id}
    if to_member == interview.arranged_by:
        content |= arrangers.kept(said)  # nobody else reads it there
    once = f"{Kind.SUBSTITUTE}:{request.id}"
    wanted = Plan(Kind.SUBSTITUTE, once, to_member, None, content, now, about=interview.id)
    deliveries.plan(session, team_id, wanted, now)
    arrangers.tell_handed_over(session, team_id, interview, request, said, now)
    arrangers.tell_unanswered(session, team_id, interview, request, now)
    audit.record(session, team_id, now, "interview.substitute_asked", interview.id, actor=from_member)
    _show(session, team_id, interview, now)
    return request


def accept(session: Session, team_id: str, request: Request, interview: Interview, now: datetime) -> Interview:
    """The substitute said yes: the seat is theirs, with the same questions, and they get their preparation. Both the
    one who asked and whoever arranged it hear at once."""
    _hold_people(session, team_id, request, interview)
    _ends(session, team_id, request, answer(request.step, yes=True), now)
    gone, comes = request.from_member, request.to_member
    after = _swap(session, team_id, interview, gone, comes, comes, request, now)
    arrangers.tell_accepted(session, team_id, after, request, now)
    _prepare(session, team_id, after, comes, now)
    return after


def refuse(session: Session, team_id: str, request: Request, interview: Interview, now: datetime) -> Interview:
    """The substitute said no: the one who asked cannot come, and the questions go to the others. Both they and whoever
    arranged it hear at once."""
    said = arrangers.said_of(session, team_id, interview, request)
    _hold_people(session, team_id, request, interview)
    _ends(session, team_id, request, answer(request.step, yes=False), now)
    after = arranging.decline(session, team_id, interview.id, request.from_member, now)
    if after is None:
        raise LookupError(f"{request.from_member} is not in {interview.id}")
    if request.to_member != interview.arranged_by:
        arrangers.tell_cannot(session, team_id, after, request.from_member, said, now, asked=request.to_member)
    return after


def take_back(
    session: Session, team_id: str, request: Request, interview: Interview, by: str, now: datetime
) -> Interview:
    """It is undone: whoever was in the room before is in it, and hears so at once; the substitute is off."""
    before = request.step
    _hold_people(session, team_id, request, interview)
    _ends(session, team_id, request, undo(before), now, by=by)
    if before is not HandOver.YES:
        audit.record(session, team_id, now, "interview.hand_over_undone", interview.id, actor=by)
        _show(session, team_id, interview, now)
        return interview
    told.know(session, team_id, interview, request.to_member, now)  # they said yes: that they are off is news
    return _swap(session, team_id, interview, request.to_member, request.from_member, by, request, now)


def late(session: Session, team_id: str, request_id: str, now: datetime) -> Request | None:
    """Half of the time left has passed. The request, as it is from here on, if there is no answer yet; None when there
    is nothing to answer any more."""
    asked = substitutes.find(session, team_id, request_id)
    interview = hold(session, team_id, asked.interview_id) if asked else None
    request = substitutes.find(session, team_id, request_id)
    if request is None or interview is None or closed(request, interview, now):
        return None
    if (step := at_half_time(request.step)) is not request.step:
        substitutes.step(session, team_id, request, step, now)
        _show(session, team_id, interview, now)
    return substitutes.find(session, team_id, request_id)


def _show(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Where the request is shows in what was sent, though nothing about the interview itself has changed."""
    members.hold(session, team_id, [interview.arranged_by])
    substitutes.redraw(session, team_id, interview.id, now)
    arrangers_day.changed(session, team_id, interview, now)


def _hold_people(session: Session, team_id: str, request: Request, interview: Interview) -> None:
    """All to whom what becomes of the request may be told. People are held after interviews and before what was told
    to them or waits for them: whoever settles a message to one of them, or plans theirs anew, holds them so, too."""
    room = {each.member_id for each in interview.panel if each.member_id}
    known = told.people(session, team_id, interview.id)
    concerned = {request.from_member, request.to_member, interview.arranged_by}
    members.hold(session, team_id, room | known | concerned)


def _ends(session: Session, team_id: str, request: Request, step: HandOver, now: datetime, by: str = "") -> None:
    substitutes.step(session, team_id, request, step, now)
    arrangers.answered(session, team_id, request)
    substitutes.tell_who_asked(session, team_id, request, step, now, by)


def _prepare(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """They said yes this moment, so what is theirs comes at once; unless they have it in a morning message only, or
    paused since they were asked."""
    untold.person_added(session, team_id, interview, member_id, now)
    waiting = deliveries.waiting(session, team_id, member_id, Kind.ADDED)
    if waiting is None:
        told.know(session, team_id, interview, member_id, now)
    elif not is_paused(preferences.of_member(session, team_id, member_id).rhythm, now):
        deliveries.put_off(session, team_id, waiting.id, min(waiting.due_at, now))


def _swap(
    session: Session,
    team_id: str,
    interview: Interview,
    gone: str,
    comes: str,
    by: str,
    request: Request,
    now: datetime,
) -> Interview:
    """The seat of `gone` is that of `comes`, with its questions, and the numbers that they had in messages to them
    before. The one who asked learns how it is from what they are told of the request. The caller holds all of them."""
    seat = interview.seat_of(gone)
    if seat is None:
        raise LookupError(f"{gone} is not in {interview.id}")
    numbers = told.numbers_in(session, team_id, interview.id).get(comes, {})
    asks = [Asked(each.question_id, numbers.get(each.question_id)) for each in seat.asks]
    panels.give_seat(session, team_id, interview.id, seat.id, comes, asks)
    interviews.change(session, team_id, interview.id, now)
    if swapped := hold(session, team_id, interview.id):
        told.know(session, team_id, swapped, request.from_member, now)
    detail = {"removed": [gone], "added": [comes]}
    after = arranging.changed(session, team_id, interview.id, "interview.handed_over", by, now, detail)
    agenda.person_removed(session, team_id, after, gone, now)
    return after
