"""One round of deliveries: what is due is claimed, workspace by workspace, and handed to threads that send."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from time import monotonic
from typing import Final

from slackapp import trouble
from slackapp.jobs.delivering import Sender
from slackapp.jobs.looking_up import LookUp
from slackapp.jobs.steps import Steps
from slackapp.pool import Job, Pool
from storage import claims, settling
from storage.claims import Claimed, Waiting
from storage.database import Database, Unavailable
from storage.pacing import BETWEEN_TO_ONE, BUDGETS, HISTORY

THREADS: Final = 16
"""They mostly wait for Slack: with 150 ms an answer, enough for the 80 messages a second that a process can compose.
More would wait for the database in each other's way, and for them whoever claims what is next."""
OF_ONE: Final = 8
"""The most that are busy with one workspace: where Slack is slow for it, the others keep theirs."""
A_ROUND: Final = 4
"""Workspaces in which something is taken in hand in a round: enough to busy all threads. Then it is looked anew who is
next."""
_PUT: Final = timedelta(seconds=10)
"""By how much machine time was put forward or back when it counts: of a lease, that leaves more than a post takes."""
_SHORTLY: Final = timedelta(milliseconds=50)
_Served = tuple[int, timedelta | None]
"""How many messages were taken in hand, and how long until there is more to do; None: not before something happens."""


class Courier:
    """Any number of processes may have one each: a claim has one owner. One round at a time; see `Metronome`."""

    def __init__(self, sender: Sender, look_up: LookUp | None = None, steady: Callable[[], float] = monotonic) -> None:
        self._sender = sender
        self._steady = steady
        self._steps = Steps(steady)
        self._believes_from = steady()
        self._look_up = look_up or LookUp(sender)
        self._pool = Pool("delivery", threads=THREADS, waiting=THREADS)
        self._busy: Counter[str] = Counter()
        self._guard = threading.Lock()
        self._stopping = False

    def round(self) -> timedelta | None:
        """Takes in hand what can be sent now. How long until there is more to do; None when nothing is due.

        Raises `Unavailable` when the database is out of reach.
        """
        with self._db.read() as session:
            at = self._sender.clock(session)
            waiting = claims.waiting(session, self._sender.now(), at)
        self._believes(at)
        for suspect in self._sender.doubles.due(at):
            self._hand_over(suspect.claimed, partial(self._look_up.recount, suspect))
        pauses = [each.next_at - at for each in waiting if each.next_at and each.next_at > at]
        ready = [each for each in waiting if not each.next_at or each.next_at <= at]
        served = 0
        for each in _turns(ready):
            if served == A_ROUND:
                pauses.append(_SHORTLY)
                break
            claimed, pause = self._serve_safely(each)
            served += bool(claimed)
            pauses += [pause] if pause else []
        return min(pauses, default=None)

    def stop(self, timeout: float) -> bool:
        """Claims nothing more, and waits `timeout` seconds at most for what is in hand. Whether it was finished."""
        self._stopping = True
        return self._pool.close(timeout)

    def _serve_safely(self, waiting: Waiting) -> _Served:
        try:
            return self._serve(waiting)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong in one workspace, the others have theirs
            trouble.record(error, "claiming", team=waiting.team_id)
            return 0, None

    def _serve(self, waiting: Waiting) -> _Served:
        free = self._free(waiting.team_id)
        if not free or self._stopping:
            return 0, _SHORTLY
        if self._sender.installations.client(waiting.team_id, self._sender.post_seconds) is None:
            return 0, None
        claimed = self._claim(waiting, free)
        do = self._look_up.look_up if waiting.method == HISTORY else self._sender.send
        for each in claimed:
            if not self._hand_over(each, partial(do, each)):
                self._give_back(each, waiting.method)
        return len(claimed), BUDGETS[waiting.method].between * len(claimed) if claimed else BETWEEN_TO_ONE

    def _claim(self, waiting: Waiting, most: int) -> list[Claimed]:
        team_id, lease = waiting.team_id, self._sender.lease
        with self._db.begin() as session:
            at = self._sender.clock(session)
            if waiting.method == HISTORY:
                claims.begin_anew(session, team_id, at, lease=lease)
                return claims.claim_lost(session, team_id, at, lease=lease, most=most) if self._believes(at) else []
            return claims.claim(session, team_id, waiting.method, self._sender.now(), at, lease=lease, most=most)

    def _believes(self, at: datetime) -> bool:
        """Whether a claim that seems to have run out has. Once machine time was put, one that was made a moment before
        may seem so, and whoever made it be sending still; not when a lease has passed since."""
        if abs(self._steps.by(at)) > _PUT:
            self._believes_from = self._steady() + self._sender.lease.total_seconds()
        return self._steady() >= self._believes_from

    def _give_back(self, claimed: Claimed, method: str) -> None:
        """The process ends, and nothing was done: others need not wait until the claim runs out."""
        with self._db.begin() as session:
            at = self._sender.clock(session)
            if method == HISTORY:
                settling.keep(session, claimed, at, at)
            else:
                settling.later(session, claimed, at, claimed.reason or "the process ended")

    def _free(self, team_id: str) -> int:
        with self._guard:
            return min(THREADS - self._busy.total(), OF_ONE - self._busy[team_id])

    def _hand_over(self, claimed: Claimed, job: Job) -> bool:
        with self._guard:
            self._busy[claimed.team_id] += 1

        def work() -> None:
            try:
                job()
            finally:
                self._done(claimed.team_id)

        if self._pool.submit(work):
            return True
        self._done(claimed.team_id)
        return False

    def _done(self, team_id: str) -> None:
        with self._guard:
            self._busy[team_id] -= 1
            if not self._busy[team_id]:
                del self._busy[team_id]

    @property
    def _db(self) -> Database:
        return self._sender.db


def _turns(ready: Sequence[Waiting]) -> Sequence[Waiting]:
    """In turn whoever has most left, who would else be the last to finish, and whoever was served longest ago.

    Those with most left soon have used their budget for now, and then the others go first: so when there is more to
    do than threads, the largest lose nothing of their budget, and the smallest wait for none of them.
    """
    most_left = sorted(ready, key=lambda each: -each.deliveries)
    return list(dict.fromkeys(chain.from_iterable(zip(most_left, ready, strict=True))))
