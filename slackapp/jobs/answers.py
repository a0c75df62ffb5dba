"""What Slack's refusals mean for a message: again later, never, not to this workspace, or nobody knows."""

from dataclasses import dataclass, field
from http import HTTPStatus
from socket import gaierror
from typing import Final
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from storage.pacing import LONGEST_PATIENCE, UPDATE
from storage.unreached import OF_THE_READER

LONGEST_SECONDS: Final = LONGEST_PATIENCE.total_seconds()
_FIRST_SECONDS: Final = 5

_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_DOWN = frozenset(
    {"service_unavailable", "request_timeout", "team_added_to_org", "org_login_required", "accesslimited"}
)
"""Of two of these Slack says that the workspace is being moved into an organization, and is back once that is done:
https://docs.slack.dev/reference/methods/conversations.open"""
_AWAY = frozenset({"token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired"})
_NOT_CONNECTED = (ConnectionRefusedError, gaierror)
_MAYBE_DONE = frozenset({"fatal_error", "internal_error"})
"""Of these Slack says: it is possible that some aspect of the operation succeeded."""
_OF_THE_PLACE = frozenset(
    {
        "is_archived",
        "not_in_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
    }
)
_OF_THE_OLD = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_NOBODYS = OF_THE_READER | _OF_THE_PLACE | _OF_THE_OLD
"""Of a channel that many read, and of a message that is to be changed, that is no mistake of ours."""


@dataclass(frozen=True, slots=True)
class Later:
    """Slack surely did not take it: try again in so many seconds. `everybody`: nothing to this workspace until then."""

    reason: str
    seconds: float
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """It will never be taken as it is. `error` is what Slack answered."""

    reason: str
    error: SlackApiError | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Away:
    """The workspace no longer has the app: nothing is sent there until it is installed again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been taken: the answer was lost."""

    reason: str


def refusal_to_post(error: SlackApiError | OSError, attempts: int) -> Later | Never | Away | Unknown:
    """What became of a `chat.postMessage` that raised, at the delivery's `attempts`-th try (1 is the first)."""
    if isinstance(error, SlackApiError):
        return _answered(error, attempts)
    if isinstance(error, URLError) and isinstance(error.reason, _NOT_CONNECTED):
        return Later("no connection", back_off(attempts))
    return Unknown(type(error).__name__)


def refusal_to_open(error: SlackApiError | OSError, attempts: int) -> Later | Never | Away:
    """The same for calls that can be repeated without harm: `conversations.open`, `conversations.history`."""
    why = refusal_to_post(error, attempts)
    return Later(why.reason, back_off(attempts)) if isinstance(why, Unknown) else why


def is_ours(reason: str, *, to_person: bool, method: str) -> bool:
    """Whether what Slack names shows a mistake of ours, or of whoever runs the app: a message that it does not take, a
    scope that is missing. What it does not name as the reader's is ours where a person was to have a new message."""
    return reason not in (OF_THE_READER if to_person and method != UPDATE else _NOBODYS)


def back_off(attempts: int) -> float:
    """Seconds until the next try: 5, 10, 20, … and never more than a quarter of an hour."""
    return float(min(_FIRST_SECONDS * 2 ** min(max(attempts, 1) - 1, 10), LONGEST_SECONDS))


def _answered(error: SlackApiError, attempts: int) -> Later | Never | Away | Unknown:
    answer = error.response
    name = str(answer.get("error", "")) if isinstance(answer.data, dict) else ""
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or name in _BUSY:
        told = str(answer.headers.get("Retry-After", ""))
        seconds = min(float(told), LONGEST_SECONDS) if told.isdecimal() else back_off(attempts)
        return Later(name or "ratelimited", seconds, everybody=True)
    if name in _AWAY:
        return Away(name)
    if name in _DOWN:
        return Later(name, back_off(attempts))
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not name:
        return Unknown(f"HTTP {answer.status_code}")
    if name in _MAYBE_DONE:
        return Unknown(name)
    return Never(name, error)
