"""Who is asked after which interviews, and when: planned, left to a morning message, asked once more, answered."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep import afterwards
from prep.afterwards import Stage
from prep.interviews import Interview, Links
from prep.messages import Kind, Withdrawn
from prep.usefulness import Judgement
from storage import (
    agenda,
    arranging,
    edits,
    erasing,
    followed_up,
    following_up,
    interviews,
    members,
    preferences,
    ratings,
)
from storage.database import Database
from storage.deliveries import State
from storage.ratings import Word
from storage.tables import Delivery, Panelist, QuestionStat
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search, at, begin, person, seated
from tests.storage.test_agenda_anything import PEOPLE, STEPS, World, somebody

ANA, BERLIN = "UANA", "Europe/Berlin"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction for the whole test."""
    with db.begin() as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana and Ben to interview for it."""
    return begin(session, ANA, "UBEN")


def due(search: Search, session: Session, member_id: str = ANA) -> list[datetime]:
    """When what is planned to ask the member is due."""
    return [row.due_at for row in search.planned(session, Kind.AFTERWARDS, member_id=member_id)]


def why_not(search: Search, session: Session, member_id: str = ANA) -> list[str | None]:
    """Why what was planned is not sent."""
    superseded = (Delivery.kind == Kind.AFTERWARDS, Delivery.state == State.SUPERSEDED, Delivery.member_id == member_id)
    return [
        row.reason for row in session.scalars(select(Delivery).where(Delivery.team_id == search.team_id, *superseded))
    ]


def send(search: Search, session: Session, member_id: str = ANA) -> list[str]:
    """What is planned to ask the member is sent when it is due; the interviews that it asked about."""
    [row] = search.planned(session, Kind.AFTERWARDS, member_id=member_id)
    once, search.now = row.once, max(search.now, row.due_at)
    group = following_up.group_of(session, search.team_id, member_id, once, search.now)
    ids = [each.id for each in following_up.unasked(session, search.team_id, member_id, group)]
    search.send(session, row, search.now)
    followed_up.asked(session, search.team_id, member_id, ids, search.now)
    following_up.plan(session, search.team_id, member_id, search.now)
    return ids


def morning(search: Search, session: Session, moment: datetime, zone: str = BERLIN) -> list[str]:
    """The interviews that Ana's morning message asks about at that moment, and she was asked."""
    search.now = moment
    ids = [each.id for each in following_up.for_morning(session, search.team_id, ANA, zone, moment)]
    followed_up.asked(session, search.team_id, ANA, ids, moment)
    return ids


def stage(search: Search, session: Session, interview: Interview) -> Stage | None:
    """How far Ana was asked about it."""
    found = search.find(session, interview.id)
    return followed_up.progress(session, search.team_id, ANA, [found])[interview.id].stage


def answer(search: Search, session: Session, interview: Interview, **words: Judgement | None) -> None:
    """Ana answers, by the place of a question among hers: `q0`, `q1`."""
    theirs = followed_up.theirs(search.find(session, interview.id), ANA)
    search.now += MINUTE
    answers = {interview.id: {theirs[int(place[1:])]: word for place, word in words.items()}}
    followed_up.answer(session, search.team_id, ANA, answers, search.now, search.now)


def said(search: Search, session: Session, interview: Interview) -> list[Judgement | None]:
    """What she said of each of her questions."""
    found = search.find(session, interview.id)
    words = followed_up.said(session, search.team_id, ANA, found)
    return [words.get(each) for each in followed_up.theirs(found, ANA)]


def test_it_comes_ten_minutes_after_the_end_to_everybody_who_asks(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA, "UBEN"), at(1))
    assert due(search, session) == due(search, session, "UBEN") == [booked.ends_at + 10 * MINUTE]


def test_two_close_together_are_one_and_one_waits_at_a_time(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1))
    assert due(search, session) == [first.ends_at + 10 * MINUTE]
    second = search.book(session, seated(ANA), first.ends_at + 20 * MINUTE)
    assert due(search, session) == [second.ends_at + 10 * MINUTE]
    third = search.book(session, seated(ANA), second.ends_at + 30 * MINUTE)
    assert due(search, session) == [second.ends_at + 10 * MINUTE]
    assert send(search, session) == [first.id, second.id]
    assert due(search, session) == [third.ends_at + 10 * MINUTE]
    assert send(search, session) == [third.id]
    assert due(search, session) == []


