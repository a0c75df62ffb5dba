"""Who was put into interviews and was not told of it yet: when they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.digests import next_digest
from prep.interviews import Interview
from prep.messages import Kind, Withdrawn
from prep.pauses import put_off
from prep.preferences import Preferences
from prep.telling import Waiting, tell_at, told_by_itself
from storage import deliveries, interviews, members, preferences, told
from storage.deliveries import Plan
from storage.ids import new_id

_AHEAD: Final = timedelta(days=366)


def person_added(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member is to be told that they are in it; several within some quiet minutes are told at once. The caller
    holds the member."""
    theirs = preferences.of_member(session, team_id, member_id)
    if told_by_itself(theirs, interview.starts_at, now):
        _plan(session, team_id, interview, member_id, theirs, now)


def moved(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Whoever is in it and was not told yet is told in time for when it is now. The caller holds them."""
    for each in interview.in_room:
        if each.member_id and told.untold(session, team_id, each.member_id, [interview]):
            person_added(session, team_id, interview, each.member_id, now)


def member_changed(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Their times, pause or kinds changed: what no morning message tells any more is told by itself, and what they do
    not want is not. The caller holds the member."""
    theirs = preferences.of_member(session, team_id, member_id)
    wanted = [each for each in ahead(session, team_id, member_id, now) if told_by_itself(theirs, each.starts_at, now)]
    if Kind.ADDED in theirs.muted and not wanted:
        deliveries.withdraw_kind(session, team_id, member_id, Kind.ADDED, Withdrawn.UNWANTED)
    for each in wanted:
        _plan(session, team_id, each, member_id, theirs, now)


def ahead(session: Session, team_id: str, member_id: str, now: datetime) -> list[Interview]:
    """The interviews that the member is in, that are not over, and of which they were not told, by their start."""
    theirs = interviews.of_member(session, team_id, member_id, now - interviews.LONGEST, now + _AHEAD)
    return told.untold(session, team_id, member_id, [each for each in theirs if each.ends_at > now])


def left_to_morning(
    session: Session, team_id: str, member_id: str, about: Sequence[Interview], at: datetime
) -> list[Interview]:
    """Those of these interviews, all theirs, of which the member was not told, and is not told by itself before a
    morning message at that moment."""
    by_itself = deliveries.to_be_composed(session, team_id, member_id, Kind.ADDED)
    return [] if by_itself and by_itself <= at else told.untold(session, team_id, member_id, about)


def _plan(
    session: Session, team_id: str, interview: Interview, member_id: str, theirs: Preferences, now: datetime
) -> None:
    waiting = deliveries.waiting(session, team_id, member_id, Kind.ADDED)
    digest = next_digest(theirs.rhythm, now).due if Kind.DIGEST not in theirs.muted else None
    already = Waiting(waiting.since, waiting.due_at) if waiting else None
    welcomed = members.is_welcomed(session, team_id, member_id)
    quiet = tell_at(now, interview.starts_at, digest, already, welcomed=welcomed)
    due = put_off(theirs.rhythm, quiet, interview.starts_at)
    if waiting is None:
        wanted = Plan(Kind.ADDED, f"{Kind.ADDED}:{new_id()}", member_id, None, {}, due)
        deliveries.plan(session, team_id, wanted, now)
    else:
        # What waits for the end of a pause keeps nothing else waiting.
        due = due if due == quiet else min(due, waiting.due_at)
        deliveries.put_off(session, team_id, waiting.id, due)
