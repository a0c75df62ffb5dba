"""The kinds of message that the product sends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a message is; the words are stored."""

    SET = "set"
    """Questions that somebody asked to keep in their messages with the app."""
    SHARED = "shared"
    """Questions that somebody shared in a channel."""
    NOT_SHARED = "not shared"
    """To somebody who shared questions in a channel: they did not come there, or nobody knows whether they did."""
    ADDED = "added"
    """Somebody was put into interviews."""
    DIGEST = "digest"
    """The morning message: the interviews ahead, and the questions that are one's own."""
    REMINDER = "reminder"
    """Shortly before an interview: the plan for the room."""
    CANNOT = "cannot"
    """To whoever arranged an interview: somebody in it cannot come."""
    UNREACHED = "unreached"
    """To whoever arranged an interview: somebody in it cannot be reached."""
    SUBSTITUTE = "substitute"
    """Somebody is asked to come to an interview instead of a colleague who cannot."""
    HAND_OVER = "hand over"
    """To whoever arranged an interview: somebody in it cannot come, and asked somebody else to."""
    UNANSWERED = "unanswered"
    """To whoever arranged an interview: whoever was asked to come instead has not answered by half the time left."""
    ACCEPTED = "accepted"
    """To whoever arranged an interview: whoever was asked to come instead of somebody in it said yes."""
    ANSWERED = "answered"
    """To somebody who cannot come and asked somebody else to: what became of it."""
    PAUSED = "paused"
    """To whoever arranged an interview: somebody in it has paused, so that no morning message tells them of it."""
    DAY = "day"
    """To whoever arranged them: a day's interviews, what needs them, what is fine, who has not read it yet."""
    NEEDED = "needed"
    """To whoever arranged an interview: something in their day needs them that did not before."""
    PASSED_ON = "passed on"
    """To whoever arranges interviews from now on that somebody else arranged, who has left or asked them to."""
    REPLY = "reply"
    """The one answer a day to what somebody types to the app."""
    AFTERWARDS = "afterwards"
    """After an interview: the feedback form, and which questions helped."""
    CORRECTION = "correction"
    """What somebody was told of an interview has changed."""
    EDIT = "edit"
    """A message that was sent is made to say what is true now."""


TO_WHO_IS_IN_IT: Final = frozenset({Kind.ADDED, Kind.DIGEST, Kind.REMINDER, Kind.CORRECTION})
"""The kinds that tell somebody of interviews that they are in: to these alone they can say that they read it."""
TO_WHO_ARRANGED: Final = frozenset(
    {
        Kind.CANNOT,
        Kind.UNREACHED,
        Kind.HAND_OVER,
        Kind.UNANSWERED,
        Kind.ACCEPTED,
        Kind.PAUSED,
        Kind.NEEDED,
        Kind.PASSED_ON,
    }
)
"""The kinds that tell whoever arranged an interview what needs them about it, or does no more: see
`prep.pauses.put_off`."""
CANNOT_WAIT: Final = frozenset(
    {
        Kind.CORRECTION,
        Kind.CANNOT,
        Kind.NEEDED,
        Kind.SUBSTITUTE,
        Kind.HAND_OVER,
        Kind.UNANSWERED,
        Kind.ANSWERED,
        Kind.ACCEPTED,
        Kind.UNREACHED,
        Kind.SET,
        Kind.SHARED,
        Kind.ADDED,
        Kind.REMINDER,
    }
)
"""The kinds that are of little use later, or that somebody waits for: they go before all others. An index holds what is
planned of them, so a kind more or less is a migration that makes it anew."""
IN_CROWDS: Final = frozenset({Kind.ADDED, Kind.REMINDER})
"""Those of them that may be due for many at once: they go after the rest of them."""


class Withdrawn(StrEnum):
    """Why a message that was planned is not sent; the words are stored."""

    REPLANNED = "planned anew"
    """It comes at another time, or says something else."""
    PAUSED = "paused"
    UNWANTED = "not wanted"
    CALLED_OFF = "the interview was called off"
    OVER = "the interview is over"
    NOT_IN_IT = "no longer in it"
    NOTHING_AHEAD = "no interview ahead"
    NONE_ARRANGED = "no interview ahead that they arranged"
    ERASED = "the candidate's data was erased"


class TakenOver(StrEnum):
    """Why a reminder does not come although it is wanted: another message was the plan for the room; the words are
    stored. It stays so, whatever changes."""

    ADDED = "its questions came when you were added"
    DIGEST = "it stood in your morning message"
    CORRECTION = "its questions came when it was moved"


class NotShared(StrEnum):
    """Why questions did not come where somebody shared them, besides what Slack names; the words are stored."""

    GONE = "the role or its questions are no longer in the bank"
    LOST = "Slack's answer was lost"
    """Nobody knows whether they came."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message to somebody: its kind, and the moment that it is due, or was; of one that came, when it did."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """A message that did not come. `refused`: Slack did not take it, and `reason` is the name it gives that; else
    `reason` is one of `Withdrawn`, or the composer's own words."""

    due: Due
    refused: bool
    reason: str
