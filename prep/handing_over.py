"""Handing an interview over: somebody cannot come and names a substitute, who is asked first.

From asked, yes or no end it, and so does whoever arranged the interview by undoing it. Late is no end: the one who
arranged it was told that there is no answer yet, and the substitute may still give one until it starts.
"""

from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why somebody cannot come, where they say so; the words are stored."""

    CLASH = "clash"
    KNOWS = "knows the candidate"
    OTHER = "other"


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
