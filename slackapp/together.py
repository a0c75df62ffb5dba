"""Work that is cheaper for several at once than for each: what waits is done together.

Whoever finds nobody at work begins at once. What comes meanwhile is done together afterwards, by the first of those
who wait. After several the next waits for as many, a moment at most: in a crowd whoever was answered is here again at
once.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from storage.database import Unavailable

_A_MOMENT: Final = 0.01
"""Seconds: sixteen are answered and here again."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Together(Generic[Item, Outcome]):
    """Call it with an item, on whatever thread: it returns that item's outcome, or raises what the work raised.

    `work` takes items and returns an outcome for each. Where it raises, because something is wrong with one of them, it
    is given them one by one: so what it did before must do no harm when it is done again.
    """

    def __init__(self, work: Callable[[Sequence[Item]], Sequence[Outcome]]) -> None:
        self._work = work
        self._waiting: list[_Waiting[Item, Outcome]] = []
        self._at_work = False
        self._crowd = 1
        self._enough = threading.Event()
        self._guard = threading.Lock()

    def __call__(self, item: Item) -> Outcome:
        """Returns once it is done."""
        mine: _Waiting[Item, Outcome] = _Waiting(item)
        with self._guard:
            self._waiting.append(mine)
            mine.leads, self._at_work = not self._at_work, True
            if len(self._waiting) >= self._crowd:
                self._enough.set()
        if not mine.leads:
            mine.woken.wait()
        if mine.leads:
            self._lead()
        return mine.outcome()

    def _lead(self) -> None:
        self._enough.wait(_A_MOMENT)
        with self._guard:
            together, self._waiting = self._waiting, []
            self._crowd = len(together)
            self._enough.clear()
        try:
            self._do(together)
        finally:
            for each in together:
                each.woken.set()
            self._hand_on()

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].woken.set()
            else:
                self._at_work = False

    def _do(self, together: Sequence["_Waiting[Item, Outcome]"]) -> None:
        try:
            outcomes = self._work([each.item for each in together])
        except Unavailable as error:
            for each in together:
                each.error = error
        except Exception as error:  # noqa: BLE001 - it is raised where it belongs, which is found out one by one
            if len(together) == 1:
                together[0].error = error
                return
            for each in together:
                self._do([each])
        else:
            for each, outcome in zip(together, outcomes, strict=True):
                each.outcomes.append(outcome)


class _Waiting(Generic[Item, Outcome]):
    """An item, and the thread that waits for it. `leads`: it does what waits, its own among it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.leads = False
        self.woken = threading.Event()
        self.outcomes: list[Outcome] = []
        self.error: Exception | None = None

    def outcome(self) -> Outcome:
        if self.error is not None:
            raise self.error
        return self.outcomes[0]
