"""Interviews ahead of which whoever arranged them has left pass to somebody else, and so do those that somebody hands
on. What waits to be told about them goes along, and nothing is told twice.

Interviews are held before people, as everywhere. Whoever holds, or is about to change, a person calls `hold` first.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prep.interviews import Interview, State
from prep.messages import TO_WHO_ARRANGED, Kind
from prep.pauses import put_off
from prep.people import Member
from prep.succession import Heir, Why, heir, heirs
from storage import (
    arrangers,
    arrangers_day,
    audit,
    deliveries,
    interviews,
    members,
    needs,
    preferences,
    substitutes,
    tables,
)
from storage.claims import Claimed
from storage.deliveries import Plan
from storage.ids import new_id
from storage.tables import Delivery

_PASSED_ON: Final = "interview.passed_on"
FROM: Final = "from"
"""In the content of what tells somebody that interviews are theirs to arrange: who arranged them before, by id."""
WHY: Final = "why them"
"""There, too: a `prep.succession.Why`."""
INTERVIEWS: Final = "interviews"


def hold(session: Session, team_id: str, now: datetime, leaving: str | None = None) -> bool:
    """Whoever changes interviews that are to pass to somebody else, those of the member `leaving` among them, or plans
    messages to those to whom they may pass, goes one after the other until the caller commits. False: there are none.
    """
    ids = interviews.orphaned(session, team_id, now, leaving)
    if not ids:
        return False
    interviews.hold(session, team_id, ids)
    session.expire_all()  # what was read before they were ours may have changed
    arranged_by = {each.arranged_by for each in interviews.many(session, team_id, ids)}
    may_follow = {each.id for each in _may_follow(session, team_id)}
    members.hold(session, team_id, {*arranged_by, *may_follow, *filter(None, [leaving])})
    return True


def is_due(session: Session, team_id: str, now: datetime) -> bool:
    """Whether `settle` would change anything."""
    return bool(interviews.orphaned(session, team_id, now) and _heirs(session, team_id))


def settle(session: Session, team_id: str, now: datetime) -> None:
    """Every interview that takes place and is not over, of which whoever arranged it has left, or is no member any
    more, passes to the first who may follow: see `prep.succession`. They are told once. Where nobody is known who may
    follow, nothing changes."""
    if not hold(session, team_id, now):
        return
    among = _heirs(session, team_id)
    # Asked again: who follows by now, and for whom, may have changed before they were held.
    ids = interviews.orphaned(session, team_id, now) if among else []
    passing: dict[Heir, list[Interview]] = defaultdict(list)
    for each in interviews.many(session, team_id, ids):
        requests = substitutes.of_interviews(session, team_id, [each.id])
        passing[heir(each, among, requests)].append(each)
    for to, theirs in passing.items():
        _pass_on(session, team_id, theirs, to, None, now)


def hand_on(session: Session, team_id: str, ids: Collection[str], by: str, to: str, now: datetime) -> int:
    """Those of these interviews that the member `by` arranges, and that are ahead, are for the member `to` to arrange
    from now on, who is told once. How many that were."""
    interviews.hold(session, team_id, ids)
    session.expire_all()
    passing = theirs(session, team_id, ids, by, now)
    members.hold(session, team_id, [by, to])
    if passing:
        _pass_on(session, team_id, passing, Heir(to, Why.ASKED), by, now)
    return len(passing)


def theirs(session: Session, team_id: str, ids: Collection[str], member_id: str, now: datetime) -> list[Interview]:
    """Those of these interviews that take place, are not over, and are the member's to arrange, by their start."""
    return [
        each
        for each in interviews.many(session, team_id, ids)
        if each.state is State.PLANNED and each.ends_at > now and each.arranged_by == member_id
    ]


def told(session: Session, team_id: str, delivery_id: str, member_id: str) -> Sequence[str]:
    """The interviews of which this message told the member that they are theirs to arrange, by id; none where it is
    not such a message, or not theirs."""
    content = session.scalar(
        select(Delivery.content).where(
            Delivery.team_id == team_id,
            Delivery.delivery_id == delivery_id,
            Delivery.kind == Kind.PASSED_ON,
            Delivery.member_id == member_id,
        )
    )
    return content[INTERVIEWS] if content else []


def shows_left(claimed: Claimed, reason: str) -> bool:
    """Whether Slack did not take a message to whoever arranged interviews because they have left; `reason` is its name
    for it."""
    is_to_arranger = claimed.kind == Kind.DAY or claimed.kind in TO_WHO_ARRANGED
    return is_to_arranger and reason in arrangers.HAS_LEFT and claimed.member_id is not None


def left(session: Session, claimed: Claimed, now: datetime) -> None:
    """The message showed that its reader has left: what they arranged passes on, the message with it. The caller held
    it all before (`hold`), and has settled that the message failed."""
    team_id, member_id = claimed.team_id, str(claimed.member_id)
    members.leave(session, team_id, member_id)
    settle(session, team_id, now)
    interview = interviews.find(session, team_id, claimed.about) if claimed.about else None
    if interview and interview.arranged_by != member_id:  # it passed on while the message was on its way
        arrangers.pass_on(session, team_id, interview, member_id, now)


def _pass_on(
    session: Session, team_id: str, passing: Sequence[Interview], to: Heir, by: str | None, now: datetime
) -> None:
    """`passing`, at least one, by their start. `by` is the member who wants it; None: the app, on Slack's word."""
    before: dict[str, list[str]] = defaultdict(list)
    for each in passing:
        after = replace(each, arranged_by=to.member_id)
        before[each.arranged_by].append(each.id)
        interviews.pass_on(session, team_id, each.id, to.member_id)
        detail = {"removed": [each.arranged_by], "to": to.member_id}
        audit.record(session, team_id, now, _PASSED_ON, each.id, actor=by, detail=detail)
        arrangers.pass_on(session, team_id, after, each.arranged_by, now)
        arrangers_day.changed(session, team_id, after, now)
        needs.tell_in_time(session, team_id, after, after.id, now)
    for member_id, ids in before.items():
        arrangers_day.passed_on(session, team_id, ids, member_id, now)
    _tell(session, team_id, passing, to, {FROM: list(before), WHY: to.why}, now)


def _tell(
    session: Session, team_id: str, passed: Sequence[Interview], to: Heir, content: dict[str, Any], now: datetime
) -> None:
    rhythm = preferences.of_member(session, team_id, to.member_id).rhythm
    due = put_off(rhythm, now, passed[0].starts_at)
    content |= {INTERVIEWS: [each.id for each in passed]}
    once = f"{Kind.PASSED_ON}:{new_id()}"  # what passes to somebody anew is new
    plan = Plan(Kind.PASSED_ON, once, to.member_id, None, content, due, about=passed[0].id)
    deliveries.plan(session, team_id, plan, now)


def _heirs(session: Session, team_id: str) -> Sequence[Heir]:
    return heirs(preferences.of_workspace(session, team_id).movers, _may_follow(session, team_id))


def _may_follow(session: Session, team_id: str) -> Sequence[Member]:
    """Whom we know of those who may move anyone's interviews, whatever Slack says of them else."""
    movers = preferences.of_workspace(session, team_id).movers
    table = tables.Member
    ids = session.scalars(
        select(table.member_id)
        .where(table.team_id == team_id, or_(table.admin, table.member_id.in_(movers)))
        .order_by(table.member_id)
    ).all()
    return [found for each in ids if (found := members.find(session, team_id, each))]
