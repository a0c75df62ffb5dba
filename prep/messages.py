"""The kinds of message that the product sends."""

from enum import StrEnum


class Kind(StrEnum):
    """What a message is; the words are stored."""

    SET = "set"
    """Questions that somebody asked to keep in their messages with the app."""
    SHARED = "shared"
    """Questions that somebody shared in a channel."""