def test_what_is_added_to_a_group_that_was_asked_about_is_asked_about_alone(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1))
    send(search, session)
    second = search.book(session, seated(ANA), first.ends_at + 25 * MINUTE)
    assert send(search, session) == [second.id]


def test_listeners_and_who_has_no_questions_are_not_asked(session: Session, search: Search) -> None:
    search.book(session, seated("UBEN", listening=[ANA]), at(1))
    search.book(session, seated(ANA), at(2), minutes=10)
    assert len(due(search, session, "UBEN")) == 1
    people = [f"U{number}" for number in range(9)]
    for each in people:
        members.keep(session, search.team_id, person(each, BERLIN), MONDAY)
    crowded = search.book(session, seated("UBEN", *people), at(3))
    idle = next(each.member_id for each in crowded.panel if not each.asks)
    assert due(search, session, str(idle)) == []
    links = Links(feedback="https://ats.example/form/1")
    arranging.edit(session, search.team_id, crowded.id, links, "", search.by, MONDAY)
    assert due(search, session, str(idle)) == due(search, session, people[0]), "but for their feedback"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s, t, i: arranging.cancel(s, t, i, "UARRANGER", MONDAY), Withdrawn.CALLED_OFF),
        (lambda s, t, i: arranging.decline(s, t, i, ANA, MONDAY), Withdrawn.NOT_IN_IT),
        (lambda s, t, i: arranging.restaff(s, t, i, seated("UBEN"), "UARRANGER", MONDAY), Withdrawn.NOT_IN_IT),
    ],
    ids=["cancelled", "declined", "taken off"],
)
def test_nobody_is_asked_about_what_they_were_not_at(
    session: Session, search: Search, change: Any, reason: str
) -> None:
    booked = search.book(session, seated(ANA, "UBEN"), at(1))
    change(session, search.team_id, booked.id)
    assert due(search, session) == []
    assert why_not(search, session) == [reason]


def test_a_move_moves_it_and_moving_back_brings_it_back(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1))
    moved = arranging.move(session, search.team_id, booked.id, at(2), 60, search.by, MONDAY)
    assert due(search, session) == [moved.ends_at + 10 * MINUTE]
    assert why_not(search, session) == [Withdrawn.REPLANNED]
    arranging.move(session, search.team_id, booked.id, booked.starts_at, booked.minutes, search.by, MONDAY)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_in_the_evening_none_is_planned_and_where_it_is_day_one_is(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1, 8))  # 18:00 to 18:45 in Berlin
    assert due(search, session) == []
    members.keep(session, search.team_id, person(ANA, "Europe/London"), MONDAY)
    agenda.member_changed(session, search.team_id, ANA, MONDAY)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_who_wants_none_gets_none_until_they_do(session: Session, search: Search) -> None:
    search.book(session, seated(ANA), at(1))
    for muted, planned in ([Kind.AFTERWARDS], 0), ([], 1), ([Kind.AFTERWARDS], 0):
        preferences.keep(
            session, search.team_id, ANA, at=time(8, 30), days=[1, 2, 3, 4, 5], reminder_minutes=15, muted=muted
        )
        agenda.member_changed(session, search.team_id, ANA, MONDAY)
        assert len(due(search, session)) == planned
    assert why_not(search, session) == [Withdrawn.UNWANTED]


def test_what_is_due_and_waits_to_be_sent_is_not_lost_by_a_change(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1))
    search.book(session, seated(ANA), at(3))
    late = booked.ends_at + 13 * MINUTE
    agenda.recompute(session, search.team_id, late)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_what_was_never_asked_in_time_is_left_to_a_morning_message_within_three_days(
    session: Session, search: Search
) -> None:
    evening = search.book(session, seated(ANA), at(0, 8))
    assert morning(search, session, evening.ends_at + timedelta(days=3, seconds=1)) == []
    assert morning(search, session, at(1, -1, -30)) == [evening.id]


