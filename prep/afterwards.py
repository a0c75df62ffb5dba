"""When somebody is asked, after an interview, for their feedback and which questions helped.

Interviews that follow each other closely are asked about in one message, after the last of them. Moments are aware;
a zone is an IANA name this machine knows (`prep.people.known_zone` gives one). Pauses, and who wants no such message,
are the caller's to mind.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from prep import wallclock
from prep.interviews import Interview, Seat, State

AFTER: Final = timedelta(minutes=10)
"""How long after the end the message comes."""
APART: Final = timedelta(minutes=30)
"""From this much free time on between two interviews, each has its own message."""
EARLIEST: Final = time(8)
LATEST: Final = time(18, 30)
"""Nobody is asked before EARLIEST or after LATEST, by the clocks where they are."""
WORTH_ASKING: Final = timedelta(days=3)
"""How long after the end somebody still remembers."""


def groups(interviews: Iterable[Interview], member_id: str) -> list[tuple[Interview, ...]]:
    """The interviews that this member is in the room for, in the order of their start, those close together in one.

    `interviews` are in any order; cancelled ones, and those that the member is not in or cannot come to, are left
    out. Listening keeps a group together as well: nobody is asked while they sit in the next interview. Whether an
    interview joins is decided by the latest end of those before it, so one that overlaps does.
    """
    theirs = sorted((each for each in interviews if _in_room(each, member_id)), key=_when)
    found: list[tuple[Interview, ...]] = []
    for interview in theirs:
        if found and interview.starts_at - over_at(found[-1]) < APART:
            found[-1] += (interview,)
        else:
            found.append((interview,))
    return found


def asked_about(group: Iterable[Interview], member_id: str) -> tuple[Interview, ...]:
    """Those of a group of this member's that the message is about: all but those they only listen to. May be none."""
    return tuple(each for each in group if not _listens(each, member_id))


def over_at(group: Sequence[Interview]) -> datetime:
    """When the last of a group, which has at least one, is over, in UTC."""
    return max(each.ends_at for each in group)


def due_at(group: Sequence[Interview], zone: str) -> datetime | None:
    """When the message about a group of `groups` is due, in UTC, ten minutes after the last of it is over.

    None: clocks in `zone`, the member's, then show a time before EARLIEST or after LATEST, so it comes with their next
    morning message that has interviews, if `still_worth` holds then.
    """
    due = over_at(group) + AFTER
    return due if EARLIEST <= wallclock.local(due, zone).time() <= LATEST else None


def still_worth(ended_at: datetime, at: datetime) -> bool:
    """Whether to ask at `at` about an interview that was over at `ended_at`: within three times 24 hours of it."""
    return ended_at <= at <= ended_at + WORTH_ASKING


def _in_room(interview: Interview, member_id: str) -> bool:
    return interview.state is State.PLANNED and any(each.member_id == member_id for each in interview.in_room)


def _listens(interview: Interview, member_id: str) -> bool:
    sits = interview.seat_of(member_id)
    return sits is None or sits.seat is Seat.LISTENING


def _when(interview: Interview) -> tuple[datetime, str]:
    return interview.starts_at, interview.id
