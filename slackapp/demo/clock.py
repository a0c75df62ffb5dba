"""The demo's product clock: real time, moved forward as the story wants it. Machine time stays real."""

from datetime import UTC, datetime, timedelta


class StoryClock:
    """Tells what the product plans by."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        """The story's now, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def forward_to(self, moment: datetime) -> None:
        """The story goes on at `moment`; it never goes back."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))