def test_a_morning_message_asks_once_more_on_a_later_day_and_then_never(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    assert stage(search, session, booked) is Stage.ASKED
    assert morning(search, session, at(0, 9)) == [], "she was asked today"
    assert morning(search, session, at(1, -1, -30)) == [booked.id]
    assert stage(search, session, booked) is Stage.ASKED_AGAIN
    assert morning(search, session, at(2, -1, -30)) == []


def test_an_evening_is_asked_about_in_two_morning_messages_at_most(session: Session, search: Search) -> None:
    evening = search.book(session, seated(ANA), at(0, 8))
    asked = [morning(search, session, at(day, -1, -30)) for day in (1, 2, 3)]
    assert asked == [[evening.id], [evening.id], []]


def test_nobody_is_asked_by_two_messages_at_once(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1, -2))  # 8:00 to 8:45 in Berlin
    soon = booked.ends_at + 5 * MINUTE
    assert morning(search, session, soon) == [], "its own message comes in five minutes"
    assert morning(search, session, booked.ends_at + 15 * MINUTE) == [], "it is late, and on its way"
    [row] = search.planned(session, Kind.AFTERWARDS)
    search.send(session, row, search.now, State.SKIPPED)
    assert morning(search, session, booked.ends_at + 16 * MINUTE) == [booked.id]


def test_who_goes_from_one_to_the_next_is_not_asked_between(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1, -3), minutes=60)  # 7:00 to 8:00 in Berlin, then 8:20
    search.book(session, seated(ANA), first.ends_at + 20 * MINUTE)
    assert morning(search, session, first.ends_at + 12 * MINUTE) == []


@pytest.mark.parametrize("stage_reached", ["answered", "not held", "reacted", "erased"])
def test_who_has_answered_is_asked_no_more(session: Session, search: Search, stage_reached: str) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    question_id = followed_up.theirs(booked, ANA)[0]
    if stage_reached == "answered":
        answer(search, session, booked)
    elif stage_reached == "not held":
        followed_up.not_held(session, search.team_id, ANA, booked, search.now, search.now)
    elif stage_reached == "reacted":
        [row] = session.scalars(select(Delivery).where(Delivery.kind == Kind.AFTERWARDS, Delivery.state == State.SENT))
        edits.mention(session, search.team_id, row.delivery_id, [booked.id])
        source = ratings.at_message(str(row.channel_id), str(row.ts), "one")
        word = Word(ANA, question_id, source, Judgement.HELPED, search.now)
        ratings.say(session, search.team_id, word, search.now)
    else:
        erasing.erase_candidate(session, search.team_id, booked.candidate.id, None, search.now)
    assert morning(search, session, at(1, -1, -30)) == []


