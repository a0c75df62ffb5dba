"""Each member's next morning message, planned: called in the transaction that changes what it depends on."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.digests import covers_until, digest_on, next_digest
from prep.messages import Kind, Withdrawn
from prep.people import local_day
from prep.preferences import Preferences
from storage import deliveries, interviews, preferences
from storage.deliveries import Plan, Planned, State
from storage.tables import Delivery

UNTIL: Final = "until"
"""In the content of a morning message that was sent: what starts before this moment, it told."""
_AHEAD: Final = timedelta(days=366)
_REACH: Final = timedelta(days=15)
"""No morning message covers more than two weeks: one day a week, and a paused one."""


def plan(session: Session, team_id: str, member_id: str, now: datetime) -> None:
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
    wanted = wanted or _next(session, team_id, member_id, theirs, now)
    awake = replace(theirs, rhythm=replace(theirs.rhythm, paused_until=None))
    unpaused = wanted if awake == theirs else _next(session, team_id, member_id, awake, now)
    but = wanted.once if wanted else ""
    if unpaused and unpaused.once != but:
        deliveries.withdraw_planned(session, team_id, unpaused.once, Withdrawn.PAUSED)
    why = Withdrawn.REPLANNED if wanted else _why_none(session, team_id, member_id, theirs, now)
    deliveries.withdraw_kind(session, team_id, member_id, Kind.DIGEST, why, but=but)
    if wanted:
        deliveries.plan_again(session, team_id, wanted, now)


def day_of(planned: Planned) -> date:
    """The local day whose morning message it is."""
    return date.fromisoformat(planned.once.rpartition(":")[2])


def _why_none(session: Session, team_id: str, member_id: str, theirs: Preferences, now: datetime) -> Withdrawn:
    if Kind.DIGEST in theirs.muted:
        return Withdrawn.UNWANTED
    ahead = interviews.starts_of_member(session, team_id, member_id, now, now + _AHEAD)
    return Withdrawn.REPLANNED if ahead else Withdrawn.NOTHING_AHEAD


def _is_late(planned: Planned, theirs: Preferences, now: datetime) -> bool:
    """Whether it is this person's still, and its moment has passed."""
    due = digest_on(theirs.rhythm, day_of(planned))
    return Kind.DIGEST not in theirs.muted and due is not None and max(due, planned.due_at) <= now


def _overtaken(
    session: Session, team_id: str, member_id: str, planned: Planned, theirs: Preferences, now: datetime
) -> Plan | None:
    """What was planned for the day that it is where they are, due now: its moment has passed without it having come, as
    when they fly east in the morning. None where that is not so, or it would say nothing."""
    day = local_day(now, theirs.rhythm.zone)
    due = digest_on(theirs.rhythm, day)
    if Kind.DIGEST in theirs.muted or day_of(planned) != day or due is None or due > now:
        return None
    starts = interviews.starts_of_member(session, team_id, member_id, now, covers_until(theirs.rhythm, due))
    once = _reason(session, team_id, member_id, day, due, theirs, starts)
    return _morning(once, member_id, day, now) if starts and once == planned.once else None


def _morning(once: str, member_id: str, day: date, due: datetime) -> Plan:
    return Plan(Kind.DIGEST, once, member_id, None, {"day": day.isoformat()}, due)


def _next(session: Session, team_id: str, member_id: str, theirs: Preferences, now: datetime) -> Plan | None:
    if Kind.DIGEST in theirs.muted:
        return None
    starts = interviews.starts_of_member(session, team_id, member_id, now, now + _AHEAD)
    after = now
    while starts:
        # Nothing is earlier than the first interview less what a message covers: free weeks are not walked through.
        moment = next_digest(theirs.rhythm, max(after, starts[0] - _REACH))
        starts = [each for each in starts if each >= moment.due]
        if starts and starts[0] < covers_until(theirs.rhythm, moment.due):
            once = _reason(session, team_id, member_id, moment.day, moment.due, theirs, starts)
            if once:
                return _morning(once, member_id, moment.day, moment.due)
        after = moment.due
    return None


def _reason(
    session: Session,
    team_id: str,
    member_id: str,
    day: date,
    due: datetime,
    theirs: Preferences,
    starts: Collection[datetime],
) -> str | None:
    """For what the message of this local day is sent; None: for nothing.

    One a local day, whatever becomes of the zone. Once more only where the day's was sent at another time, and
    something starts (`starts`) after what it told and before the next could tell it: as for whoever reads their message
    in the morning and wants it the evening before from now on.
    """
    first, again = f"{Kind.DIGEST}:{member_id}:{day.isoformat()}", f"{Kind.DIGEST}:{member_id}:again:{day.isoformat()}"
    if not deliveries.is_over(session, team_id, first):
        return first
    told = _told_until(session, team_id, first)
    following = next_digest(theirs.rhythm, due).due
    untold = told is not None and any(told <= each < following for each in starts)
    return again if untold and not deliveries.is_over(session, team_id, again) else None


def _told_until(session: Session, team_id: str, once: str) -> datetime | None:
    sent = Delivery.state == State.SENT
    content = session.scalar(select(Delivery.content).where(Delivery.team_id == team_id, Delivery.once == once, sent))
    return datetime.fromisoformat(content[UNTIL]) if content and UNTIL in content else None
