"""What Slack's refusals mean for a message: again later, never, or nobody knows."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

LONGEST_SECONDS: Final = 900
_FIRST_SECONDS: Final = 5

_BUSY = frozenset({"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "accesslimited"})
_MAYBE_DONE = frozenset({"fatal_error", "internal_error"})
"""Of these Slack says: it is possible that some aspect of the operation succeeded."""


@dataclass(frozen=True, slots=True)
class Later:
    """Slack surely did not take it: try again in so many seconds."""

    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Never:
    """It will never be taken as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been taken: the answer was lost."""

    reason: str


def refusal_to_post(error: SlackApiError | OSError, attempts: int) -> Later | Never | Unknown:
    """What became of a `chat.postMessage` that raised, at the delivery's `attempts`-th try (1 is the first)."""
    if isinstance(error, SlackApiError):
        return _answered(error, attempts)
    if isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError):
        return Later("connection refused", back_off(attempts))
    return Unknown(type(error).__name__)


def refusal_to_open(error: SlackApiError | OSError, attempts: int) -> Later | Never:
    """The same for `conversations.open`, which can be repeated without harm."""
    why = refusal_to_post(error, attempts)
    return Later(why.reason, back_off(attempts)) if isinstance(why, Unknown) else why


def back_off(attempts: int) -> float:
    """Seconds until the next try: 5, 10, 20, … and never more than a quarter of an hour."""
    return float(min(_FIRST_SECONDS * 2 ** min(attempts - 1, 10), LONGEST_SECONDS))


def _answered(error: SlackApiError, attempts: int) -> Later | Never | Unknown:
    answer = error.response
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        told = str(answer.headers.get("Retry-After", ""))
        return Later("ratelimited", float(told) if told.isdecimal() else back_off(attempts))
    name = str(answer.get("error", "")) if isinstance(answer.data, dict) else ""
    if name in _BUSY:
        return Later(name, back_off(attempts))
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or name in _MAYBE_DONE or not name:
        return Unknown(name or f"HTTP {answer.status_code}")
    return Never(name)
