"""When messages to one person become one, and how long the app waits for more to tell."""

from datetime import datetime, timedelta
from typing import Final

TOGETHER: Final = timedelta(hours=1)
"""Messages about the same interviews that would fall within this time are one message."""
QUIET: Final = timedelta(minutes=10)
QUIET_IF_SOON: Final = timedelta(minutes=2)
LONGEST_WAIT: Final = timedelta(minutes=30)
"""However long somebody goes on adding interviews, those added are told by then."""


def become_one(first: datetime, second: datetime) -> bool:
    """Whether a message due at `second` is told by the one at `first` already."""
    return first <= second <= first + TOGETHER


def tell_at(now: datetime, starts_at: datetime, next_digest: datetime | None, waiting: datetime | None) -> datetime:
    """When somebody who was added to an interview is told.

    After ten quiet minutes, so that several become one message; after two when the interview comes before their
    next morning message. `waiting` is when something else is told to them anyway: the quiet begins anew, but what
    is urgent stays urgent, and nothing waits for more than half an hour.
    """
    soon = next_digest is None or starts_at <= next_digest
    due = now + (QUIET_IF_SOON if soon else QUIET)
    if waiting is None:
        return due
    if waiting - now <= QUIET_IF_SOON:
        return waiting
    return min(due, waiting + LONGEST_WAIT - QUIET)


def tells_all(now: datetime, remind_at: datetime | None, digest_at: datetime | None) -> bool:
    """Whether a message sent at `now` about an interview has to be the plan for the room itself.

    So it is when its reminder would follow within the hour, or should have come already; and when nothing else will
    bring the questions before it starts. `remind_at` and `digest_at`: None when no such message comes before it.
    """
    if remind_at is not None:
        return become_one(now, max(now, remind_at))
    return digest_at is None
