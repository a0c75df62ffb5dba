"""A pause never hides an interview: whoever arranged it is told at once whom no morning message tells of it."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.digests import is_paused
from prep.interviews import Interview, State
from prep.messages import Kind
from prep.pauses import hides
from prep.preferences import Preferences
from storage import arrangers, interviews, preferences, sent_messages, told

_AHEAD: Final = timedelta(days=366)
"""No pause is longer."""


def interview_changed(session: Session, team_id: str, interview: Interview, by: str | None, now: datetime) -> None:
    """The interview was added, or is as it is now. `by` is who did that: a member, who was shown who has paused on its
    day, and is not told of it again."""
    for each in interview.in_room:
        if each.member_id:
            theirs = preferences.of_member(session, team_id, each.member_id)
            _look(session, team_id, interview, each.member_id, theirs, by, now)


def member_changed(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """The member may have begun a pause."""
    theirs = preferences.of_member(session, team_id, member_id)
    if is_paused(theirs.rhythm, now):
        for interview in interviews.of_member(session, team_id, member_id, now, now + _AHEAD):
            _look(session, team_id, interview, member_id, theirs, None, now)


def _look(
    session: Session,
    team_id: str,
    interview: Interview,
    member_id: str,
    theirs: Preferences,
    by: str | None,
    now: datetime,
) -> None:
    is_ahead = interview.state is State.PLANNED and interview.starts_at > now
    until = theirs.rhythm.paused_until
    if not is_ahead or until is None or not hides(theirs, interview.starts_at, now):
        return
    if _is_told(session, team_id, interview, member_id):
        return
    seen = by == interview.arranged_by and is_paused(theirs.rhythm, interview.starts_at)
    arrangers.tell_paused(session, team_id, interview, member_id, until, now, seen=seen)


def _is_told(session: Session, team_id: str, interview: Interview, member_id: str) -> bool:
    """Whether a morning message has told the member of it as it is now."""
    before = told.of_member(session, team_id, member_id, [interview]).get(interview.id)
    if before is None or before.starts_at != interview.starts_at:
        return False
    messages = sent_messages.telling_of(session, team_id, interview.id)
    return any(each.kind == Kind.DIGEST and each.member_id == member_id for each in messages)
