"""Handing an interview over: somebody cannot come and names a substitute, who is asked first.

From asked, yes or no end it, and so does whoever arranged the interview by undoing it. Late is no end: the one who
arranged it was told that there is no answer yet, and the substitute may still give one until it starts. Until they say
yes, the one who cannot come keeps the seat and its questions: nothing is ever nobody's to ask because of a question
that is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from prep.interviews import Interview, Seat, State
from prep.people import Member


class Reason(StrEnum):
    """Why somebody cannot come, where they say so; the words are stored."""

    CLASH = "clash"
    KNOWS = "knows the candidate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """Why somebody cannot come, as far as they say so: for whoever arranged the interview, and for nobody else."""

    why: Reason | None = None
    words: str = ""


class HandOver(StrEnum):
    """Where a hand-over is; the words are stored."""

    ASKED = "asked"
    LATE = "late"
    """Asked, and whoever arranged the interview was told that there was no answer by half the time left."""
    YES = "yes"
    """The substitute is in the room."""
    NO = "no"
    UNDONE = "undone"
    """It is as if nobody had handed anything over: who was in the room before is in it again."""

    @property
    def is_open(self) -> bool:
        """Whether the substitute has not answered yet, and is still asked."""
        return self in {HandOver.ASKED, HandOver.LATE}


@dataclass(frozen=True, slots=True)
class Request:
    """`from_member` cannot come and asked `to_member` instead, at `asked_at` (aware, in UTC). `seat` is what the one
    who cannot come does in the room; both are members' ids."""

    id: str
    interview_id: str
    from_member: str
    to_member: str
    seat: Seat
    step: HandOver
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """Whom somebody would have come instead of them. `member` is None where Slack shows us nobody by that id;
    `is_app`: it is our own user; `paused`: no messages come to them now."""

    id: str
    member: Member | None
    is_app: bool
    paused: bool


class Unfit(StrEnum):
    """Why somebody cannot be asked to come instead."""

    ONESELF = "oneself"
    APP = "app"
    UNSEEN = "unseen"
    """Slack shows us nobody by that id."""
    EXTERNAL = "external"
    GUEST = "guest"
    DEACTIVATED = "deactivated"
    IN_IT = "in it"
    CANNOT = "cannot"
    """They are in it, and said that they cannot come."""
    ASKED = "asked"
    """They are asked about this interview already, and have not answered."""
    PAUSED = "paused"
    WAITING = "waiting"
    """The one who cannot come has asked somebody, who has not answered."""
    BEGUN = "begun"


def unfit(
    interview: Interview, from_member: str, proposed: Proposed, requests: Sequence[Request], now: datetime
) -> Unfit | None:
    """Why somebody cannot be asked to come to the interview instead of `from_member`; None when they can.

    `requests` are those of the interview. Being in another room at that time is no reason: they are told of it.
    """
    still_asked = [each for each in requests if each.step.is_open and stands(each, interview)]
    if interview.starts_at <= now:
        return Unfit.BEGUN
    if any(each.from_member == from_member for each in still_asked):
        return Unfit.WAITING
    if proposed.id == from_member:
        return Unfit.ONESELF
    return unfit_person(proposed) or _unfit_here(interview, proposed, still_asked)


def _unfit_here(interview: Interview, proposed: Proposed, still_asked: Sequence[Request]) -> Unfit | None:
    if seated := interview.seat_of(proposed.id):
        return Unfit.CANNOT if seated.declined_at else Unfit.IN_IT
    if any(each.to_member == proposed.id for each in still_asked):
        return Unfit.ASKED
    return Unfit.PAUSED if proposed.paused else None


def unfit_person(proposed: Proposed) -> Unfit | None:
    """Why somebody cannot be asked for anything here; None when they are a member."""
    if proposed.is_app:
        return Unfit.APP
    member = proposed.member
    if member is None:
        return Unfit.UNSEEN
    if member.deactivated:
        return Unfit.DEACTIVATED
    if member.external:
        return Unfit.EXTERNAL
    return Unfit.GUEST if member.guest else None


def stands(request: Request, interview: Interview) -> bool:
    """Whether the room is still as the request left it: others may have been put in or taken off since, and then
    there is nothing to answer, to undo or to say of it any more."""
    before, after = interview.seat_of(request.from_member), interview.seat_of(request.to_member)
    match request.step:
        case HandOver.ASKED | HandOver.LATE:
            return before is not None and before.declined_at is None and after is None
        case HandOver.YES:
            return before is None and after is not None and after.declined_at is None
        case HandOver.NO:
            return before is not None and before.declined_at is not None
        case HandOver.UNDONE:
            return before is not None and before.declined_at is None


class Closed(StrEnum):
    """Why there is nothing for the substitute to answer any more."""

    YES = "yes"
    NO = "no"
    UNDONE = "undone"
    CALLED_OFF = "called off"
    RESTAFFED = "restaffed"
    """The room was filled otherwise."""
    BEGUN = "begun"


def closed(request: Request, interview: Interview, now: datetime) -> Closed | None:
    """Why the substitute cannot say yes or no at `now`, with the interview as it is; None when they can."""
    if request.step in {HandOver.NO, HandOver.UNDONE}:
        return Closed(request.step)
    if interview.state is State.CANCELLED:
        return Closed.CALLED_OFF
    if not stands(request, interview):
        return Closed.RESTAFFED
    if request.step is HandOver.YES:
        return Closed.YES
    return None if may_answer(request.step, interview.starts_at, now) else Closed.BEGUN


def can_be_undone(request: Request, interview: Interview, now: datetime) -> bool:
    """Whether whoever arranged the interview, as it is, may undo the hand-over at `now`."""
    takes_place = interview.state is State.PLANNED and stands(request, interview)
    return takes_place and may_undo(request.step, interview.starts_at, now)


def half_time(asked_at: datetime, starts_at: datetime) -> datetime:
    """When whoever arranged it is told that the substitute has not answered: half of the time that was left when they
    were asked. At once when none was left. An interview that moves has another half-time, from the same `asked_at`."""
    return max(asked_at, asked_at + (starts_at - asked_at) / 2)


def may_answer(step: HandOver, starts_at: datetime, now: datetime) -> bool:
    """Whether the substitute may say yes or no: until the interview starts, as it is arranged now."""
    return step.is_open and now < starts_at


def may_undo(step: HandOver, starts_at: datetime, now: datetime) -> bool:
    """Whether whoever arranged it may undo the hand-over: until the interview starts, unless the answer was no."""
    return (step.is_open or step is HandOver.YES) and now < starts_at


def answer(step: HandOver, yes: bool) -> HandOver:
    """What it is once the substitute answered. ValueError when they answered before, or are not asked any more."""
    if not step.is_open:
        raise ValueError(f"nobody is asked any more: {step}")
    return HandOver.YES if yes else HandOver.NO


def undo(step: HandOver) -> HandOver:
    """What it is once it was undone. ValueError where there is nothing to undo."""
    if not (step.is_open or step is HandOver.YES):
        raise ValueError(f"there is nothing to undo: {step}")
    return HandOver.UNDONE


def at_half_time(step: HandOver) -> HandOver:
    """What it is once half of the time left has passed; the one who arranged it is told if that makes it late."""
    return HandOver.LATE if step is HandOver.ASKED else step
