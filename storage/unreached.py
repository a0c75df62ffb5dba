"""When somebody cannot be reached, whoever arranged their interviews is told."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from prep.digests import covers_until
from prep.interviews import Interview, State
from prep.messages import Kind
from storage import agenda, arrangers, interviews, preferences
from storage.claims import Claimed
from storage.pacing import UPDATE


def tell(session: Session, claimed: Claimed, reason: str, now: datetime) -> None:
    """A message failed for good: plans word of it to whoever arranged the interviews that it was about.

    Once an interview and person. Nothing when the message had nothing to do with an interview, only changed what was
    sent before, or was to the one who arranged it. `reason` is Slack's error name.
    """
    member_id = claimed.member_id
    if member_id is None or claimed.method == UPDATE:
        return
    for interview in _concerned(session, claimed, member_id, now):
        if interview.state is State.PLANNED and interview.ends_at > now:
            arrangers.tell_unreached(session, claimed.team_id, interview, member_id, reason, now)
    if claimed.kind == Kind.DIGEST:
        agenda.plan_digest(session, claimed.team_id, member_id, now)  # tomorrow they may be reached


def _concerned(session: Session, claimed: Claimed, member_id: str, now: datetime) -> Iterable[Interview]:
    if claimed.about:
        found = interviews.find(session, claimed.team_id, claimed.about)
        return [found] if found else []
    if claimed.kind == Kind.DIGEST:
        theirs = preferences.of_member(session, claimed.team_id, member_id)
        return interviews.of_member(session, claimed.team_id, member_id, now, covers_until(theirs.rhythm, now))
    if claimed.kind == Kind.ADDED:
        return [
            interview
            for interview in interviews.of_member(session, claimed.team_id, member_id, now, agenda.horizon(now))
            if (seat := interview.seat_of(member_id)) and seat.told_at is None
        ]
    return []
