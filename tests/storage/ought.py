"""What ought to be planned, said simply: from the interviews, the settings, the time and what was sent."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from prep.digests import covers_until, digest_on, next_digest
from prep.interviews import Interview
from prep.people import local_day
from prep.preferences import Preferences
from prep.wallclock import at
from storage import interviews, preferences, untold
from tests.storage.search import Search

Due = tuple[str, datetime]
"""A message's reason, and when it is due."""


def planned(search: Search, session: Session, people: tuple[str, ...], before: Mapping[str, datetime]) -> set[Due]:
    """The reminders and morning messages that are still to be sent. `before`: those that were, and when they were due,
    until something was changed just now."""
    wanted: set[Due] = set()
    for who in people:
        session.expire_all()
        theirs = preferences.of_member(session, search.team_id, who)
        ahead = interviews.of_member(session, search.team_id, who, search.now, search.now + timedelta(days=400))
        reminders = [each for each in _reminders(ahead, who, theirs) if each[1] > search.now or each[0] in before]
        wanted |= {(once, max(due, search.now)) for once, due in reminders}
        wanted |= set(_mornings(ahead, who, theirs, search, before))
    return {each for each in wanted if each[0] not in search.sent}


def told_by(search: Search, session: Session, who: str) -> datetime | None:
    """When they are told at the latest of what they were put into; None: of nothing, or their morning message may."""
    theirs = preferences.of_member(session, search.team_id, who)
    if "added" in theirs.muted and "digest" not in theirs.muted:
        return None
    soon = search.now + timedelta(minutes=30)
    ahead = untold.ahead(session, search.team_id, who, search.now)
    return min((_after_pause(theirs, soon, each.starts_at) for each in ahead), default=None)


def _after_pause(theirs: Preferences, due: datetime, starts_at: datetime) -> datetime:
    until = theirs.rhythm.paused_until
    if until is None or local_day(due, theirs.rhythm.zone) >= until:
        return due
    return max(due, min(starts_at - timedelta(hours=24), at(until, theirs.rhythm.at, theirs.rhythm.zone)))


def _reminders(ahead: list[Interview], who: str, theirs: Preferences) -> Iterator[Due]:
    if theirs.reminder_minutes and "reminder" not in theirs.muted:
        for each in ahead:
            due = each.starts_at - timedelta(minutes=theirs.reminder_minutes)
            yield f"reminder:{each.id}:{who}:{each.starts_at.isoformat()}", due


def _mornings(
    ahead: list[Interview], who: str, theirs: Preferences, search: Search, before: Mapping[str, datetime]
) -> Iterator[Due]:
    """One that waits to be sent; today's at once, if it was to come and its time has passed; else the first one that
    has something to say, if any."""
    if "digest" in theirs.muted:
        return
    today = local_day(search.now, theirs.rhythm.zone)
    starts = [each.starts_at for each in ahead]
    for once in (each for each in before.keys() - search.sent if each.startswith(f"digest:{who}:")):
        day = date.fromisoformat(once[-10:])
        due = digest_on(theirs.rhythm, day)
        if due is not None and due <= search.now:
            says = any(each < covers_until(theirs.rhythm, due) for each in starts)
            if before[once] <= search.now or (
                day == today and says and once == _reason(who, day, due, starts, theirs, search)
            ):
                yield once, min(before[once], search.now)
                return
    for day in (today + timedelta(days=each) for each in range(-1, 120)):
        due = digest_on(theirs.rhythm, day)
        if due is None or due <= search.now:
            continue
        says = any(due <= each < covers_until(theirs.rhythm, due) for each in starts)
        if says and (reason := _reason(who, day, due, starts, theirs, search)):
            yield reason, due
            return


def _reason(
    who: str, day: date, due: datetime, starts: Sequence[datetime], theirs: Preferences, search: Search
) -> str | None:
    """One a day; a second one only for what would be told by none."""
    first, again = f"digest:{who}:{day.isoformat()}", f"digest:{who}:again:{day.isoformat()}"
    if first not in search.sent:
        return first
    told, following = search.until.get(first), next_digest(theirs.rhythm, due).due
    left = told is not None and any(told <= each < following for each in starts)
    return again if left and again not in search.sent else None
