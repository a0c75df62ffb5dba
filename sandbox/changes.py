"""How those who wait hear that something changed."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")


class Changes:
    """Wakes every waiter whenever anything in the workspace changes; each looks again for what it waits for."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self.count = 0

    def tell(self) -> None:
        """Something changed."""
        self.count += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], Seen | None], seconds: float) -> Seen | None:
        """What `look` finds, as soon as it finds something; None when `seconds` pass first."""
        end = time.monotonic() + seconds
        while (seen := look()) is None:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait_for(future, end - time.monotonic())
            except TimeoutError:
                return look()
            finally:
                self._waiting.discard(future)
        return seen
