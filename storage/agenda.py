"""What is still to be sent, kept right: called in the transaction that changes what it depends on.

A morning message, a reminder, "you were added": each is a planned delivery with the moment it is due. When an
interview, a zone or a setting changes, they are planned anew here; what they say is composed when they are sent.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.digests import covers_until, next_digest
from prep.interviews import Interview, State
from prep.messages import Kind
from prep.telling import tell_at
from storage import deliveries, interviews, preferences, tables
from storage.deliveries import Plan
from storage.preferences import Preferences

_AHEAD: Final = timedelta(days=366)
_DIGEST_REACH: Final = timedelta(days=15)
"""No morning message covers more than two weeks: one day a week, and a paused one."""


def interview_added(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Everybody in it is to be told, reminded, and have it in their morning message."""
    for each in interview.in_room:
        if each.member_id and each.member_id != interview.arranged_by:
            person_added(session, team_id, interview, each.member_id, now)
    interview_changed(session, team_id, interview, now)


def person_added(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is to be told that they are in it; several within some quiet minutes are told at once."""
    theirs = preferences.of_member(session, team_id, member_id)
    if Kind.ADDED in theirs.muted:
        return
    waiting = deliveries.planned_for(session, team_id, member_id, Kind.ADDED)
    digest = next_digest(theirs.rhythm, now).due if Kind.DIGEST not in theirs.muted else None
    due = tell_at(now, interview.starts_at, digest, waiting.due_at if waiting else None)
    if waiting:
        deliveries.put_off(session, team_id, waiting.id, due)
        return
    once = f"{Kind.ADDED}:{member_id}:{interview.id}:{interview.sequence}"
    deliveries.plan(session, team_id, Plan(Kind.ADDED, once, member_id, None, {}, due), now)


def interview_changed(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Its reminders, and the morning messages of everybody in it, are as it is now."""
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, "the interview changed")
    for each in interview.in_room:
        if each.member_id:
            if interview.state is State.PLANNED:
                _plan_reminder(session, team_id, interview, each.member_id, now)
            plan_digest(session, team_id, each.member_id, now)


def person_removed(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is no longer in it: no reminder of theirs, and a morning message only for what else they have."""
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, "no longer in it", member_id=member_id)
    plan_digest(session, team_id, member_id, now)


def member_changed(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Their zone, times, days, pause or kinds changed: everything planned for them follows."""
    for interview in interviews.of_member(session, team_id, member_id, now, now + _AHEAD):
        deliveries.withdraw_about(
            session, team_id, interview.id, Kind.REMINDER, "the settings changed", member_id=member_id
        )
        _plan_reminder(session, team_id, interview, member_id, now)
    plan_digest(session, team_id, member_id, now)


def plan_digest(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Plans the member's next morning message: the first that has something to say. None, when nothing is ahead."""
    theirs = preferences.of_member(session, team_id, member_id)
    planned = deliveries.planned_for(session, team_id, member_id, Kind.DIGEST)
    wanted = _next_digest(session, team_id, member_id, theirs, now)
    if planned and (wanted is None or planned.once != wanted.once):
        deliveries.withdraw(session, team_id, planned.id, "planned anew")
        planned = None
    if wanted is None:
        return
    if planned:
        deliveries.put_off(session, team_id, planned.id, wanted.due_at)
    else:
        deliveries.plan_again(session, team_id, wanted, now)


def _next_digest(session: Session, team_id: str, member_id: str, theirs: Preferences, now: datetime) -> Plan | None:
    if Kind.DIGEST in theirs.muted:
        return None
    ahead = interviews.of_member(session, team_id, member_id, now, now + _AHEAD)
    if not ahead:
        return None
    moment = next_digest(theirs.rhythm, max(now, ahead[0].starts_at - _DIGEST_REACH))
    while covers_until(theirs.rhythm, moment.due) <= ahead[0].starts_at or deliveries.is_over(
        session, team_id, _digest_once(member_id, moment.day.isoformat())
    ):
        moment = next_digest(theirs.rhythm, moment.due)
    day = moment.day.isoformat()
    return Plan(Kind.DIGEST, _digest_once(member_id, day), member_id, None, {"day": day}, moment.due)


def _digest_once(member_id: str, day: str) -> str:
    """One morning message a person and local day, whatever becomes of their zone."""
    return f"{Kind.DIGEST}:{member_id}:{day}"


def _plan_reminder(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    theirs = preferences.of_member(session, team_id, member_id)
    due = interview.starts_at - timedelta(minutes=theirs.reminder_minutes)
    if not theirs.reminder_minutes or Kind.REMINDER in theirs.muted or due <= now:
        return
    # The start is part of the reason: an interview that moves is reminded of anew.
    once = f"{Kind.REMINDER}:{interview.id}:{member_id}:{interview.starts_at.isoformat()}"
    plan = Plan(Kind.REMINDER, once, member_id, None, {}, due, about=interview.id)
    deliveries.plan_again(session, team_id, plan, now)


def recompute(session: Session, team_id: str, now: datetime) -> int:
    """Plans every morning message of the workspace anew: the zone data may have changed. How many people that were."""
    members = session.scalars(
        select(tables.Panelist.member_id)
        .join(
            tables.Interview,
            (tables.Interview.team_id == tables.Panelist.team_id)
            & (tables.Interview.interview_id == tables.Panelist.interview_id),
        )
        .where(
            tables.Interview.team_id == team_id,
            tables.Interview.starts_at > now,
            tables.Interview.state == State.PLANNED,
            tables.Panelist.member_id.is_not(None),
        )
        .distinct()
    ).all()
    for member_id in members:
        plan_digest(session, team_id, str(member_id), now)
    return len(members)
