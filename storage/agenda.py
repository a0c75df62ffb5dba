"""What is still to be sent, kept right: called in the transaction that changes what it depends on.

A morning message, a reminder, "you were added", a question afterwards: each is a planned delivery with the moment it
is due. When an interview, a zone or a setting changes, they are planned anew here; what they say is composed when they
are sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from prep.digests import covers_until, digest_on, next_digest
from prep.interviews import Interview, State
from prep.messages import Kind, TakenOver, Withdrawn
from prep.people import local_day
from prep.preferences import Preferences
from storage import (
    arrangers,
    arrangers_day,
    correcting,
    deliveries,
    following_up,
    hidden,
    interviews,
    members,
    preferences,
    tables,
    untold,
)
from storage.deliveries import Plan, Planned

_AHEAD: Final = timedelta(days=366)
_DIGEST_REACH: Final = timedelta(days=15)
"""No morning message covers more than two weeks: one day a week, and a paused one."""


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
        plan_digest(session, team_id, member_id, now)
        following_up.plan(session, team_id, member_id, now)
    arrangers_day.changed(session, team_id, interview, now)


def person_removed(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is no longer in it: no reminder of theirs, and a morning message only for what else they have."""
    deliveries.withdraw_about(session, team_id, interview.id, Kind.REMINDER, Withdrawn.NOT_IN_IT, member_id=member_id)
    plan_digest(session, team_id, member_id, now)
    following_up.plan(session, team_id, member_id, now)
    arrangers_day.person_removed(session, team_id, interview, member_id, now)


def member_changed(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Their zone, times, days, pause or kinds changed: everything planned for them follows."""
    members.hold(session, team_id, [member_id])
    arrangers.replan(session, team_id, now, member_id=member_id)
    for interview in interviews.of_member(session, team_id, member_id, now, now + _AHEAD):
        reminder = _reminder(session, team_id, interview, member_id)
        reminders = [reminder] if reminder else []
        _plan_reminders(session, team_id, interview, reminders, now, member_id=member_id)
    plan_digest(session, team_id, member_id, now)
    untold.member_changed(session, team_id, member_id, now)
    correcting.catch_up(session, team_id, member_id, now)
    following_up.plan(session, team_id, member_id, now)
    arrangers_day.plan(session, team_id, member_id, now)
    hidden.member_changed(session, team_id, member_id, now)


def plan_digest(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Plans the member's next morning message: the first that has something to say. None, when nothing is ahead.

    One that is due already and was not sent yet stays the next: what it says is composed when it is sent. Today's, too,
    when a change of zone or time puts its moment into the past: then it is due at once.
    """
    theirs = preferences.of_member(session, team_id, member_id)
    planned = deliveries.planned_for(session, team_id, member_id, Kind.DIGEST)
    if planned and _is_late(planned, theirs, now):
        deliveries.withdraw_kind(session, team_id, member_id, Kind.DIGEST, Withdrawn.REPLANNED, but=planned.once)
        return
    wanted = planned and _overtaken(session, team_id, member_id, planned, theirs, now)
    wanted = wanted or _next_digest(session, team_id, member_id, theirs, now)
    awake = replace(theirs, rhythm=replace(theirs.rhythm, paused_until=None))
    unpaused = wanted if awake == theirs else _next_digest(session, team_id, member_id, awake, now)
    but = wanted.once if wanted else ""
    if unpaused and unpaused.once != but:
        deliveries.withdraw_planned(session, team_id, unpaused.once, Withdrawn.PAUSED)
    why = Withdrawn.REPLANNED if wanted else _why_none(session, team_id, member_id, theirs, now)
    deliveries.withdraw_kind(session, team_id, member_id, Kind.DIGEST, why, but=but)
    if wanted:
        deliveries.plan_again(session, team_id, wanted, now)


def _why_none(session: Session, team_id: str, member_id: str, theirs: Preferences, now: datetime) -> Withdrawn:
    if Kind.DIGEST in theirs.muted:
        return Withdrawn.UNWANTED
    ahead = interviews.of_member(session, team_id, member_id, now, now + _AHEAD)
    return Withdrawn.REPLANNED if ahead else Withdrawn.NOTHING_AHEAD


def _is_late(planned: Planned, theirs: Preferences, now: datetime) -> bool:
    """Whether it is this person's still, and its moment has passed."""
    due = digest_on(theirs.rhythm, _day_of(planned))
    return Kind.DIGEST not in theirs.muted and due is not None and max(due, planned.due_at) <= now


def _overtaken(
    session: Session, team_id: str, member_id: str, planned: Planned, theirs: Preferences, now: datetime
) -> Plan | None:
    """What was planned for the day that it is where they are, due now: its moment has passed without it having come, as
    when they fly east in the morning. None where that is not so, or it would say nothing."""
    day = local_day(now, theirs.rhythm.zone)
    due = digest_on(theirs.rhythm, day)
    if Kind.DIGEST in theirs.muted or _day_of(planned) != day or due is None or due > now:
        return None
    if not interviews.of_member(session, team_id, member_id, now, covers_until(theirs.rhythm, due)):
        return None
    return _digest(member_id, day, now)


def _day_of(planned: Planned) -> date:
    return date.fromisoformat(planned.once.rpartition(":")[2])


def _digest(member_id: str, day: date, due: datetime) -> Plan:
    # One a local day, whatever becomes of the zone.
    once = f"{Kind.DIGEST}:{member_id}:{day.isoformat()}"
    return Plan(Kind.DIGEST, once, member_id, None, {"day": day.isoformat()}, due)


def _next_digest(session: Session, team_id: str, member_id: str, theirs: Preferences, now: datetime) -> Plan | None:
    if Kind.DIGEST in theirs.muted:
        return None
    starts = [each.starts_at for each in interviews.of_member(session, team_id, member_id, now, now + _AHEAD)]
    after = now
    while starts:
        # Nothing is earlier than the first interview less what a message covers: free weeks are not walked through.
        moment = next_digest(theirs.rhythm, max(after, starts[0] - _DIGEST_REACH))
        starts = [each for each in starts if each >= moment.due]
        wanted = _digest(member_id, moment.day, moment.due)
        covered = starts and starts[0] < covers_until(theirs.rhythm, moment.due)
        if covered and not deliveries.is_over(session, team_id, wanted.once):
            return wanted
        after = moment.due
    return None


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
    in_it = (
        select(tables.Panelist.member_id)
        .join(
            tables.Interview,
            (tables.Interview.team_id == tables.Panelist.team_id)
            & (tables.Interview.interview_id == tables.Panelist.interview_id),
        )
        .where(*ahead, tables.Panelist.member_id.is_not(None))
    )
    arranged = select(tables.Interview.arranged_by).where(*ahead)
    return sorted(str(each) for each in session.scalars(union(in_it, arranged)))


def recompute(session: Session, team_id: str, now: datetime, people: Sequence[str] | None = None) -> int:
    """Plans the morning messages of these members anew, or of all in the workspace, what no morning message tells any
    more, and when they are asked afterwards: the zone data, or what the workspace has chosen, may have changed. How
    many people that were."""
    people = people_ahead(session, team_id, now) if people is None else people
    members.hold(session, team_id, people)
    for member_id in people:
        plan_digest(session, team_id, member_id, now)
        untold.member_changed(session, team_id, member_id, now)
        following_up.plan(session, team_id, member_id, now)
        arrangers_day.plan(session, team_id, member_id, now)
    return len(people)
