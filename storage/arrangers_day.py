"""The day message to whoever arranged interviews: planned, and drawn anew when something in it changes.

What it says is composed when it is sent, and again when it is drawn anew. Here is only when that is due.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from prep import wallclock
from prep.arranging_day import telling, told_on
from prep.digests import Rhythm, digest_on, is_paused, next_digest
from prep.interviews import Interview, State
from prep.messages import Kind, Withdrawn
from prep.people import refusal
from prep.preferences import Preferences
from storage import deliveries, edits, interviews, members, preferences, tables
from storage.deliveries import Plan, Planned
from storage.deliveries import State as Sending
from storage.tables import Delivery, Panelist

FIRST: Final = "first"
END: Final = "end"
"""In the content of a day message that was sent, or comes at another time than its own: its first local day, and the
one after its last."""
INTERVIEWS: Final = "interviews"
"""In the content of what was sent: the interviews that stand in it, also those that others arranged."""
UNTIL: Final = "until"
"""In the content of what was sent: up to which moment its days last. From then on it is left alone."""
_AHEAD: Final = timedelta(days=366)
_REACH: Final = timedelta(days=9)
"""Nothing in a message begins later after it was due: one message a week, told the evening before."""


def plan(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Plans the member's next day message: the first for days on which they arranged something. None without, nor for
    somebody who left.

    Each first day of a message is told once. One that is due already and was not sent yet stays the next; one whose
    moment a change of their zone, time or days puts into the past is due at once.
    """
    planned = deliveries.planned_for(session, team_id, member_id, Kind.DAY)
    ahead = _arranged(session, team_id, member_id, now)
    if planned is None and not ahead:
        return
    theirs, member = preferences.of_member(session, team_id, member_id), members.find(session, team_id, member_id)
    is_wanted = Kind.DAY not in theirs.muted and member is not None and refusal(member) is None
    if planned and planned.due_at <= now and is_wanted and not is_paused(theirs.rhythm, now):
        deliveries.withdraw_kind(session, team_id, member_id, Kind.DAY, Withdrawn.REPLANNED, but=planned.once)
        return
    wanted = None
    if is_wanted:
        overtaken = planned and _overtaken(member_id, planned, theirs.rhythm, ahead, now)
        wanted = overtaken or _next(session, team_id, member_id, theirs, ahead, now)
    why = Withdrawn.NONE_ARRANGED if is_wanted else Withdrawn.UNWANTED
    but = wanted.once if wanted else ""
    deliveries.withdraw_kind(session, team_id, member_id, Kind.DAY, Withdrawn.REPLANNED if wanted else why, but=but)
    if wanted:
        deliveries.plan_again(session, team_id, wanted, now)