def test_what_moved_after_it_was_asked_about_is_another_conversation(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    answer(search, session, booked, q0=Judgement.HELPED)
    arranging.move(session, search.team_id, booked.id, at(1), 45, search.by, search.now)
    assert stage(search, session, booked) is None
    assert send(search, session) == [booked.id]


def test_an_answer_says_of_each_question_one_word_which_the_next_replaces(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    answer(search, session, booked, q0=Judgement.HELPED, q1=Judgement.NOT, q2=Judgement.UNASKED)
    assert said(search, session, booked)[:4] == [Judgement.HELPED, Judgement.NOT, Judgement.UNASKED, None]
    assert stage(search, session, booked) is Stage.ANSWERED
    answer(search, session, booked, q0=None, q1=Judgement.ROUND, q3=Judgement.HELPED)
    assert said(search, session, booked)[:4] == [None, Judgement.ROUND, Judgement.UNASKED, Judgement.HELPED]
    counts = session.execute(select(QuestionStat.helped, QuestionStat.missed, QuestionStat.round)).all()
    assert [sum(each) for each in zip(*counts, strict=True)] == [1, 0, 1]


def test_the_last_answer_counts_whichever_clock_is_ahead(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    [theirs, *_] = followed_up.theirs(booked, ANA)

    def answer_by(clock: timedelta, word: Judgement | None) -> Judgement | None:
        answers, moment = {booked.id: {theirs: word}}, search.now
        followed_up.answer(session, search.team_id, ANA, answers, moment + clock, moment)
        return said(search, session, booked)[0]

    for word in (Judgement.HELPED, None, Judgement.NOT, Judgement.HELPED):
        assert answer_by(MINUTE, word) is word
        assert answer_by(-MINUTE, Judgement.ROUND) is Judgement.ROUND
        assert answer_by(-MINUTE, None) is None
    answer_by(MINUTE, Judgement.HELPED)
    followed_up.not_held(session, search.team_id, ANA, booked, search.now - MINUTE, search.now)
    assert said(search, session, booked)[0] is None
    assert_counted(session, search.team_id)


def test_nothing_is_said_of_colleagues_questions(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA, "UBEN"), at(0, 2))
    words = dict.fromkeys(followed_up.theirs(booked, "UBEN"), Judgement.HELPED)
    followed_up.answer(session, search.team_id, ANA, {booked.id: words}, MONDAY, MONDAY)
    assert ratings.said_at(session, search.team_id, ANA, "", words) == {}


def test_what_did_not_take_place_says_nothing_and_is_asked_about_again_when_it_did(
    session: Session, search: Search
) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    answer(search, session, booked, q0=Judgement.HELPED)
    later = search.now + MINUTE
    followed_up.not_held(session, search.team_id, ANA, booked, later, later)
    assert stage(search, session, booked) is Stage.NOT_HELD
    assert set(said(search, session, booked)) == {None}
    for _ in range(2):
        followed_up.held_after_all(session, search.team_id, ANA, booked, later)
        assert stage(search, session, booked) is Stage.ASKED


def test_who_answers_before_the_message_is_settled_stays_answered(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    search.now = booked.ends_at + 10 * MINUTE
    answer(search, session, booked, q0=Judgement.HELPED)
    assert followed_up.asked(session, search.team_id, ANA, [booked.id], search.now)
    assert stage(search, session, booked) is Stage.ANSWERED
    row = session.scalars(select(Panelist).where(Panelist.interview_id == booked.id)).one()
    assert row.follow_up == Stage.ANSWERED


class Asking(World):
    """The same world, in which people are asked when it is time."""

    def do(self, step: tuple[Any, ...]) -> None:
        """One step; then whatever has become due is sent, each at its moment."""
        super().do(step)
        while late := [
            each for each in self.search.planned(self.session, Kind.AFTERWARDS) if each.due_at <= self.search.now
        ]:
            self._ask(late[0])

    def _ask(self, row: Delivery) -> None:
        who, at_ = str(row.member_id), row.due_at
        group = following_up.group_of(self.session, self._team, who, row.once, at_)
        ids = [each.id for each in following_up.unasked(self.session, self._team, who, group)]
        assert ids
        self.search.send(self.session, row, at_)
        followed_up.asked(self.session, self._team, who, ids, at_)
        following_up.plan(self.session, self._team, who, at_)


def ought(search: Search, session: Session, who: str) -> list[datetime]:
    """When the member ought to be asked next: after the first group of theirs that is over by day and has something to
    ask about."""
    session.expire_all()
    theirs = preferences.of_member(session, search.team_id, who)
    if Kind.AFTERWARDS in theirs.muted:
        return []
    mine = interviews.of_member(
        session, search.team_id, who, search.now - timedelta(days=30), search.now + timedelta(days=400)
    )
    moments = [
        moment
        for group in afterwards.groups(mine, who)
        if (moment := afterwards.due_at(group, theirs.rhythm.zone)) and moment > search.now
        if any(followed_up.theirs(each, who) for each in group)  # no interview of these has a feedback form
    ]
    return moments[:1]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        STEPS
        | st.tuples(
            st.just("settle"),
            somebody,
            st.just(time(8, 30)),
            st.just({1, 2, 3, 4, 5}),
            st.just(15),
            st.sampled_from([set(), {"afterwards"}]),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_whatever_is_done_what_is_planned_is_what_ought_to_be(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        world = Asking(session)
        for step in steps:
            world.do(step)
            for who in PEOPLE:
                assert due(world.search, session, who) == ought(world.search, session, who)
