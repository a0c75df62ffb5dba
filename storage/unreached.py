"""When somebody cannot be reached, whoever arranged their interviews is told."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prep.digests import covers_until
from prep.interviews import Interview, State
from prep.messages import TO_WHO_ARRANGED, Kind
from storage import arrangers, arrangers_day, deliveries, interviews, mornings, preferences, substitutes, told, untold
from storage.claims import Claimed
from storage.pacing import UPDATE
from storage.tables import Delivery, Member


def tell(session: Session, claimed: Claimed, reason: str, now: datetime) -> None:
    """A message failed for good: plans word of it to whoever arranged the interviews that it was about.

    Once an interview and person. Nothing when the message had nothing to do with an interview, only changed what was
    sent before, or was to whoever arranged one. `reason` is Slack's error name.
    """
    member_id = claimed.member_id
    if member_id is None or claimed.method == UPDATE:
        return
    if claimed.kind == Kind.SUBSTITUTE:
        substitutes.unasked(session, claimed.team_id, claimed.content["request"], reason, now)
        return
    about = () if claimed.kind in TO_WHO_ARRANGED else _concerned(session, claimed, member_id, now)
    for interview in about:
        if interview.state is State.PLANNED and interview.ends_at > now:
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
    """Those of these members to whom no message gets: Slack did not take the last, or they may not have any."""
    barred = session.scalars(
        select(Member.member_id).where(
            Member.team_id == team_id,
            Member.member_id.in_(list(member_ids)),
            or_(Member.deactivated, Member.guest, Member.external),
        )
    )
    return deliveries.unreached(session, team_id, member_ids).union(barred)


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
