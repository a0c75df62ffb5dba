"""What is still to be sent, kept right: called in the transaction that changes what it depends on.

A morning message, a reminder, "you were added", a question afterwards: each is a planned delivery with the moment it
is due. When an interview, a zone or a setting changes, they are planned anew here; what they say is composed when they
are sent.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from prep.interviews import Interview, State
from prep.messages import Kind, TakenOver, Withdrawn
from storage import (
    arrangers,
    arrangers_day,
    correcting,
    deliveries,
    following_up,
    hidden,
    interviews,
    members,
    mornings,
    preferences,
    tables,
    untold,
)
from storage.deliveries import Plan

_AHEAD: Final = timedelta(days=366)


def interview_added(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Everybody in it is to be told, reminded, and have it in their morning message."""
    members.hold(session, team_id, {*_on_slack(interview), interview.arranged_by})
    for member_id in _on_slack(interview):
        if member_id != interview.arranged_by:
            untold.person_added(session, team_id, interview, member_id, now)
    interview_changed(session, team_id, interview, now)


def interview_changed(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Its reminders, and the morning messages of everybody in it, are as it is now."""
    members.hold(session, team_id, {*_on_slack(interview), interview.arranged_by})
    reminders = [
        reminder
        for member_id in _on_slack(interview)
        if interview.state is State.PLANNED and (reminder := _reminder(session, team_id, interview, member_id))
    ]
    _plan_reminders(session, team_id, interview, reminders, now)
    for member_id in _on_slack(interview):
        mornings.plan(session, team_id, member_id, now)
        following_up.plan(session, team_id, member_id, now)
    arrangers_day.changed(session, team_id, interview, now)


def person_removed(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is no longer in it: no reminder of theirs, and a morning message only for what else they have."""
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, Withdrawn.NOT_IN_IT, member_id=member_id)
    mornings.plan(session, team_id, member_id, now)
    following_up.plan(session, team_id, member_id, now)
    arrangers_day.person_removed(session, team_id, interview, member_id, now)


def member_changed(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Their zone, times, days, pause or kinds changed: everything planned for them follows."""
    members.hold(session, team_id, [member_id])
    for interview in interviews.of_member(session, team_id, member_id, now, now + _AHEAD):
        reminder = _reminder(session, team_id, interview, member_id)
        reminders = [reminder] if reminder else []
        _plan_reminders(session, team_id, interview, reminders, now, member_id=member_id)
    _follow(session, team_id, member_id, now)


def _follow(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Everything planned for them but reminders, which depend on nothing of the workspace's and on no zone. The caller
    holds them."""
    arrangers.replan(session, team_id, now, member_id=member_id)
    mornings.plan(session, team_id, member_id, now)
    untold.member_changed(session, team_id, member_id, now)
    correcting.catch_up(session, team_id, member_id, now)
    following_up.plan(session, team_id, member_id, now)
    arrangers_day.plan(session, team_id, member_id, now)
    hidden.member_changed(session, team_id, member_id, now)


def horizon(now: datetime) -> datetime:
    """How far ahead anything is planned."""
    return now + _AHEAD


def remind_at(session: Session, team_id: str, interview: Interview, member_id: str) -> datetime | None:
    """When the member's reminder of it is due, or was; None when they want none, or when it was begun to be sent."""
    reminder = _reminder(session, team_id, interview, member_id)
    return reminder.due_at if reminder and not deliveries.is_over(session, team_id, reminder.once) else None


def told_by_another(session: Session, team_id: str, interview: Interview, member_id: str, why: TakenOver) -> None:
    """Another message to the member is the plan for the room already: no reminder follows."""
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, why, member_id=member_id)


def _on_slack(interview: Interview) -> Sequence[str]:
    """The members in the room, always in the same order: two who change things at once do not wait for each other."""
    return sorted(each.member_id for each in interview.in_room if each.member_id)


def _reminder(session: Session, team_id: str, interview: Interview, member_id: str) -> Plan | None:
    theirs = preferences.of_member(session, team_id, member_id)
    if not theirs.reminder_minutes or Kind.REMINDER in theirs.muted:
        return None
    due = interview.starts_at - timedelta(minutes=theirs.reminder_minutes)
    # The start is part of the reason: an interview that moves is reminded of anew.
    once = f"{Kind.REMINDER}:{interview.id}:{member_id}:{interview.starts_at.isoformat()}"
    return Plan(Kind.REMINDER, once, member_id, None, {}, due, about=interview.id)


def _plan_reminders(
    session: Session,
    team_id: str,
    interview: Interview,
    reminders: Sequence[Plan],
    now: datetime,
    *,
    member_id: str | None = None,
) -> None:
    """These reminders of the interview, and no others (with `member_id`: of others of theirs).

    One whose moment has passed is not planned any more; but one that was planned and waits to be sent is not lost: when
    a longer lead puts its moment into the past, it is due at once.
    """
    why = Withdrawn.REPLANNED if reminders else Withdrawn.UNWANTED
    if interview.state is State.CANCELLED:
        why = Withdrawn.CALLED_OFF
    still = [each.once for each in reminders if each.due_at <= now]
    if still:
        deliveries.hasten(session, team_id, still, now)
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, why, member_id=member_id, but=still)
    for each in reminders:
        if each.due_at > now:
            deliveries.plan_again(session, team_id, each, now)


def people_ahead(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """Every member who is in an interview that is still to come, or arranged one, by id."""
    ahead = (
        tables.Interview.team_id == team_id,
        tables.Interview.starts_at > now,
        tables.Interview.state == State.PLANNED,
    )
    # Asked for by themselves: joined, SQLite would go through all who ever were in one.
    theirs = select(tables.Interview.interview_id).where(*ahead)
    in_it = select(tables.Panelist.member_id).where(
        tables.Panelist.team_id == team_id,
        tables.Panelist.interview_id.in_(theirs),
        tables.Panelist.member_id.is_not(None),
    )
    arranged = select(tables.Interview.arranged_by).where(*ahead)
    return sorted(str(each) for each in session.scalars(union(in_it, arranged)))


def recompute(session: Session, team_id: str, now: datetime, people: Sequence[str] | None = None) -> int:
    """Everything planned for these members, or for all in the workspace, follows the zone data and what the workspace
    has chosen, which may have changed; reminders do not depend on them. How many people that were."""
    people = people_ahead(session, team_id, now) if people is None else people
    members.hold(session, team_id, people)
    for member_id in people:
        _follow(session, team_id, member_id, now)
    return len(people)
