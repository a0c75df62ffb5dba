"""How the local Slack says no."""

from typing import Any


class Refused(Exception):
    """A Web API call (or an answer of the app) that Slack refuses, with the name Slack gives the reason."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class RateLimited(Refused):
    """A call too many. HTTP 429, with the whole seconds after which to come again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class Impossible(Exception):
    """Something asked at the control address that no person could do in Slack; says why in a sentence."""
