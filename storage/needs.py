"""What of the interviews that somebody arranged needs them; and their day message at once, where none would say so in
time: called in the transaction that changes an interview."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

from sqlalchemy.orm import Session

from prep import wallclock
from prep.arranging_day import Day, Known, day, telling, untold
from prep.digests import is_paused, next_digest
from prep.interviews import Interview, State
from prep.messages import Kind
from prep.people import local_day, refusal
from storage import arrangers_day, deliveries, interviews, members, preferences, substitutes, unreached
from storage.deliveries import Plan

_MAY_NEED: Final = frozenset({"interview.added", "interview.moved", "interview.restaffed", "interview.handed_over"})


def look(session: Session, team_id: str, arranged: Sequence[Interview], until: datetime, now: datetime) -> Day:
    """What of these interviews, which start before `until` and which one person arranged, needs them at `now`, what is
    fine, who has not read it yet."""
    people = {seat.member_id for each in arranged for seat in each.panel if seat.member_id}
    known = Known(
        unreached=unreached.among(session, team_id, people),
        hand_overs=substitutes.standing(session, team_id, arranged),
        elsewhere=interviews.overlapping(session, team_id, people, now, until + interviews.LONGEST),
    )
    return day(arranged, known, now)


def changed(session: Session, team_id: str, interview: Interview, action: str, by: str | None, now: datetime) -> None:
    """The interview, or its room, is not as it was. Whoever has something that needs them of it, and no day message
    that could say so before it starts, has theirs at once; but not for what they did themselves (`by`), and saw."""
    if action not in _MAY_NEED or interview.state is not State.PLANNED or interview.ends_at <= now:
        return
    people = [each.member_id for each in interview.in_room if each.member_id]
    around = interviews.overlapping(session, team_id, people, interview.starts_at, interview.ends_at)
    for member_id in sorted({interview.arranged_by, *(each.arranged_by for each in around)} - {by}):
        for theirs in [each for each in (interview, *around) if each.arranged_by == member_id]:
            tell_in_time(session, team_id, theirs, interview.id, now)


def tell_in_time(session: Session, team_id: str, theirs: Interview, cause: str, now: datetime) -> None:
    """The interview, or with it the one with the id `cause`, may need whoever arranged it: if so, and no day message
    could say it before the interview starts, they have theirs at once."""
    member_id = theirs.arranged_by
    chose, member = preferences.of_member(session, team_id, member_id), members.find(session, team_id, member_id)
    rhythm = chose.rhythm
    if Kind.DAY in chose.muted or member is None or refusal(member) or is_paused(rhythm, now):
        return
    if theirs.starts_at >= next_digest(rhythm, now).due:
        return
    _, first, end = telling(rhythm, local_day(theirs.starts_at, rhythm.zone))
    once = arrangers_day.once(member_id, first)
    if deliveries.is_over(session, team_id, once):
        return  # it says so itself, now or once it is in Slack
    begins, ends = (wallclock.at(each, time.min, rhythm.zone) for each in (first, end))
    arranged = interviews.arranged_by(session, team_id, member_id, begins, ends)
    found = look(session, team_id, arranged, ends, now)
    needs = untold(found.needs_you, found.needs_you)
    rooms = [{room.id for room in (each.interview, each.other) if room} for each in needs]
    if any({theirs.id, cause} <= each for each in rooms):
        content = arrangers_day.days(first, end)
        deliveries.plan_again(session, team_id, Plan(Kind.DAY, once, member_id, None, content, now), now)