def changed(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """The interview, or somebody in its room, is not as it was: every day message with it is drawn anew, and whoever
    arranged it has their next one when there is something to say."""
    near = _near(session, team_id, [each.member_id for each in interview.panel if each.member_id], interview, now)
    clashing = {each.arranged_by for each in near if each.overlaps(interview)}
    for each in _current(session, team_id, {interview.arranged_by, *(room.arranged_by for room in near)}, now):
        is_theirs = each.member_id == interview.arranged_by and interview.starts_at < each.until
        if is_theirs or each.member_id in clashing or interview.id in each.interviews:
            edits.plan(session, team_id, each.id, now)
    plan(session, team_id, interview.arranged_by, now)


def passed_on(session: Session, team_id: str, interview_ids: Collection[str], before: str, now: datetime) -> None:
    """These interviews are no longer the member's to arrange: what was sent to them says so, and what is to come leaves
    them out."""
    for each in _current(session, team_id, [before], now):
        if not each.interviews.isdisjoint(interview_ids):
            edits.plan(session, team_id, each.id, now)
    plan(session, team_id, before, now)


def person_removed(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is not in its room any more, so perhaps not in two rooms at once: the same for whoever arranged the
    other one."""
    arrangers = {each.arranged_by for each in _near(session, team_id, [member_id], interview, now)}
    for each in _current(session, team_id, arrangers, now):
        if interview.id in each.interviews:
            edits.plan(session, team_id, each.id, now)


def read(session: Session, team_id: str, interview_ids: Collection[str], member_id: str, now: datetime) -> None:
    """The member said that they read about these interviews, or took it back. Nobody is told of themselves."""
    table = tables.Interview
    arrangers = session.scalars(
        select(table.arranged_by)
        .where(table.team_id == team_id, table.interview_id.in_(list(interview_ids)), table.arranged_by != member_id)
        .distinct()
    ).all()
    for each in _current(session, team_id, arrangers, now):
        if not each.interviews.isdisjoint(interview_ids):
            edits.plan(session, team_id, each.id, now, mark=True)


def once(member_id: str, first: date) -> str:
    """The reason for the member's message whose first day is this one."""
    return f"{Kind.DAY}:{member_id}:{first.isoformat()}"


def days(first: date, end: date) -> dict[str, str]:
    """In the content of a message: the local days that it tells of, up to the one after the last."""
    return {FIRST: first.isoformat(), END: end.isoformat()}


def hold(session: Session, team_id: str, delivery_id: str) -> Mapping[str, Any]:
    """What a day message holds; whoever changes something in it from here on waits until the caller commits."""
    row = session.get_one(Delivery, (team_id, delivery_id), populate_existing=True, with_for_update=True)
    return row.content


_Span = tuple[datetime, datetime]
"""When an interview begins and ends."""


@dataclass(frozen=True, slots=True)
class _Room:
    arranged_by: str
    starts_at: datetime
    minutes: int

    def overlaps(self, other: Interview) -> bool:
        ends_at = self.starts_at + timedelta(minutes=self.minutes)
        return other.state is State.PLANNED and self.starts_at < other.ends_at and other.starts_at < ends_at


@dataclass(frozen=True, slots=True)
class _Message:
    id: str
    member_id: str | None
    interviews: frozenset[str]
    until: datetime


def _near(session: Session, team_id: str, people: Collection[str], but: Interview, now: datetime) -> Sequence[_Room]:
    """The other interviews with any of these members that a day message may hold."""
    table = tables.Interview
    seats = select(Panelist.interview_id).where(Panelist.team_id == team_id, Panelist.member_id.in_(list(people)))
    rows = session.execute(
        select(table.arranged_by, table.starts_at, table.minutes).where(
            table.team_id == team_id,
            table.interview_id.in_(seats),
            table.interview_id != but.id,
            table.state == State.PLANNED,
            table.starts_at.between(now - interviews.LONGEST, now + _REACH),
        )
    )
    return [_Room(*row) for row in rows]


def _current(session: Session, team_id: str, arrangers: Collection[str], now: datetime) -> Sequence[_Message]:
    """The day messages to these members that were sent and whose days are not over.

    One that is on its way is waited for, or its sender waits and sees what the caller changed: see `slackapp.jobs.day`.
    """
    rows = session.execute(
        select(Delivery.delivery_id, Delivery.member_id, Delivery.state, Delivery.content)
        .where(
            Delivery.team_id == team_id,
            Delivery.member_id.in_(list(arrangers)),
            Delivery.kind == Kind.DAY,
            Delivery.state.in_((Sending.SENDING, Sending.SENT)),
            Delivery.due_at > now - _REACH,
        )
        .order_by(Delivery.delivery_id)
        .with_for_update()
    )
    sent = [row for row in rows if row.state == Sending.SENT and edits.ERASED not in row.content]
    messages = [
        _Message(
            row.delivery_id,
            row.member_id,
            frozenset(row.content[INTERVIEWS]),
            datetime.fromisoformat(row.content[UNTIL]),
        )
        for row in sent
    ]
    return [each for each in messages if each.until > now]


def _overtaken(member_id: str, planned: Planned, rhythm: Rhythm, ahead: Sequence[_Span], now: datetime) -> Plan | None:
    """What was planned, due now, when the moment to tell of its first day has passed without its having come; None
    where that is not so, or it would say nothing."""
    first = date.fromisoformat(planned.once.rpartition(":")[2])
    teller, _, end = telling(rhythm, first)
    due = digest_on(rhythm, teller)
    begins, ends = (wallclock.at(each, time.min, rhythm.zone) for each in (first, end))
    is_told = any(begins <= start < ends and over > now for start, over in ahead)
    if due is None or due > now or not is_told:
        return None
    return Plan(Kind.DAY, planned.once, member_id, None, days(first, end), now)


def _next(
    session: Session, team_id: str, member_id: str, theirs: Preferences, ahead: Sequence[_Span], now: datetime
) -> Plan | None:
    after, zone = now, theirs.rhythm.zone
    while ahead:
        # Nothing is earlier than the first interview less what a message covers: free weeks are not walked through.
        moment = next_digest(theirs.rhythm, max(after, ahead[0][0] - _REACH))
        first, end = told_on(theirs.rhythm, moment.day)
        begins, ends = wallclock.at(first, time.min, zone), wallclock.at(end, time.min, zone)
        ahead = [(start, over) for start, over in ahead if start >= begins and over > moment.due]
        reason = once(member_id, first)
        if ahead and ahead[0][0] < ends and not deliveries.is_over(session, team_id, reason):
            return Plan(Kind.DAY, reason, member_id, None, {}, moment.due)
        after = moment.due
    return None


def _arranged(session: Session, team_id: str, member_id: str, now: datetime) -> Sequence[_Span]:
    """The interviews that they arranged and that are not over, by their start. Those in which they alone are in the
    room are theirs to hold, and their morning message tells them."""
    table = tables.Interview
    in_it = (Panelist.team_id == table.team_id) & (Panelist.interview_id == table.interview_id)
    another = exists().where(in_it, or_(Panelist.member_id.is_(None), Panelist.member_id != member_id))
    rows = session.execute(
        select(table.starts_at, table.minutes)
        .where(
            table.team_id == team_id,
            table.arranged_by == member_id,
            table.state == State.PLANNED,
            table.starts_at.between(now - interviews.LONGEST, now + _AHEAD),
            or_(another, ~exists().where(in_it)),
        )
        .order_by(table.starts_at)
    )
    spans = [(starts_at, starts_at + timedelta(minutes=minutes)) for starts_at, minutes in rows]
    return [each for each in spans if each[1] > now]
