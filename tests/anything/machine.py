"""The machine that hypothesis drives: anything is done, time passes, the process dies; after every step people have
what they ought to."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, time, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sandbox import Sandbox
from tests.anything import ought_to_come, ought_to_know
from tests.anything.company import DAWN, NAMES, ZONES, found
from tests.anything.diary import Chose, Diary, House
from tests.anything.doing import Doing
from tests.anything.letters import Letters
from tests.anything.process import Killed, Process
from tests.chaos.places import PLACES
from tests.slackapp.clocks import Clock, MachineClock

SOMEBODY = st.integers(0, len(NAMES) - 1)
SOME = st.lists(SOMEBODY, min_size=1, max_size=len(NAMES), unique=True)
WHICH = st.integers(0, 7)
AHEAD = st.one_of(
    st.integers(1, 30).map(lambda fives: timedelta(minutes=5 * fives)),
    st.integers(1, 5 * 24 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)),
)
LENGTH = st.sampled_from([30, 45, 60])
PART = st.integers(1, 2)
MORNING = st.sampled_from([time(0), time(7), time(8, 30), time(17), time(23, 45)])
DAYS = st.sets(st.integers(1, 7), min_size=1)


class Anything(RuleBasedStateMachine):
    """One company, and all that befalls it. Subclasses say on which local Slack, and how to get a migrated, empty
    database: `fresh` is its address while it is open."""

    slack: ClassVar[Sandbox]
    fresh: ClassVar[Callable[[], AbstractContextManager[str]]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.wrong: list[str] = []
        self.slack.desk.clear_record()
        company = found(self.slack, self.stack.enter_context(type(self).fresh()))
        self.now, self.alive = Clock(DAWN), True
        self.process = Process(company, self.now, MachineClock())
        self.people = list(company.interviewers)
        self.diary = Diary([House(DAWN)])
        for person, zone in zip(self.people, ZONES, strict=False):
            self.diary.people[person] = [Chose(DAWN, zone)]
        self.letters = Letters(company)
        self.doing = Doing(company, self.process.db, self.now, self.diary, self.letters)

    @initialize(booked=st.lists(st.tuples(SOME, AHEAD, LENGTH, PART), min_size=2, max_size=5))
    def begin(self, booked: list[tuple[list[int], timedelta, int, int]]) -> None:
        """Some interviews are booked already."""
        for who, ahead, minutes, part in booked:
            self.book(who, ahead, minutes, part)

    @rule(who=SOME, ahead=AHEAD, minutes=LENGTH, part=PART)
    def book(self, who: list[int], ahead: timedelta, minutes: int, part: int) -> None:
        self.doing.book([self.people[each] for each in who], self._at(ahead), minutes, part)
        self._deliver()

    @rule(which=WHICH, ahead=AHEAD, minutes=LENGTH)
    def move(self, which: int, ahead: timedelta, minutes: int) -> None:
        if found := self._interview(which):
            self.doing.move(found, self._at(ahead), minutes)
            self._deliver()

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        if found := self._interview(which):
            self.doing.cancel(found)
            self._deliver()

    @rule(which=WHICH, who=SOME)
    def restaff(self, which: int, who: list[int]) -> None:
        if found := self._interview(which):
            self.doing.restaff(found, [self.people[each] for each in who])
            self._deliver()

    @rule(which=WHICH, who=SOMEBODY)
    def decline(self, which: int, who: int) -> None:
        if found := self._interview(which):
            self.doing.decline(found, self.people[who])
            self._deliver()

    @rule(which=WHICH, who=SOMEBODY, instead=SOMEBODY)
    def hand_over(self, which: int, who: int, instead: int) -> None:
        if found := self._interview(which):
            self.doing.ask(found, self.people[who], self.people[instead])
            self._deliver()

    @rule(which=WHICH, yes=st.booleans())
    def answer(self, which: int, yes: bool) -> None:
        self.doing.answer(which, yes=yes)
        self._deliver()

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        self.doing.undo(which)
        self._deliver()

    @rule(who=SOMEBODY, days=st.integers(0, 4))
    def pause(self, who: int, days: int) -> None:
        self.doing.pause(self.people[who], days)
        self._deliver()

    @rule(who=SOMEBODY, zone=st.sampled_from(ZONES))
    def fly(self, who: int, zone: str) -> None:
        self.doing.fly(self.people[who], zone)
        self._deliver()

    @rule(who=SOMEBODY, at=MORNING, days=DAYS, reminder=st.sampled_from([0, 5, 15, 60]))
    def settle(self, who: int, at: time, days: set[int], reminder: int) -> None:
        self.doing.settle(self.people[who], at, days, reminder)
        self._deliver()

    @rule(at=MORNING, days=DAYS)
    def house(self, at: time, days: set[int]) -> None:
        self.doing.house(at, days)
        self._deliver()

    @rule()
    def leave(self) -> None:
        self.doing.leave()
        self._deliver()

    @rule(minutes=st.integers(1, 20))
    def minutes_pass(self, minutes: int) -> None:
        self._wait_until(self.now() + timedelta(minutes=minutes))

    @rule(quarters=st.integers(1, 40))
    def hours_pass(self, quarters: int) -> None:
        self._wait_until(self.now() + timedelta(minutes=15 * quarters))

    @rule(days=st.integers(1, 2))
    def days_pass(self, days: int) -> None:
        self._wait_until(self.now() + timedelta(days=days))

    @rule(which=WHICH, minutes=st.integers(-70, 10))
    def it_nears(self, which: int, minutes: int) -> None:
        """Until shortly before an interview begins, or shortly after."""
        if found := self._interview(which):
            self._wait_until(max(self.now(), self.diary.now(found).starts_at + timedelta(minutes=minutes)))

    @precondition(lambda self: self.alive)
    @rule(place=st.sampled_from(PLACES))
    def doom(self, place: str) -> None:
        self.process.dies(place)

    @precondition(lambda self: self.alive)
    @rule()
    def lose_an_answer(self) -> None:
        self.slack.desk.fault("chat.postMessage", "drop_after", times=1)

    @precondition(lambda self: not self.alive)
    @rule()
    def start(self) -> None:
        self.process.again()
        self.doing.db = self.process.db
        self.alive = True
        begun, _ = self.diary.asleep.pop()
        self.diary.asleep.append((begun, self.now()))
        self._deliver()

    @invariant()
    def all_is_as_it_ought_to_be(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)

    def teardown(self) -> None:
        self.slack.desk.lift()
        self.process.close()
        self.stack.close()

    def _wait_until(self, until: datetime) -> None:
        while self.alive and (due := self.process.next_due(until)):
            self.now.at = max(due, self.now())
            self._deliver()
        self.now.at = until
        self._deliver()

    def _deliver(self) -> None:
        if not self.alive:
            return
        try:
            self.process.deliver()
        except Killed:
            self.alive = False
            self.diary.asleep.append((self.now(), None))
        for letter in self.letters.collect(self.now()):
            self.wrong += ought_to_know.when_it_came(letter, self.diary)
            self.wrong += ought_to_come.through_a_pause(letter, self.diary)
        if self.alive:
            self.wrong += self._look()

    def _look(self) -> Iterator[str]:
        diary, letters, now = self.diary, self.letters.all, self.now()
        theirs = [each for each in letters if each.person in diary.people]
        yield from ought_to_know.as_they_read_now(theirs, diary, now)
        yield from ought_to_know.last_words(theirs, diary, now)
        yield from ought_to_know.put_in(theirs, diary, now)
        yield from ought_to_come.mornings(theirs, diary, now)
        yield from ought_to_come.plans(theirs, diary, now)
        yield from ought_to_come.twice(letters, diary)
        yield from ought_to_come.numbers(theirs)
        yield from self.doing.left_behind()

    def _interview(self, which: int) -> str | None:
        open_ = self.doing.changeable()
        return open_[which % len(open_)] if open_ else None

    def _at(self, ahead: timedelta) -> datetime:
        moment = self.now() + ahead
        return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0) + timedelta(minutes=5)
