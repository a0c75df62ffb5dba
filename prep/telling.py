"""When messages to one person become one, and how long the app waits for more to tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from prep.digests import digest_before
from prep.messages import Kind
from prep.preferences import Preferences

TOGETHER: Final = timedelta(hours=1)
"""Messages about the same interviews that would fall within this time are one message."""
QUIET: Final = timedelta(minutes=10)
QUIET_IF_SOON: Final = timedelta(minutes=2)
LONGEST_WAIT: Final = timedelta(minutes=30)
"""However long somebody goes on adding interviews, those added are told by then."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be told to the same person: since when, and when it is due."""

    since: datetime
    due_at: datetime


def become_one(first: datetime, second: datetime) -> bool:
    """Whether a message due at `second` is told by the one at `first` already."""
    return first <= second <= first + TOGETHER


def morning_message(theirs: Preferences, starts_at: datetime, now: datetime) -> datetime | None:
    """When the first morning message after `now` is due that tells of what starts at `starts_at`; None when none
    comes before it."""
    return None if Kind.DIGEST in theirs.muted else digest_before(theirs.rhythm, now, starts_at)


def told_by_itself(theirs: Preferences, starts_at: datetime, now: datetime) -> bool:
    """Whether somebody who is put into an interview at `now` is told so by a message of its own: unless they want
    none, and a morning message tells it before it starts."""
    return Kind.ADDED not in theirs.muted or morning_message(theirs, starts_at, now) is None


def tell_at(
    now: datetime,
    starts_at: datetime,
    next_digest: datetime | None,
    waiting: Waiting | None,
    *,
    welcomed: bool = True,
) -> datetime:
    """When somebody who was added to an interview is told.

    After ten quiet minutes, so that several become one message; after two when it begins before the next morning
    message; at once when it begins by then, or has begun. What is `waiting` is told with it: the quiet begins anew, but
    what is urgent stays urgent, and nothing waits for more than half an hour but for the end of a pause. Who was not
    `welcomed` yet is told at once where a morning message would come before that: it does not welcome.
    """
    due = _after_quiet(now, starts_at, next_digest, waiting)
    return due if welcomed or next_digest is None or due < next_digest else now


def _after_quiet(now: datetime, starts_at: datetime, next_digest: datetime | None, waiting: Waiting | None) -> datetime:
    if starts_at <= now + QUIET_IF_SOON:
        return now
    soon = next_digest is None or starts_at <= next_digest
    due = now + (QUIET_IF_SOON if soon else QUIET)
    if waiting is None or waiting.due_at > now + LONGEST_WAIT:
        return due
    if waiting.due_at <= now + QUIET_IF_SOON:
        return waiting.due_at
    return max(now, min(due, waiting.since + LONGEST_WAIT))


def tells_all(now: datetime, remind_at: datetime | None, digest_at: datetime | None) -> bool:
    """Whether a message sent at `now` about an interview has to be the plan for the room itself.

    So it is when its reminder would follow within the hour, or should have come already; and when nothing else will
    bring the questions before it starts. `remind_at` and `digest_at`: None when no such message comes before it.
    """
    if remind_at is not None:
        return become_one(now, max(now, remind_at))
    return digest_at is None
