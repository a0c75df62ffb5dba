"""Asking people after their interviews: when, and about which.

One message to each is planned at a time, in the transaction that changes what it depends on. What was not asked in
time, and once more what was not answered, goes with a morning message. `prep.afterwards` has the rules.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep import afterwards
from prep.interviews import Interview, State
from prep.messages import Kind, Withdrawn
from storage import deliveries, followed_up, interviews, preferences
from storage.deliveries import Plan, Planned
from storage.deliveries import State as Sending
from storage.followed_up import Progress
from storage.tables import Delivery

_SOON: Final = timedelta(days=7)
"""So far the next one is looked for at first: whole interviews are read, and somebody may have hundreds ahead."""
_AHEAD: Final = timedelta(days=366)
_BACK: Final = afterwards.WORTH_ASKING + interviews.LONGEST


def plan(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Plans the next message that asks the member, and no other. The caller holds the member.

    One that is due already and was not sent yet stays the next: what it asks is composed when it is sent.
    """
    theirs = preferences.of_member(session, team_id, member_id)
    waiting = deliveries.planned_for(session, team_id, member_id, Kind.AFTERWARDS)
    unwanted = Kind.AFTERWARDS in theirs.muted
    wanted = None if unwanted else _next(session, team_id, member_id, theirs.rhythm.zone, waiting, now)
    if waiting:
        why = Withdrawn.UNWANTED if unwanted else _why_not(session, team_id, member_id, waiting)
        but = wanted.once if wanted else ""
        deliveries.withdraw_kind(session, team_id, member_id, Kind.AFTERWARDS, why, but=but)
    if wanted:
        deliveries.plan_again(session, team_id, wanted, now)


def _next(
    session: Session, team_id: str, member_id: str, zone: str, waiting: Planned | None, now: datetime
) -> Plan | None:
    for until in (now + _SOON, now + _AHEAD):
        near = interviews.of_member(session, team_id, member_id, now - _BACK, until)
        known = followed_up.progress(session, team_id, member_id, near)
        for group in afterwards.groups(near, member_id):
            if afterwards.over_at(group) + afterwards.APART > until:
                break  # what begins later may belong to it
            due, once = afterwards.due_at(group, zone), _once(member_id, group)
            if due is None or (due <= now and (waiting is None or waiting.once != once)):
                continue
            if _unasked(group, member_id, known) and not deliveries.is_over(session, team_id, once):
                return Plan(Kind.AFTERWARDS, once, member_id, None, {"once": once}, due)
    return None


def _once(member_id: str, group: Sequence[Interview]) -> str:
    """The end is part of the reason: a group that moves, or grows, is asked about anew."""
    return f"{Kind.AFTERWARDS}:{member_id}:{group[0].id}:{afterwards.over_at(group).isoformat()}"


def _why_not(session: Session, team_id: str, member_id: str, waiting: Planned) -> Withdrawn:
    """What became of the first interview that a message is not sent about any more."""
    first = interviews.find(session, team_id, waiting.once.split(":")[2])
    if first is None or first.state is State.CANCELLED:
        return Withdrawn.CALLED_OFF
    return Withdrawn.REPLANNED if any(each.member_id == member_id for each in first.in_room) else Withdrawn.NOT_IN_IT


def group_of(session: Session, team_id: str, member_id: str, once: str, now: datetime) -> Sequence[Interview]:
    """The interviews that the message with this reason was planned for, if nothing has changed since; else none."""
    near = interviews.of_member(session, team_id, member_id, now - _BACK, now + afterwards.APART)
    return next((each for each in afterwards.groups(near, member_id) if _once(member_id, each) == once), ())


def unasked(session: Session, team_id: str, member_id: str, group: Sequence[Interview]) -> list[Interview]:
    """Those of a group that the member has something to say of and was not asked about yet, in their order."""
    return _unasked(group, member_id, followed_up.progress(session, team_id, member_id, group))


def _unasked(group: Sequence[Interview], member_id: str, known: Mapping[str, Progress]) -> list[Interview]:
    about = afterwards.asked_about(group, member_id)
    return [each for each in about if each.id in known and known[each.id].stage is None]


def for_morning(session: Session, team_id: str, member_id: str, zone: str, now: datetime) -> list[Interview]:
    """The interviews that a morning message sent now asks the member about, by their start."""
    near = interviews.of_member(session, team_id, member_id, now - _BACK, now + afterwards.APART)
    left: list[Interview] = []
    for group in afterwards.groups(near, member_id):
        worth = afterwards.still_worth(afterwards.over_at(group), now) and afterwards.left_to_morning(group, zone, now)
        if worth and not _is_on_its_way(session, team_id, _once(member_id, group)):
            left += afterwards.asked_about(group, member_id)
    known = followed_up.progress(session, team_id, member_id, left)
    asked = [
        each
        for each in left
        if (got := known.get(each.id)) and afterwards.asked_in_morning(got.stage, got.since, zone, now)
    ]
    return [
        each for each in asked if known[each.id].stage is None or _owes_an_answer(session, team_id, member_id, each)
    ]


def _owes_an_answer(session: Session, team_id: str, member_id: str, interview: Interview) -> bool:
    """Whether they had questions there, of which they have said nothing at a message either."""
    theirs = followed_up.theirs(interview, member_id)
    return bool(theirs) and not followed_up.said_at_a_message(session, team_id, member_id, interview)


def _is_on_its_way(session: Session, team_id: str, once: str) -> bool:
    state = session.scalar(select(Delivery.state).where(Delivery.team_id == team_id, Delivery.once == once))
    return state in {Sending.PLANNED, Sending.SENDING}
