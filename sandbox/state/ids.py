"""Ids and timestamps shaped like Slack's."""

import secrets
import time


def new_id(prefix: str) -> str:
    """A fresh id such as `U0A1B2C3D4E5`: never the same twice, in this server or another."""
    return f"{prefix}0{secrets.token_hex(5).upper()}"


class Timestamps:
    """Gives `ts` values: seconds with six decimals, strictly increasing, so each names one message."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """The present moment as a `ts`, moved on a microsecond where two fall together."""
        self._last = max(self._last + 1, time.time_ns() // 1000)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
