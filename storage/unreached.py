"""When somebody cannot be reached, or a mistake of ours kept a message from them, whoever arranged their interviews is
told."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prep.digests import covers_until
from prep.interviews import Interview, State
from prep.messages import TO_WHO_ARRANGED, Kind
from storage import (
    arrangers,
    arrangers_day,
    interviews,
    mornings,
    preferences,
    sharing,
    substitutes,
    told,
    untold,
)
from storage.claims import Claimed
from storage.deliveries import State as Sending
from storage.pacing import POST, UPDATE
from storage.tables import Delivery, Member

OF_THE_READER: Final = arrangers.HAS_LEFT | {
    "user_not_visible",
    "channel_not_found",
    "messages_tab_disabled",
    "cannot_dm_bot",
    "restricted_action",
}
"""Slack's reasons not to take a message that are about whom it is for, or about all messages to them. Whatever else it
names is about the message, or about us."""


def tell(session: Session, claimed: Claimed, reason: str, now: datetime, fault: str = "") -> None:
    """A message failed for good: plans word of it to whoever arranged the interviews that it was about.

    Of what was shared in a channel, to whoever shared it. Once an interview and person; of a mistake of ours, which
    stands in the log under `fault`, once for all of them. Nothing when the message had nothing to do with an interview,
    only changed what was sent before, or was to whoever arranged one. `reason` is Slack's error name.
    """
    member_id = claimed.member_id
    if claimed.kind == Kind.SHARED:
        sharing.tell(session, claimed, reason, now, fault)
    if member_id is None or claimed.method == UPDATE:
        return
    if claimed.kind == Kind.SUBSTITUTE:
        substitutes.unasked(session, claimed.team_id, claimed.content["request"], reason, now, fault)
        return
    about = () if claimed.kind in TO_WHO_ARRANGED else _concerned(session, claimed, member_id, now)
    ahead = [each for each in about if each.state is State.PLANNED and each.ends_at > now]
    if fault:
        by_arranger: dict[str, list[Interview]] = defaultdict(list)
        for interview in ahead:
            by_arranger[interview.arranged_by].append(interview)
        for theirs in by_arranger.values():
            arrangers.tell_unsent(session, claimed.team_id, theirs, member_id, fault, now)
    else:
        for interview in ahead:
            arrangers.tell_unreached(session, claimed.team_id, interview, member_id, reason, now)
    plan_next(session, claimed, now)


def plan_next(session: Session, claimed: Claimed, now: datetime) -> None:
    """The next message of a kind that comes every day, also when this one failed, or nobody can find out what became of
    it: tomorrow they may be reached."""
    if claimed.kind == Kind.DIGEST:
        mornings.plan(session, claimed.team_id, str(claimed.member_id), now)
    if claimed.kind == Kind.DAY:
        arrangers_day.plan(session, claimed.team_id, str(claimed.member_id), now)


def reached(session: Session, claimed: Claimed, now: datetime) -> None:
    """A message got through: where whoever arranged one of its interviews was told that none does, their day message
    is drawn anew."""
    ids = {*claimed.content.get("interviews", ()), *filter(None, [claimed.about])}
    if not ids:
        return
    told_of = session.execute(
        select(Delivery.about, Delivery.content).where(
            Delivery.team_id == claimed.team_id, Delivery.about.in_(ids), Delivery.kind == Kind.UNREACHED
        )
    )
    back = [str(about) for about, content in told_of if content["member"] == claimed.member_id]
    for interview in interviews.many(session, claimed.team_id, back) if back else ():
        arrangers_day.changed(session, claimed.team_id, interview, now)


def among(session: Session, team_id: str, member_ids: Collection[str]) -> frozenset[str]:
    """Those of these members to whom no message gets: Slack did not take the last because of them, or they may not have
    any."""
    barred = session.scalars(
        select(Member.member_id).where(
            Member.team_id == team_id,
            Member.member_id.in_(list(member_ids)),
            or_(Member.deactivated, Member.guest, Member.external),
        )
    )
    return refused(session, team_id, member_ids).union(barred)


def refused(session: Session, team_id: str, member_ids: Collection[str]) -> frozenset[str]:
    """Those of these members because of whom Slack did not take the last message. What only changes a message says
    nothing of that: they may have deleted the message. Nor does one that failed by a mistake of ours."""
    last = (
        select(Delivery.state)
        .where(
            Delivery.team_id == team_id,
            Delivery.member_id == Member.member_id,
            Delivery.method == POST,
            or_(
                Delivery.state == Sending.SENT,
                (Delivery.state == Sending.FAILED) & Delivery.reason.in_(OF_THE_READER),
            ),
        )
        .order_by(Delivery.due_at.desc(), Delivery.delivery_id.desc())
        .limit(1)
        .correlate(Member)
        .scalar_subquery()
    )
    return frozenset(
        session.scalars(
            select(Member.member_id).where(
                Member.team_id == team_id, Member.member_id.in_(list(member_ids)), last == Sending.FAILED
            )
        )
    )


def _concerned(session: Session, claimed: Claimed, member_id: str, now: datetime) -> Iterable[Interview]:
    if claimed.about:
        found = interviews.find(session, claimed.team_id, claimed.about)
        return [found] if found else []
    if claimed.kind == Kind.DIGEST:
        theirs = preferences.of_member(session, claimed.team_id, member_id)
        return interviews.of_member(session, claimed.team_id, member_id, now, covers_until(theirs.rhythm, now))
    if claimed.kind == Kind.ADDED:
        return untold.ahead(session, claimed.team_id, member_id, now)
    if claimed.kind == Kind.CORRECTION:
        return [interview for interview, _ in told.behind(session, claimed.team_id, member_id, now)]
    return []
