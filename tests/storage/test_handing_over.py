"""Seats change hands, in whatever order: every question is asked by somebody who is in the room while somebody is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from prep.handing_over import Proposed, Said, can_be_undone, closed, half_time, unfit
from prep.interviews import Interview, Seat, State
from storage import arranging, handing_over, members, openings, substitutes
from storage.database import Database
from tests.storage.search import Search, at, begin, seated

PEOPLE = ("UANA", "UBEN", "UCHLOE", "UDANA")

somebody = st.sampled_from(PEOPLE)
a_request = st.integers(0, 4)
STEPS = st.one_of(
    st.tuples(st.just("ask"), somebody, somebody),
    st.tuples(st.just("answer"), a_request, st.booleans()),
    st.tuples(st.just("undo"), a_request),
    st.tuples(st.just("late"), a_request),
    st.tuples(st.just("decline"), somebody),
    st.tuples(st.just("restaff"), st.lists(somebody, min_size=1, unique=True), st.sets(somebody, max_size=1)),
    st.tuples(st.just("move"), st.integers(1, 80)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.just("cancel")),
)


class World:
    """One interview, and who ought to be in its room: True for whoever is, False for whoever said they cannot come."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.search = begin(session, *PEOPLE)
        self.id = self.search.book(session, seated("UANA", "UBEN"), at(2)).id
        self.ought = {"UANA": True, "UBEN": True}

    @property
    def interview(self) -> Interview:
        """As it is now."""
        return self.search.find(self.session, self.id)

    def do(self, step: tuple[Any, ...]) -> None:
        """One step; one that may not be taken is none."""
        name, *arguments = step
        steps: dict[str, Callable[..., object]] = {
            "ask": self._ask,
            "answer": self._answer,
            "undo": self._undo,
            "late": self._late,
            "decline": self._decline,
            "restaff": self._restaff,
            "move": self._move,
            "wait": self._wait,
            "cancel": self._cancel,
        }
        steps[name](*arguments)

    def _ask(self, who: str, instead: str) -> None:
        if not (self._ahead and self.ought.get(who)):
            return
        team, now = self.search.team_id, self.search.now
        requests = substitutes.of_interviews(self.session, team, [self.id])
        member = members.find(self.session, team, instead)
        proposed = Proposed(instead, member, is_app=False, paused=False)
        if unfit(self.interview, who, proposed, requests, now) is None:
            handing_over.ask(self.session, team, self.interview, who, instead, Said(), now)

    def _answer(self, index: int, yes: bool) -> None:
        request = self._request(index)
        if request is None or closed(request, self.interview, self.search.now):
            return
        before = self._asks(request.from_member)
        step = handing_over.accept if yes else handing_over.refuse
        step(self.session, self.search.team_id, request, self.interview, self.search.now)
        if yes:
            del self.ought[request.from_member]
            self.ought[request.to_member] = True
            assert self._asks(request.to_member) == before
        else:
            self.ought[request.from_member] = False

    def _undo(self, index: int) -> None:
        request = self._request(index)
        if request is None or not can_be_undone(request, self.interview, self.search.now):
            return
        after_yes = not request.step.is_open
        before = self._asks(request.to_member if after_yes else request.from_member)
        team, now = self.search.team_id, self.search.now
        handing_over.take_back(self.session, team, request, self.interview, self.search.by, now)
        if after_yes:
            del self.ought[request.to_member]
            self.ought[request.from_member] = True
        assert self._asks(request.from_member) == before

    def _late(self, index: int) -> None:
        if request := self._request(index):
            handing_over.late(self.session, self.search.team_id, request.id, self.search.now)

    def _decline(self, who: str) -> None:
        if self._ahead and arranging.decline(self.session, self.search.team_id, self.id, who, self.search.now):
            assert self.ought[who]
            self.ought[who] = False

    def _restaff(self, people: list[str], listening: set[str]) -> None:
        if self._ahead:
            room = seated(*(each for each in people if each not in listening), listening=listening)
            arranging.restaff(self.session, self.search.team_id, self.id, room, self.search.by, self.search.now)
            self.ought = dict.fromkeys([*people, *listening], True)

    def _move(self, hours: int) -> None:
        if self._ahead:
            starts_at, now = self.search.now + timedelta(hours=hours), self.search.now
            arranging.move(self.session, self.search.team_id, self.id, starts_at, 45, self.search.by, now)

    def _wait(self, hours: int) -> None:
        self.search.wait(self.session, self.search.now + timedelta(hours=hours))

    def _cancel(self) -> None:
        if self._ahead:
            arranging.cancel(self.session, self.search.team_id, self.id, self.search.by, self.search.now)

    @property
    def _ahead(self) -> bool:
        return self.interview.state is State.PLANNED and self.interview.starts_at > self.search.now

    def _request(self, index: int) -> Any:
        requests = substitutes.of_interviews(self.session, self.search.team_id, [self.id])
        return requests[index] if index < len(requests) else None

    def _asks(self, who: str) -> list[str]:
        seat = self.interview.seat_of(who)
        return [each.question_id for each in seat.asks] if seat else []


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_whatever_is_handed_over_every_question_is_somebodys(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        world = World(session)
        for step in steps:
            world.do(step)
            assert_right(world, session)


def assert_right(world: World, session: Session) -> None:
    """The room is as it ought to be, each question is one person's in it, and what is open can be answered."""
    interview = world.interview
    assert {each.member_id: each.declined_at is None for each in interview.panel} == world.ought
    questions = openings.questions(session, world.search.team_id, interview.opening.id, interview.part.position)
    asking = [each for each in interview.in_room if each.seat is not Seat.LISTENING]
    asked = [each.question_id for somebody in interview.panel for each in somebody.asks]
    assert sorted(asked) == (sorted(each.id for each in questions) if asking else [])
    assert {each.id for each in interview.panel if each.asks} <= {each.id for each in asking}
    assert_open(world, session, interview)


def assert_open(world: World, session: Session, interview: Interview) -> None:
    """Nobody is asked twice, or asks twice; and each has a half-time at which whoever arranged it is told."""
    search: Search = world.search
    requests = substitutes.of_interviews(session, search.team_id, [interview.id])
    open_ = [each for each in requests if each.step.is_open]
    assert len({each.from_member for each in open_}) == len({each.to_member for each in open_}) == len(open_)
    assert all(world.ought[each.from_member] and each.to_member not in world.ought for each in open_)
    planned = {row.content["request"]: row.due_at for row in search.planned(session, "unanswered")}
    if interview.starts_at > search.now:
        assert planned == {each.id: half_time(each.asked_at, interview.starts_at) for each in open_}
    reminded = {row.member_id for row in search.planned(session, "reminder")}
    assert reminded <= {who for who, comes in world.ought.items() if comes}
