"""The demo's product clocks. Machine time stays real."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

_FRESH_SECONDS = 0.1


class StoryClock:
    """Tells what the product plans by: real time, moved forward as the story wants it."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        """The story's now, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def forward_to(self, moment: datetime) -> None:
        """The story goes on at `moment`; it never goes back."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))


class PageClock:
    """Tells what the product plans by: real time, as far ahead as somebody moved the clock on the page.

    `ahead` asks for that; it is asked at most ten times a second, however often the product looks at its clock. When
    nobody answers any more, time goes on as it was.
    """

    def __init__(self, ahead: Callable[[], timedelta]) -> None:
        self._ask = ahead
        self._known = (timedelta(0), float("-inf"))  # replaced as a whole: threads share it

    def __call__(self) -> datetime:
        """The page's now, aware, in UTC."""
        ahead, asked = self._known
        if monotonic() - asked > _FRESH_SECONDS:
            ahead = self._asked(ahead)
        return datetime.now(UTC) + ahead

    def _asked(self, before: timedelta) -> timedelta:
        try:
            ahead = self._ask()
        except OSError:
            ahead = before
        self._known = (ahead, monotonic())
        return ahead
