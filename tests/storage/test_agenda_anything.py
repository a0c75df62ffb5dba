"""Whatever is done, in whatever order: what is planned equals what ought to be, reckoned anew from nothing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from prep.interviews import State
from prep.wallclock import local
from storage import agenda, arranging, interviews, members, preferences
from storage.database import Database
from tests.storage import ought
from tests.storage.search import MONDAY, Search, begin, person, seated

PEOPLE = ("UANA", "UBEN", "UCHLOE")
ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata", "America/Santiago")
KINDS = ("added", "digest", "reminder")

some_people = st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True)
somebody = st.sampled_from(PEOPLE)
an_interview = st.integers(0, 5)
ahead = st.integers(5, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))

STEPS = st.one_of(
    st.tuples(st.just("book"), some_people, ahead),
    st.tuples(st.just("move"), an_interview, ahead),
    st.tuples(st.just("restaff"), an_interview, some_people),
    st.tuples(st.just("cancel"), an_interview),
    st.tuples(st.just("decline"), an_interview, somebody),
    st.tuples(st.just("pause"), somebody, st.integers(0, 20)),
    st.tuples(st.just("fly"), somebody, st.sampled_from(ZONES)),
    st.tuples(
        st.just("settle"),
        somebody,
        st.sampled_from([time(0), time(2, 30), time(8, 30), time(17), time(23, 45)]),
        st.sets(st.integers(1, 7), min_size=1),
        st.sampled_from([0, 5, 15, 60]),
        st.sets(st.sampled_from(KINDS)),
    ),
    st.tuples(st.just("wait"), st.integers(1, 5 * 24 * 60)),
    st.tuples(st.just("recompute")),
)


class World:
    """Does one step after the other."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.search = begin(session, *PEOPLE)
        self.booked: list[str] = []

    def do(self, step: tuple[Any, ...]) -> None:
        """One step; one about an interview that does not exist, or is over, is none."""
        name, *arguments = step
        steps: dict[str, Callable[..., object]] = {
            "book": self._book,
            "move": self._move,
            "restaff": self._restaff,
            "cancel": self._cancel,
            "decline": self._decline,
            "pause": self._pause,
            "fly": self._fly,
            "settle": self._settle,
            "wait": lambda minutes: self.search.wait(self.session, self.search.now + timedelta(minutes=minutes)),
            "recompute": lambda: agenda.recompute(self.session, self.search.team_id, self.search.now),
        }
        steps[name](*arguments)

    def _book(self, who: list[str], ahead: timedelta) -> None:
        self.booked.append(self.search.book(self.session, seated(*who), self.search.now + ahead).id)

    def _move(self, index: int, ahead: timedelta) -> None:
        if found := self._open(index):
            arranging.move(self.session, self._team, found, self.search.now + ahead, 45, "UARRANGER", self.search.now)

    def _restaff(self, index: int, who: list[str]) -> None:
        if found := self._open(index):
            arranging.restaff(self.session, self._team, found, seated(*who), "UARRANGER", self.search.now)

    def _cancel(self, index: int) -> None:
        if found := self._open(index):
            arranging.cancel(self.session, self._team, found, "UARRANGER", self.search.now)

    def _decline(self, index: int, who: str) -> None:
        if found := self._open(index):
            arranging.decline(self.session, self._team, found, who, self.search.now)

    def _pause(self, who: str, days: int) -> None:
        until: date | None = local(self.search.now, "UTC").date() + timedelta(days=days) if days else None
        preferences.pause(self.session, self._team, who, until)
        agenda.member_changed(self.session, self._team, who, self.search.now)

    def _fly(self, who: str, zone: str) -> None:
        members.keep(self.session, self._team, person(who, zone), self.search.now)
        agenda.member_changed(self.session, self._team, who, self.search.now)

    def _settle(self, who: str, at: time, days: set[int], reminder: int, muted: set[str]) -> None:
        preferences.keep(self.session, self._team, who, at=at, days=days, reminder_minutes=reminder, muted=muted)
        agenda.member_changed(self.session, self._team, who, self.search.now)

    def _open(self, index: int) -> str | None:
        if index >= len(self.booked):
            return None
        found = interviews.find(self.session, self._team, self.booked[index])
        return found.id if found and found.state is State.PLANNED and found.starts_at > self.search.now else None

    @property
    def _team(self) -> str:
        return self.search.team_id


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_what_is_planned_is_what_ought_to_be(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        world = World(session)
        for step in steps:
            before = {row.once: row.due_at for row in world.search.planned(session, "digest", "reminder")}
            world.do(step)
            assert_right(world.search, session, before)


def assert_right(search: Search, session: Session, before: Mapping[str, datetime]) -> None:
    """The rows are what they ought to be, after those of `before`; and of what is told in batches, everybody has one
    waiting where it ought to, and nobody two."""
    assert search.now >= MONDAY
    rows = search.planned(session, "digest", "reminder")
    assert {(row.once, row.due_at) for row in rows} == ought.planned(search, session, PEOPLE, before)
    assert len(rows) == len({row.once for row in rows})
    added = search.planned(session, "added")
    waiting = {row.member_id: row.due_at for row in added}
    assert len(added) == len(waiting)
    for who in PEOPLE:
        latest = ought.told_by(search, session, who)
        assert latest is None or waiting[who] <= latest
