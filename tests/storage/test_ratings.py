"""Whatever is said, taken back, cut off, in whatever order: counters are a recount, and stay so at every midnight."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.usefulness import Judgement, Rating, counted, month_of, records
from storage import cutting, learned, ratings
from storage.database import Database
from storage.ratings import CARD, Word, afterwards, at_message
from storage.tables import Question
from storage.tables import Rating as Row
from tests.storage.recount import assert_counted, words
from tests.storage.search import MONDAY, Search, at, begin

PEOPLE = ("UANA", "UBEN", "UCHLOE")
FIRST, SECOND, AFTER = at_message("C1", "1.0"), at_message("C1", "2.0"), afterwards("x")
WAYS = (f"{FIRST}+1", f"{FIRST}+1::skin-tone-2", f"{FIRST}-1", f"{SECOND}one", AFTER, CARD)
QUARTER = timedelta(minutes=15)

event = (
    st.sampled_from(PEOPLE),
    st.integers(0, 1),
    st.sampled_from(WAYS),
    st.sampled_from(Judgement),
    st.integers(0, 6).map(lambda tens: timedelta(minutes=10 * tens)),
)
STEPS = st.one_of(
    st.tuples(st.just("say"), *event),
    st.tuples(st.just("say"), *event),
    st.tuples(st.just("take_back"), *event),
    st.tuples(st.just("repeat"), st.integers(0, 20)),
    st.tuples(st.just("cut"), st.sampled_from((FIRST, SECOND, AFTER))),
    st.tuples(st.just("wait"), st.integers(1, 90)),
    st.tuples(st.just("wait"), st.integers(1, 20 * 24 * 60)),
)


@dataclass
class World:
    """Does one step after the other, and knows what it comes to: a word that was cut off counts as it did, for ever."""

    session: Session
    search: Search
    questions: list[str]
    said: dict[tuple[str, str, str], tuple[Any, ...]] = field(default_factory=dict)
    """What was said last in each way: when, whether it was taken back, and what."""
    heard: list[tuple[Callable[..., bool], Word]] = field(default_factory=list)
    over: set[str] = field(default_factory=set)
    """Messages and interviews of which nothing is heard any more."""
    cut_at: datetime = field(default_factory=lambda: at(-1))
    midnights: dict[datetime, dict[str, tuple[float, ...]]] = field(default_factory=dict)

    def do(self, step: tuple[Any, ...]) -> None:
        """One step. What is forgotten is not reacted to."""
        name, *arguments = step
        getattr(self, name)(*arguments)

    def say(self, who: str, question: int, way: str, judgement: Judgement, ago: timedelta) -> None:
        """Heard now, said a while ago."""
        self._hear(ratings.say, Word(who, self.questions[question], way, judgement, self._moment(ago)))

    def take_back(self, who: str, question: int, way: str, judgement: Judgement, ago: timedelta) -> None:
        """The same."""
        self._hear(ratings.take_back, Word(who, self.questions[question], way, judgement, self._moment(ago)))

    def repeat(self, index: int) -> None:
        """What was heard is heard once more."""
        if index < len(self.heard):
            change, word = self.heard[index]
            if not word.source.startswith(tuple(self.over)):
                assert not change(self.session, self.search.team_id, word, self.search.now)

    def cut(self, source: str) -> None:
        """Forgets where it was said."""
        self.over.add(source)
        cutting.cut(self.session, self.search.team_id, [source], self.questions, self.search.now)
        self.wait(1)
        self.cut_at = self.search.now

    def wait(self, minutes: int) -> None:
        """Time passes, midnights here and there among it."""
        begun, self.search.now = self.search.now, self.search.now + timedelta(minutes=minutes)
        first = datetime.fromtimestamp(-(-begun.timestamp() // 900) * 900, begun.tzinfo)
        quarters = int((self.search.now - first - timedelta(microseconds=1)) / QUARTER)
        for quarter in {0, quarters // 2, quarters} if first < self.search.now else ():
            moment = first + quarter * QUARTER
            self.midnights[moment] = self.sums(moment)

    def sums(self, moment: datetime) -> dict[str, tuple[float, ...]]:
        """What sets are weighed by, counted anew."""
        found = records(counted(self.standing()), month_of(moment)).values()
        return {each.question_id: (each.helped, each.missed, each.round) for each in found}

    def standing(self) -> list[Rating]:
        """All that is said."""
        return [
            Rating(who, question, at, judgement)
            for (who, question, _), (at, back, judgement) in self.said.items()
            if not back
        ]

    def _moment(self, ago: timedelta) -> datetime:
        """Nothing is heard so late that what was said after it was cut off meanwhile."""
        return max(self.search.now - ago, self.cut_at)

    def _hear(self, change: Callable[..., bool], word: Word) -> None:
        if word.source.startswith(tuple(self.over)):
            return
        self.heard.append((change, word))
        changed = change(self.session, self.search.team_id, word, self.search.now)
        key, back = (word.member_id, word.question_id, word.source), change is ratings.take_back
        latest = (word.at, back, "" if back else word.judgement)
        assert changed == (latest > self.said.get(key, ()))
        if changed:
            self.said[key] = latest


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=1, max_size=25))
def test_counters_are_a_recount_now_and_at_every_midnight(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        world = started(session)
        for step in steps:
            world.do(step)
            assert_counted(session, world.search.team_id)
            assert_counted(session, world.search.team_id, world.standing())
            for moment, ought in world.midnights.items():
                if moment > world.search.now - timedelta(days=2):
                    assert remembered(world, moment) == {each: pytest.approx(sums) for each, sums in ought.items()}


def started(session: Session) -> World:
    """A workspace of its own, with a role and people."""
    search = begin(session, *PEOPLE)
    questions = session.scalars(
        select(Question.question_id)
        .where(Question.team_id == search.team_id, Question.status == "live")
        .order_by(Question.question_id)
        .limit(2)
    )
    return World(session, search, list(questions))


def remembered(world: World, moment: datetime) -> dict[str, tuple[float, ...]]:
    """What sets are weighed by that are drawn for somebody whose day began then."""
    found = learned.of_role(world.session, world.search.team_id, world.search.opening.role_id, moment).known
    return {each.question_id: (each.helped, each.missed, each.round) for each in found.values()}


def said(world: World) -> list[tuple[str, str, datetime]]:
    """All that is kept."""
    rows = world.session.scalars(select(Row).where(Row.team_id == world.search.team_id).order_by(Row.said_at))
    world.session.expire_all()
    return [(row.source, row.judgement, row.said_at) for row in rows]


def test_what_is_cut_off_says_who_and_what_and_in_which_month(db: Database) -> None:
    with db.begin() as session:
        world = started(session)
        world.say("UANA", 0, f"{FIRST}+1", Judgement.HELPED, timedelta(minutes=3))
        world.cut(FIRST)
        month = month_of(MONDAY)
        assert said(world) == [(f"past/{month}", "helped", ratings.beginning(month))]
        assert ratings.own(session, world.search.team_id, "UANA", month) == {world.questions[0]: Judgement.HELPED}


def test_of_what_is_cut_off_only_what_counts_is_kept(db: Database) -> None:
    with db.begin() as session:
        world = started(session)
        for ago, (emoji, judgement) in enumerate([("-1", Judgement.NOT), ("+1", Judgement.HELPED)]):
            world.say("UANA", 0, f"{FIRST}{emoji}", judgement, timedelta(minutes=9 - ago))
        world.take_back("UANA", 0, f"{FIRST}+1", Judgement.HELPED, timedelta(minutes=1))
        world.cut(FIRST)
        assert [each[1] for each in said(world)] == ["not"]
        world.say("UBEN", 1, f"{SECOND}one", Judgement.HELPED, timedelta(0))
        world.take_back("UBEN", 1, f"{SECOND}one", Judgement.HELPED, timedelta(0))
        world.cut(SECOND)
        assert [each[1] for each in said(world)] == ["not"], "of what was taken back nothing is left"


def test_a_word_that_is_cut_off_still_outweighs_those_before_it_that_are_not(db: Database) -> None:
    with db.begin() as session:
        world = started(session)
        world.say("UANA", 0, f"{SECOND}one", Judgement.HELPED, timedelta(minutes=9))
        world.say("UANA", 0, f"{FIRST}-1", Judgement.NOT, timedelta(minutes=3))
        world.cut(FIRST)
        assert_counted(session, world.search.team_id, world.standing())
        assert at(minutes=-3) not in [each[2] for each in said(world)]
        world.cut(SECOND)
        assert [(each[1], each[2]) for each in said(world)] == [("not", ratings.beginning(month_of(MONDAY)))]


def test_many_who_rate_the_same_at_once_are_all_counted(db: Database) -> None:
    """Three people say four things of two questions, over and over, while what they say is cut off."""
    with db.begin() as session:
        world = started(session)

    def work(turn: int) -> None:
        who, way = PEOPLE[turn % 3], WAYS[turn % 5]
        change = ratings.take_back if turn % 4 == 3 else ratings.say
        with db.begin() as session:
            for question in world.questions:  # in the order of their ids
                word = Word(who, question, way, list(Judgement)[turn % 4], at(minutes=turn))
                change(session, world.search.team_id, word, at(minutes=turn))
        if turn % 10 == 9:
            with db.begin() as session:
                cutting.cut(session, world.search.team_id, [FIRST, AFTER], world.questions, at(minutes=turn))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(120)))
    with db.read() as session:
        assert words(session, world.search.team_id)
        assert_counted(session, world.search.team_id)
