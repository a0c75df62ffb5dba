"""Whoever arranges, as a process: `python -m tests.chaos.storm.driver`.

It books, moves, re-staffs and cancels interviews in the database, and writes down what it did.

It is told who and where on the first line of its input, and on each further line how much to do; it answers each
with a line.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import sleep
from typing import Any, Final

from prep.interviews import Links, Seat
from storage import arranging, candidates
from storage.arranging import Booking
from storage.database import Database, Unavailable
from storage.ids import new_id
from storage.panels import Seated
from tests.chaos.storm.clock import StoryClock
from tests.chaos.storm.diary import Booked
from tests.chaos.storm.slots import slots_after

_SOONEST: Final = timedelta(minutes=3)
_SOONEST_MOVED: Final = timedelta(minutes=25)
"""What moves nearer than that has no reminder any more."""
_SLOTS_AHEAD: Final = 12
_IN_A_ROOM: Final = (1, 2, 2, 3)
_LENGTHS: Final = (30, 45, 45, 60)
_AGAIN_SECONDS: Final = 0.2
_PAUSE_SECONDS: Final = 0.4


@dataclass(frozen=True, slots=True)
class Orders:
    """Who and where; `story` is the file with the time."""

    database_url: str
    story: str
    seed: str
    team_id: str
    opening_id: str
    arranger: str
    people: Sequence[str]


class Driver:
    """Does as the seed has it. What it did it knows by itself; the database is never asked."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._db = Database(orders.database_url, connections=2)
        self._now = StoryClock(Path(orders.story))
        self._dice = Random(orders.seed)  # noqa: S311 - what to book is no secret
        self._states: dict[str, Booked] = {}
        self._ids: dict[str, str] = {}

    def book(self) -> Booked:
        """One more interview, with people who are free then; mostly soon."""
        slots = slots_after(self._now() + _SOONEST, _SLOTS_AHEAD)
        starts_at = slots[min(int(self._dice.expovariate(0.35)), len(slots) - 1)]
        wanted = Booked(
            interview=f"Candidate {len(self._states) + 1:04}",
            starts_at=starts_at,
            minutes=self._dice.choice(_LENGTHS),
            people=self._room(starts_at, self._dice.choice(_IN_A_ROOM)),
            takes_place=True,
            begun=starts_at,
            done=starts_at,
        )
        return self._do(wanted, partial(self._book, wanted, new_id()))

    def change(self) -> Booked | None:
        """Something happens to an interview that is still to come; None when there is none."""
        soonest = self._now() + _SOONEST
        ahead = [each for each in self._states.values() if each.takes_place and each.starts_at > soonest]
        if not ahead:
            return None
        ahead.sort(key=lambda each: each.starts_at)
        before = ahead[min(int(self._dice.expovariate(0.15)), len(ahead) - 1)]
        [change] = self._dice.choices((self._move, self._restaff, self._cancel), (4, 4, 3))
        return change(before)

    def _move(self, before: Booked) -> Booked:
        slots = slots_after(self._now() + _SOONEST_MOVED, _SLOTS_AHEAD)
        free = [slot for slot in slots if not self._busy(slot) & set(before.people)] or [before.starts_at]
        wanted = replace(before, starts_at=self._dice.choice(free), minutes=self._dice.choice(_LENGTHS))
        return self._do(
            wanted,
            lambda session, now: arranging.move(
                session, self._team, self._ids[wanted.interview], wanted.starts_at, wanted.minutes, self._by, now
            ),
        )

    def _restaff(self, before: Booked) -> Booked:
        stay = [person for person in before.people if self._dice.random() < 0.6]
        come = self._room(before.starts_at, self._dice.choice((1, 1, 2)))
        wanted = replace(before, people=(*stay, *come))
        return self._do(
            wanted,
            lambda session, now: arranging.restaff(
                session, self._team, self._ids[wanted.interview], _seated(wanted.people), self._by, now
            ),
        )

    def _cancel(self, before: Booked) -> Booked:
        return self._do(
            replace(before, takes_place=False),
            lambda session, now: arranging.cancel(session, self._team, self._ids[before.interview], self._by, now),
        )

    def _book(self, wanted: Booked, once: str, session: Any, now: datetime) -> None:
        who = candidates.add(session, self._team, self._orders.opening_id, wanted.interview, now, keeps_names=True)
        booking = Booking(
            opening_id=self._orders.opening_id,
            position=1,
            candidate_id=who.id,
            starts_at=wanted.starts_at,
            minutes=wanted.minutes,
            links=Links("https://meet.example/room", "", "https://forms.example/one"),
            note="",
            arranged_by=self._by,
            seated=_seated(wanted.people),
            source="person",
            once=once,
        )
        self._ids[wanted.interview] = arranging.book(session, self._team, booking, now).id

    def _do(self, wanted: Booked, change: Callable[[Any, datetime], object]) -> Booked:
        """In one transaction; again when others were in the way, or stood still in it."""
        sleep(self._dice.uniform(0, _PAUSE_SECONDS))
        begun = self._now()
        while True:
            try:
                with self._db.begin() as session:
                    change(session, self._now())
                break
            except Unavailable:
                sleep(_AGAIN_SECONDS)
        done = replace(wanted, begun=begun, done=self._now())
        self._states[done.interview] = done
        return done

    def _room(self, starts_at: datetime, most: int) -> tuple[str, ...]:
        free = [person for person in self._orders.people if person not in self._busy(starts_at)]
        return tuple(self._dice.sample(free, min(most, len(free))))

    def _busy(self, starts_at: datetime) -> set[str]:
        here = [each for each in self._states.values() if each.takes_place and each.starts_at == starts_at]
        return {person for each in here for person in each.people}

    @property
    def _team(self) -> str:
        return self._orders.team_id

    @property
    def _by(self) -> str:
        return self._orders.arranger


def _seated(people: Sequence[str]) -> list[Seated]:
    return [Seated(each, "", Seat.INTERVIEWER if place else Seat.LEADS) for place, each in enumerate(people)]


def _done(driver: Driver, wanted: Mapping[str, int]) -> list[Booked]:
    did = [driver.book() for _ in range(wanted["book"])]
    did += filter(None, [driver.change() for _ in range(wanted["change"])])
    return did


def main() -> None:
    """Until its input ends."""
    driver = Driver(Orders(**json.loads(sys.stdin.readline())))
    for line in sys.stdin:
        sys.stdout.write(json.dumps([each.as_dict() for each in _done(driver, json.loads(line))]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
