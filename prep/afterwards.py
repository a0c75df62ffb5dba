"""When somebody is asked, after an interview, for their feedback and which questions helped.

Interviews that follow each other closely are asked about in one message, after the last of them. Moments are aware;
a zone is an IANA name this machine knows (`prep.people.known_zone` gives one). Pauses, and who wants no such message,
are the caller's to mind.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from prep import wallclock
from prep.interviews import Interview, Seat, State
from prep.usefulness import Judgement

AFTER: Final = timedelta(minutes=10)
"""How long after the end the message comes."""
APART: Final = timedelta(minutes=30)
"""From this much free time on between two interviews, each has its own message."""
EARLIEST: Final = time(8)
LATEST: Final = time(18, 30)
"""Nobody is asked before EARLIEST or after LATEST, by the clocks where they are."""
WORTH_ASKING: Final = timedelta(days=3)
"""How long after the end somebody still remembers."""
_LATE: Final = timedelta(minutes=15)
"""A message that is sent so much later than it was due may be sent at another time of day altogether."""


class Stage(StrEnum):
    """How far somebody was asked about an interview; the words are stored."""

    ASKED = "asked"
    ASKED_AGAIN = "asked again"
    """In a morning message, since they had not answered: the last time."""
    ANSWERED = "answered"
    NOT_HELD = "not held"
    """They said that it did not take place: nothing is asked about it."""


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
    """Those of a group of this member's that the message is about: where they have questions, and where it is known to
    which place the feedback goes. None that they only listen to; may be none at all."""
    return tuple(each for each in group if _has_something_to_say(each, member_id))


def over_at(group: Sequence[Interview]) -> datetime:
    """When the last of a group, which has at least one, is over, in UTC."""
    return max(each.ends_at for each in group)


def due_at(group: Sequence[Interview], zone: str) -> datetime | None:
    """When the message about a group of `groups` is due, in UTC, ten minutes after the last of it is over.

    None: clocks in `zone`, the member's, then show a time before EARLIEST or after LATEST, so it comes with their next
    morning message that has interviews, if `still_worth` holds then.
    """
    due = over_at(group) + AFTER
    return due if _is_awake(due, zone) else None


def on_time(due: datetime, zone: str, at: datetime) -> bool:
    """Whether the message that was due at `due` may still be sent at `at`, when it was held up: not at night."""
    return at - due <= _LATE or _is_awake(at, zone)


def left_to_morning(group: Sequence[Interview], zone: str, at: datetime) -> bool:
    """Whether a morning message sent at `at` may ask about a group of `groups`: it is over, and no message of its own
    is still to come."""
    due = due_at(group, zone)
    return over_at(group) <= at and (due is None or due <= at)


def still_worth(ended_at: datetime, at: datetime) -> bool:
    """Whether to ask at `at` about an interview that was over at `ended_at`: within three times 24 hours of it."""
    return ended_at <= at <= ended_at + WORTH_ASKING


def stage_of(kept: Stage | None, since: datetime | None, interview: Interview) -> Stage | None:
    """How far somebody was asked about the interview; None: not yet. `kept` is what was reached `since` then, which
    counts for nothing when the interview was over only later: it was moved, and is another conversation."""
    return kept if since is not None and since >= interview.ends_at else None


def asked_in_morning(stage: Stage | None, since: datetime | None, zone: str, at: datetime) -> bool:
    """Whether a morning message sent at `at` asks somebody who has got as far as `stage`, `since` then: the first
    time, or once more, if they did not answer what they were asked on an earlier day of theirs."""
    if stage is not Stage.ASKED or since is None:
        return stage is None
    return wallclock.local(since, zone).date() < wallclock.local(at, zone).date()


def boxes(ticked: Collection[str], said: Mapping[str, Judgement]) -> dict[str, Judgement | None]:
    """What boxes say of questions, by id, when `ticked` are: those helped. An empty one says nothing, whatever else was
    `said`; where it was ticked before, that is taken back (None)."""
    emptied = (each for each, judgement in said.items() if judgement is Judgement.HELPED and each not in ticked)
    return {**dict.fromkeys(ticked, Judgement.HELPED), **dict.fromkeys(emptied)}


def _is_awake(moment: datetime, zone: str) -> bool:
    return EARLIEST <= wallclock.local(moment, zone).time() <= LATEST


def _in_room(interview: Interview, member_id: str) -> bool:
    return interview.state is State.PLANNED and any(each.member_id == member_id for each in interview.in_room)


def _has_something_to_say(interview: Interview, member_id: str) -> bool:
    sits = interview.seat_of(member_id)
    if sits is None or sits.seat is Seat.LISTENING:
        return False
    return bool(sits.asks) or bool(interview.links.feedback.strip())


def _when(interview: Interview) -> tuple[datetime, str]:
    return interview.starts_at, interview.id
