"""Who was asked to come to an interview instead of whom: kept, found, and the messages about it kept true."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.handing_over import HandOver, Request, closed, stands
from prep.interviews import Interview, Seat
from prep.messages import Kind
from storage import arrangers, deliveries, edits, interviews
from storage.claims import Claimed
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.tables import Delivery
from storage.tables import HandOver as Row

_TELL_OF_IT: Final = (Kind.SUBSTITUTE, Kind.HAND_OVER, Kind.UNANSWERED, Kind.ACCEPTED, Kind.ANSWERED, Kind.CANNOT)
_SEEN: Final = "seen"


def add(
    session: Session, team_id: str, interview: Interview, from_member: str, to_member: str, now: datetime
) -> Request:
    """Keeps that `from_member`, who is in the room, asked `to_member` to come instead."""
    seated = interview.seat_of(from_member)
    if seated is None:
        raise LookupError(f"{from_member} is not in {interview.id}")
    row = Row(
        team_id=team_id,
        hand_over_id=new_id(),
        interview_id=interview.id,
        from_member=from_member,
        to_member=to_member,
        seat=seated.seat,
        state=HandOver.ASKED,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    return _request(row)


def find(session: Session, team_id: str, request_id: str) -> Request | None:
    """One request, as it is now; None when there is none."""
    row = session.get(Row, (team_id, request_id), populate_existing=True)
    return _request(row) if row else None


def of_interviews(session: Session, team_id: str, ids: Collection[str]) -> Sequence[Request]:
    """Everything that was asked about these interviews, the oldest first."""
    rows = session.scalars(
        select(Row)
        .where(Row.team_id == team_id, Row.interview_id.in_(list(ids)))
        .order_by(Row.hand_over_id)
        .execution_options(populate_existing=True)
    )
    return [_request(row) for row in rows]


def waiting(session: Session, team_id: str, interview: Interview, from_member: str) -> Request | None:
    """What the member has asked about the interview, as it is now, and what is not answered yet."""
    asked = of_interviews(session, team_id, [interview.id])
    open_ = (each for each in asked if each.step.is_open and stands(each, interview))
    return next((each for each in open_ if each.from_member == from_member), None)


def standing(session: Session, team_id: str, shown: Collection[Interview]) -> dict[tuple[str, str], HandOver]:
    """For each of these interviews and member who handed it over (their ids), where that is, as long as it stands; of
    several the latest."""
    known = {each.id: each for each in shown}
    asked = of_interviews(session, team_id, known)
    return {
        (each.interview_id, each.from_member): each.step for each in asked if stands(each, known[each.interview_id])
    }


def asked_by(session: Session, team_id: str, shown: Collection[Interview], member_id: str) -> dict[str, str]:
    """For each of these interviews in which the member is instead of somebody: whom, by their ids."""
    known = {each.id: each for each in shown}
    yes = [each for each in of_interviews(session, team_id, known) if each.step is HandOver.YES]
    return {
        each.interview_id: each.from_member
        for each in yes
        if each.to_member == member_id and stands(each, known[each.interview_id])
    }


def step(session: Session, team_id: str, request: Request, new: HandOver, now: datetime) -> None:
    """Where it is from here on; one that is not open any more ended at `now`."""
    session.execute(
        update(Row)
        .where(Row.team_id == team_id, Row.hand_over_id == request.id)
        .values(state=new, ended_at=None if new.is_open else now)
        .execution_options(synchronize_session=False)
    )


def redraw(session: Session, team_id: str, interview_id: str, now: datetime) -> None:
    """What was sent about who cannot come to the interview, and who might instead, is drawn anew.

    What is on its way is held: whoever settles it after this sees what is true by then (`settled`).
    """
    sent = session.scalars(
        select(Delivery.delivery_id)
        .where(
            Delivery.team_id == team_id,
            Delivery.about == interview_id,
            Delivery.kind.in_(_TELL_OF_IT),
            Delivery.state.in_((State.SENDING, State.SENT)),
        )
        .order_by(Delivery.delivery_id)
        .with_for_update()
    ).all()
    for delivery_id in sent:
        edits.plan(session, team_id, delivery_id, now)


def seen(interview: Interview, request: Request | None) -> dict[str, Any]:
    """What a message about somebody who cannot come was composed from: kept in its content, for `settled`."""
    return {_SEEN: [interview.sequence, request.step if request else None]}


def settled(session: Session, claimed: Claimed, now: datetime) -> None:
    """Such a message is in Slack: what changed while it was on its way is put right."""
    if _SEEN not in claimed.content:
        return
    interview = interviews.find(session, claimed.team_id, str(claimed.about))
    request_id = claimed.content.get("request")
    request = find(session, claimed.team_id, request_id) if request_id else None
    if interview and seen(interview, request)[_SEEN] != claimed.content[_SEEN]:
        edits.plan(session, claimed.team_id, claimed.id, now)


def tell_who_asked(
    session: Session, team_id: str, request: Request, new: HandOver, now: datetime, by: str = ""
) -> None:
    """What became of what somebody asked. `by` is the member who undid it, where one did; nobody is told of
    themselves."""
    if by != request.from_member:
        once = f"{Kind.ANSWERED}:{request.id}:{new}"
        content = {"interview": request.interview_id, "request": request.id, "step": new, "by": by}
        wanted = Plan(Kind.ANSWERED, once, request.from_member, None, content, now, about=request.interview_id)
        deliveries.plan(session, team_id, wanted, now)


def unasked(session: Session, team_id: str, request_id: str, reason: str, now: datetime, fault: str = "") -> None:
    """No message gets to whoever was asked: whoever arranged it hears so at once, and the one who cannot come stays in
    the room. `reason` is Slack's error name, or a `prep.people.Refusal`; a mistake of ours is in the log under `fault`.
    """
    request = find(session, team_id, request_id)
    interview = interviews.find(session, team_id, request.interview_id) if request else None
    if request and interview and closed(request, interview, now) is None:
        arrangers.tell_unasked(session, team_id, interview, request, reason, now, fault)


def interview_changed(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """What waits to be told to whoever arranged it comes in time for when it is now, nobody is asked any more to come
    instead of somebody who is off it, and what was told of those who cannot come says it as it is.

    An interview that is over is left alone.
    """
    if interview.ends_at > now:
        for request in of_interviews(session, team_id, [interview.id]):
            if request.step.is_open and not stands(request, interview):
                _ends_itself(session, team_id, request, interview, now)
        arrangers.replan(session, team_id, now, interview=interview)
        redraw(session, team_id, interview.id, now)


def _ends_itself(session: Session, team_id: str, request: Request, interview: Interview, now: datetime) -> None:
    step(session, team_id, request, HandOver.UNDONE, now)
    arrangers.answered(session, team_id, request)
    if any(each.member_id == request.from_member for each in interview.in_room):
        tell_who_asked(session, team_id, request, HandOver.UNDONE, now)


def _request(row: Row) -> Request:
    return Request(
        row.hand_over_id,
        row.interview_id,
        row.from_member,
        row.to_member,
        Seat(row.seat),
        HandOver(row.state),
        row.asked_at,
    )
