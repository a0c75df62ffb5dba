"""The kinds of message that the product sends."""

from enum import StrEnum


class Kind(StrEnum):
    """What a message is; the words are stored."""

    SET = "set"
    """Questions that somebody asked to keep in their messages with the app."""
    SHARED = "shared"
    """Questions that somebody shared in a channel."""
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
    REPLY = "reply"
    """The one answer a day to what somebody types to the app."""
