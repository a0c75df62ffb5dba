"""What whoever arranged an interview is told of those in it. Nobody is told of themselves.

Somebody who paused is told what needs them 24 hours before the interview, or after the pause, whichever comes first.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from prep.arranging_day import Need
from prep.handing_over import Reason, Request, Said, half_time
from prep.interviews import Interview
from prep.messages import TO_WHO_ARRANGED, Kind
from prep.pauses import put_off
from storage import arrangers_day, deliveries, interviews, preferences
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.tables import Delivery, HandOver

HAS_LEFT: Final = frozenset({"user_disabled", "account_inactive", "user_not_found"})
"""Slack's reasons not to take a message by which its reader has left the workspace."""
FAULT: Final = "fault"
"""In the content of what tells that a message was kept from somebody by a mistake of ours: where the log has it."""
_SAYS_WHY: Final = frozenset({Kind.CANNOT, Kind.HAND_OVER})
_ASKED_AT: Final = "asked_at"
"""In the content of what is told at half of the time left: from when that is counted."""


def tell_cannot(
    session: Session, team_id: str, interview: Interview, member_id: str, said: Said, now: datetime, asked: str = ""
) -> None:
    """The member cannot come. `interview` is as it is without them; `asked` is the member who was to come instead and
    said no."""
    once = f"{Kind.CANNOT}:{interview.id}:{member_id}:{interview.sequence}"
    content = kept(said) | {"asked": asked}
    _tell(session, team_id, Kind.CANNOT, once, interview, member_id, content, now)


def tell_unreached(
    session: Session, team_id: str, interview: Interview, member_id: str, reason: str, now: datetime
) -> None:
    """No message gets to the member: said once. `reason` is Slack's name for it, or a `prep.people.Refusal`."""
    once = f"{Kind.UNREACHED}:{interview.id}:{member_id}"
    _tell(session, team_id, Kind.UNREACHED, once, interview, member_id, {"reason": reason}, now)
    arrangers_day.changed(session, team_id, interview, now)


def tell_unsent(
    session: Session, team_id: str, theirs: Sequence[Interview], member_id: str, fault: str, now: datetime
) -> None:
    """A mistake of ours, in the log under `fault`, kept a message about these interviews from the member; one person
    arranged them. Said once for the first of them."""
    first = theirs[0]
    once = f"{Kind.UNREACHED}:{first.id}:{member_id}:{FAULT}"
    content = {FAULT: fault, "interviews": [each.id for each in theirs]}
    _tell(session, team_id, Kind.UNREACHED, once, first, member_id, content, now)


def tell_paused(
    session: Session, team_id: str, interview: Interview, member_id: str, until: date, now: datetime, *, seen: bool
) -> None:
    """The member's pause `until` that day hides the interview from them: said once for each such day. `seen`: they were
    shown it as they arranged it."""
    once = f"{Kind.PAUSED}:{interview.id}:{member_id}:{until.isoformat()}"
    content = {"at": now.isoformat(), "until": until.isoformat()}
    _tell(session, team_id, Kind.PAUSED, once, interview, member_id, content, now)
    if seen:
        deliveries.withdraw_planned(session, team_id, once, "they saw it when they arranged the interview")


def tell_handed_over(
    session: Session, team_id: str, interview: Interview, request: Request, said: Said, now: datetime
) -> None:
    """Somebody cannot come, and asked somebody else. Whoever is asked themselves hears it by being asked."""
    if request.to_member != interview.arranged_by:
        once = f"{Kind.HAND_OVER}:{request.id}"
        content = kept(said) | {"request": request.id}
        _tell(session, team_id, Kind.HAND_OVER, once, interview, request.from_member, content, now)


def tell_accepted(session: Session, team_id: str, interview: Interview, request: Request, now: datetime) -> None:
    """Whoever was asked said yes. Whoever arranged it and cannot come hears so as the one who asked."""
    if request.to_member != interview.arranged_by:
        once = f"{Kind.ACCEPTED}:{request.id}"
        _tell(session, team_id, Kind.ACCEPTED, once, interview, request.from_member, {"request": request.id}, now)


def said_of(session: Session, team_id: str, interview: Interview, request: Request) -> Said:
    """Why somebody who asked somebody else cannot come, as whoever arranges the interview was told; unless that was
    erased. It is nothing to whoever arranges it since: it was said to the one before."""
    told = (Delivery.once == f"{Kind.HAND_OVER}:{request.id}", Delivery.member_id == interview.arranged_by)
    return said_in(session.scalar(select(Delivery.content).where(Delivery.team_id == team_id, *told)) or {})


def tell_unanswered(session: Session, team_id: str, interview: Interview, request: Request, now: datetime) -> None:
    """At half of the time left, if there is no answer by then. Also to somebody who cannot come themselves, or is
    asked themselves: the interview is theirs to arrange."""
    due = half_time(request.asked_at, interview.starts_at)
    content = {"interview": interview.id, "request": request.id, _ASKED_AT: request.asked_at.isoformat()}
    wanted = _plan(session, team_id, Kind.UNANSWERED, _unanswered(request), interview, content, due)
    deliveries.plan(session, team_id, wanted, now)


def tell_unasked(
    session: Session, team_id: str, interview: Interview, request: Request, reason: str, now: datetime, fault: str
) -> None:
    """No message gets to whoever was asked: told at once. `reason` as for `tell_unreached`, `fault` as for
    `tell_unsent`, empty where it was none of ours."""
    content = {"interview": interview.id, "request": request.id, "reason": reason, FAULT: fault}
    wanted = _plan(session, team_id, Kind.UNANSWERED, _unanswered(request), interview, content, now)
    deliveries.plan_again(session, team_id, wanted, now)


