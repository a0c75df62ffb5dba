"""Whatever is sent, said, taken back and forgotten, in whatever order: counters are a recount, and no word is linked to
what is forgotten."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.messages import Kind
from prep.usefulness import Judgement
from storage import (
    arranging,
    cutting,
    deliveries,
    edits,
    erasing,
    followed_up,
    held,
    members,
    postings,
    ratings,
    reacting,
    sent_messages,
)
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.postings import Posted
from storage.ratings import Word
from storage.reaction_rows import Reacted
from storage.tables import Delivery, PlanQuestion, Question, Rating
from tests.storage.recount import assert_counted
from tests.storage.search import Search, at, begin, person, seated

PEOPLE = ("UANA", "UBEN", "UCLEO")
EMOJI = ("one", "two", "four", "+1", "+1::skin-tone-2", "thumbsup::skin-tone-5", "-1", "recycle", "white_check_mark")
TO_ONE = (Kind.DIGEST, Kind.DIGEST, Kind.REMINDER, Kind.AFTERWARDS, Kind.SET)

somebody = st.sampled_from(PEOPLE)
which = st.integers(0, 5)
judgements = st.sampled_from(Judgement)
seconds = st.integers(-40, 0)

STEPS = st.one_of(
    st.tuples(st.just("send"), st.sampled_from(TO_ONE), somebody, st.sets(st.integers(0, 2), min_size=1)),
    st.tuples(st.just("send"), st.just(Kind.SHARED), st.none(), st.just(set())),
    st.tuples(st.just("arrive"), which),
    st.tuples(st.just("react"), which, somebody, st.sampled_from(EMOJI), st.booleans(), seconds),
    st.tuples(st.just("react"), which, somebody, st.sampled_from(EMOJI), st.booleans(), seconds),
    st.tuples(st.just("react_early"), which, st.sampled_from(EMOJI), st.booleans(), seconds),
    st.tuples(st.just("change"), which, which),
    st.tuples(st.just("settle"), which),
    st.tuples(st.just("press"), somebody, which, judgements, st.booleans(), seconds),
    st.tuples(st.just("answer"), somebody, which, st.lists(st.none() | judgements, max_size=3), seconds),
    st.tuples(st.just("not_held"), somebody, which, st.booleans()),
    st.tuples(st.just("retire"), which),
    st.tuples(st.just("become"), somebody, st.sampled_from(["guest", "deactivated", "member"])),
    st.tuples(st.just("move"), which, st.integers(-72, 72)),
    st.tuples(st.just("restaff"), which, st.lists(somebody, min_size=1, unique=True)),
    st.tuples(st.just("wait"), st.sampled_from([1, 30, 24 * 60, 20 * 24 * 60])),
    st.tuples(st.just("look")),
    st.tuples(st.just("erase"), which),
)

BEGINNING = [("send", Kind.DIGEST, "UANA", {0, 2}), ("send", Kind.REMINDER, "UBEN", {0}), ("arrive", 0)]


@dataclass
class Room:
    """Three who interview; two interviews with the same questions, the first of which is over; one in two weeks with
    others. Time passes by steps."""

    session: Session
    search: Search
    interviews: list[str]
    sending: list[tuple[Claimed, Posted]] = field(default_factory=list)
    sent: list[Posted] = field(default_factory=list)
    changing: list[tuple[Claimed, Posted]] = field(default_factory=list)
    stamps: Any = field(default_factory=lambda: count(1))

    def do(self, step: tuple[Any, ...]) -> None:
        """One step; one about a message or an interview that does not exist is none."""
        name, *arguments = step
        getattr(self, name)(*arguments)
        self.session.flush()
        assert_counted(self.session, self.search.team_id)
        for row in self.session.scalars(select(Rating).where(Rating.team_id == self.search.team_id)):
            channel_id, ts, *_ = (*row.source.split("/"), "")
            if channel_id[0] in "CD":
                posted = postings.find(self.session, self.search.team_id, channel_id, ts)
                assert posted
                assert row.question_id in posted.numbers

    def send(self, kind: Kind, who: str | None, about: set[int]) -> None:
        """Slack has it, and nobody knows yet."""
        found = [self._interview(each) for each in sorted(about)] if kind != Kind.SET else []
        ids = list(dict.fromkeys(asked for each in found for asked in followed_up.theirs(each, who or "")))
        ids = ids if found else self._questions()[: 1 if len(about) == 1 else 3]
        team_id, place = self.search.team_id, (f"D{who}" if who else "C1", f"{next(self.stamps)}.0")
        once, now = new_id(), self.search.now
        told = [each.id for each in found]
        numbers: dict[str, int | None] = dict(zip(ids, range(1, 11), strict=False))
        content = {"interviews": told, "numbers": numbers}
        deliveries.plan(self.session, team_id, Plan(kind, once, who, place[0], content, now), now)
        [row] = self.session.scalars(select(Delivery).where(Delivery.once == once))
        self._state(row.delivery_id, State.SENDING)
        claimed = _claimed(row)
        posted = Posted(*place, kind, who, row.delivery_id, tuple(told), numbers)
        self.sending.append((claimed, posted))

    def arrive(self, index: int) -> None:
        """It is settled."""
        if index < len(self.sending):
            claimed, posted = self.sending.pop(index)
            self._state(claimed.id, State.SENT, channel_id=posted.channel_id, ts=posted.ts)
            sent_messages.mention(self.session, self.search.team_id, claimed.id, posted.interviews)
            postings.record(self.session, self.search.team_id, posted, self.search.now)
            reacting.settled(self.session, claimed, posted, self.search.now)
            self.sent.append(posted)

    def change(self, index: int, question: int) -> None:
        """A message is changed, and a question more is its fourth: Slack has that."""
        to_one = [each for each in self.sent if each.member_id]
        if index < len(to_one):
            posted = to_one[index]
            edits.plan(self.session, self.search.team_id, str(posted.delivery_id), self.search.now)
            waiting = (Delivery.edits_id == posted.delivery_id, Delivery.state == State.PLANNED)
            if row := self.session.scalars(select(Delivery).where(*waiting).limit(1)).one_or_none():
                self._state(row.delivery_id, State.SENDING)
                wanted = self._questions()[question + 3]
                content = {**row.content, "numbers": {wanted: 4} if 4 not in posted.numbers.values() else {}}
                self.changing.append((replace(_claimed(row), content=content), posted))

    def settle(self, index: int) -> None:
        """The change is settled."""
        if index < len(self.changing):
            claimed, posted = self.changing.pop(index)
            edits.hold(self.session, claimed)
            self._state(claimed.id, State.SENT, channel_id=posted.channel_id, ts=posted.ts)
            edits.shows(self.session, claimed)
            reacting.changed(self.session, self.search.team_id, posted.place, self.search.now)

    def react(self, index: int, who: str, emoji: str, added: bool, ago: int) -> None:
        """Heard now, of a while ago."""
        if index < len(self.sent):
            self._hear(self.sent[index], self.sent[index].member_id or who, emoji, ago, added=added)

    def react_early(self, index: int, emoji: str, added: bool, ago: int) -> None:
        """On what is still being sent."""
        if index < len(self.sending):
            posted = self.sending[index][1]
            self._hear(posted, posted.member_id or "UANA", emoji, ago, added=added)

    def press(self, who: str, question: int, judgement: Judgement, back: bool, ago: int) -> None:
        """On a card."""
        moment = self.search.now + timedelta(seconds=ago)
        word = Word(who, self._questions()[question], ratings.on_card(moment), judgement, moment)
        change = ratings.take_back if back else ratings.say
        change(self.session, self.search.team_id, word, self.search.now)

    def answer(self, who: str, index: int, words: Sequence[Judgement | None], ago: int) -> None:
        """Asked after an interview."""
        if found := self._open(who, index):
            answers = {found.id: dict(zip(followed_up.theirs(found, who), words, strict=False))}
            moment = self.search.now + timedelta(seconds=ago)
            followed_up.answer(self.session, self.search.team_id, who, answers, moment, self.search.now)

    def not_held(self, who: str, index: int, undone: bool) -> None:
        """It did not take place, or did after all."""
        if found := self._open(who, index):
            team_id, now = self.search.team_id, self.search.now
            if undone:
                followed_up.held_after_all(self.session, team_id, who, found, now)
            else:
                followed_up.not_held(self.session, team_id, who, found, now, now)

    def retire(self, question: int) -> None:
        """It is no longer in use."""
        mine = (Question.team_id == self.search.team_id, Question.question_id == self._questions()[question])
        self.session.execute(update(Question).where(*mine).values(status="retired"))

    def become(self, who: str, what: str) -> None:
        """Slack says so."""
        profile = replace(person(who, "Europe/Berlin"), guest=what == "guest", deactivated=what == "deactivated")
        members.keep(self.session, self.search.team_id, profile, self.search.now)

    def move(self, index: int, hours: int) -> None:
        """Forth or back from now."""
        if index < len(self.interviews):
            starts_at, by = self.search.now + timedelta(hours=hours), self.search.by
            arranging.move(
                self.session, self.search.team_id, self.interviews[index], starts_at, 45, by, self.search.now
            )

    def restaff(self, index: int, people: Sequence[str]) -> None:
        """Others are in it."""
        if index < len(self.interviews):
            args = (self.interviews[index], seated(*people), self.search.by, self.search.now)
            arranging.restaff(self.session, self.search.team_id, *args)

    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.search.now += timedelta(minutes=minutes)

    def look(self) -> None:
        """The daily look: what is past its time is forgotten, what is over is counted."""
        team_id, now = self.search.team_id, self.search.now
        for each in held.due(self.session, team_id, now):
            held.count_one(self.session, team_id, each, now)
        while posted := postings.due_to_forget(self.session, team_id, now):
            cutting.forget_over(self.session, team_id, posted, now)
        for place in (each.place for each in self.sent):
            if (posted := postings.find(self.session, team_id, *place)) and posted.interviews:
                assert postings.not_over(self.session, team_id, posted, now) == list(posted.interviews)

    def erase(self, index: int) -> None:
        """A candidate, unless a message that may name them is on its way."""
        if index < len(self.interviews):
            with suppress(erasing.BeingSent):
                candidate = self._interview(index).candidate.id
                erasing.erase_candidate(self.session, self.search.team_id, candidate, self.search.by, self.search.now)

    def _hear(self, posted: Posted, who: str, emoji: str, ago: int, *, added: bool) -> None:
        moment = self.search.now + timedelta(seconds=ago)
        reacted = Reacted(*posted.place, who, emoji, added, moment)
        reacting.hear(self.session, self.search.team_id, reacted, self.search.now)

    def _interview(self, index: int) -> Interview:
        return self.search.find(self.session, self.interviews[index])

    def _open(self, who: str, index: int) -> Interview | None:
        if index >= len(self.interviews):
            return None
        found = self._interview(index)
        known = followed_up.progress(self.session, self.search.team_id, who, [found])
        return found if known and followed_up.is_open(found, self.search.now) else None

    def _questions(self) -> list[str]:
        """Of both parts."""
        frozen = select(PlanQuestion.question_id).where(PlanQuestion.team_id == self.search.team_id)
        return list(self.session.scalars(frozen.order_by(PlanQuestion.position, PlanQuestion.place)))

    def _state(self, delivery_id: str, state: State, **values: Any) -> None:
        self.session.execute(
            update(Delivery)
            .where(Delivery.team_id == self.search.team_id, Delivery.delivery_id == delivery_id)
            .values(state=state, **values)
            .execution_options(synchronize_session=False)
        )
        self.session.expire_all()


def _claimed(row: Delivery) -> Claimed:
    whose = (row.kind, row.method, row.member_id, row.channel_id, row.about, row.content, row.due_at)
    return Claimed(row.team_id, row.delivery_id, *whose, 1, None, row.due_at, new_id())


def room(session: Session) -> Room:
    """A new one."""
    search = begin(session, *PEOPLE)
    booked = [search.book(session, seated("UANA", "UBEN"), at(0, hour)) for hour in (1, 3)]
    booked.append(search.book(session, seated("UANA", "UCLEO"), at(14), position=2))
    search.now = at(0, 2)
    return Room(session, search, [each.id for each in booked])


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(STEPS, min_size=10, max_size=40))
def test_whatever_is_done_counters_are_a_recount(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        made = room(session)
        for step in [*BEGINNING, *steps]:
            made.do(step)