def tell_needed(session: Session, team_id: str, day_id: str, needs: Sequence[Need], now: datetime) -> None:
    """These, at least one, were added to what needs whoever arranged them; `day_id` is their day message's delivery."""
    rooms = [room for need in needs for room in (need.interview, need.other) if room]
    content = {
        "day": day_id,
        "needs": [each.key for each in needs],
        "interviews": list(dict.fromkeys(each.id for each in rooms)),
    }
    once = f"{Kind.NEEDED}:{new_id()}"  # what came, went, and comes again is new
    deliveries.plan(session, team_id, _plan(session, team_id, Kind.NEEDED, once, needs[0].interview, content, now), now)


def answered(session: Session, team_id: str, request: Request) -> None:
    """There is an answer, or nobody waits for one any more."""
    deliveries.withdraw_planned(session, team_id, _unanswered(request), "nobody was asked any more")


def replan(
    session: Session, team_id: str, now: datetime, *, interview: Interview | None = None, member_id: str | None = None
) -> None:
    """What waits to be told, about the interview or to the member, comes when it ought to by what is true now: the
    interview moved, or they began or ended a pause."""
    about: ColumnElement[bool] = Delivery.about == interview.id if interview else Delivery.member_id == member_id
    rows = session.scalars(
        select(Delivery)
        .where(
            Delivery.team_id == team_id,
            deliveries.PLANNED,
            Delivery.kind.in_(TO_WHO_ARRANGED),
            about,
        )
        .order_by(Delivery.delivery_id)
    ).all()
    for row in rows:
        if found := interview or interviews.find(session, team_id, str(row.about)):
            due = _when(session, team_id, found, _wanted_at(row, found, now))
            deliveries.put_off(session, team_id, row.delivery_id, due)


def pass_on(session: Session, team_id: str, interview: Interview, before: str, now: datetime) -> None:
    """What waits to be told about the interview to the member `before` is for whoever arranges it now instead, and so
    is what Slack did not take because `before` has left. Not why somebody cannot come: that was said to `before`."""
    rows = session.scalars(
        select(Delivery)
        .where(
            Delivery.team_id == team_id,
            Delivery.about == interview.id,
            Delivery.member_id == before,
            Delivery.kind.in_(TO_WHO_ARRANGED - {Kind.PASSED_ON}),
            or_(deliveries.PLANNED, (Delivery.state == State.FAILED) & Delivery.reason.in_(HAS_LEFT)),
        )
        .order_by(Delivery.delivery_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for row in rows:
        if row.kind in _SAYS_WHY:
            row.content = {name: value for name, value in row.content.items() if name not in kept(Said(None, ""))}
        if _tells_oneself(session, row, interview.arranged_by):
            row.state, row.reason = State.SUPERSEDED, "whoever arranges it now knows, or reads it in their day message"
        else:
            row.member_id, row.channel_id, row.state = interview.arranged_by, None, State.PLANNED
            row.attempts, row.not_before, row.reason = 0, None, None
    session.flush()
    replan(session, team_id, now, interview=interview)


def _tells_oneself(session: Session, row: Delivery, member_id: str) -> bool:
    """Whether it is about the member, whom it would be told to; or about a day message that is not theirs."""
    if row.kind in {Kind.NEEDED, Kind.UNANSWERED}:
        return row.kind == Kind.NEEDED
    request = session.get(HandOver, (row.team_id, row.content["request"])) if "request" in row.content else None
    return member_id in {row.content["member"], request.to_member if request else None}


def said_in(content: Mapping[str, Any]) -> Said:
    """Why somebody cannot come, from what a message about it holds."""
    why = content.get("why")
    return Said(Reason(why) if why else None, content.get("reason") or "")


def kept(said: Said) -> dict[str, Any]:
    """The reverse of `said_in`."""
    return {"why": said.why, "reason": said.words}


def _wanted_at(row: Delivery, interview: Interview, now: datetime) -> datetime:
    """When it would be told to somebody who never paused; what waits longer was only put off."""
    if asked_at := row.content.get(_ASKED_AT):
        return half_time(datetime.fromisoformat(asked_at), interview.starts_at)
    return min(row.due_at, now)


def _tell(
    session: Session,
    team_id: str,
    kind: Kind,
    once: str,
    interview: Interview,
    member_id: str,
    content: Mapping[str, Any],
    now: datetime,
) -> None:
    if interview.arranged_by != member_id:
        told = {"interview": interview.id, "member": member_id, **content}
        deliveries.plan(session, team_id, _plan(session, team_id, kind, once, interview, told, now), now)


def _plan(
    session: Session,
    team_id: str,
    kind: Kind,
    once: str,
    interview: Interview,
    content: Mapping[str, Any],
    due: datetime,
) -> Plan:
    at = _when(session, team_id, interview, due)
    return Plan(kind, once, interview.arranged_by, None, content, at, about=interview.id)


def _when(session: Session, team_id: str, interview: Interview, due: datetime) -> datetime:
    theirs = preferences.of_member(session, team_id, interview.arranged_by)
    return put_off(theirs.rhythm, due, interview.starts_at)


def _unanswered(request: Request) -> str:
    return f"{Kind.UNANSWERED}:{request.id}"
