"""What people answer afterwards: a word for each question, of which the last counts; then they are asked no more."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.afterwards import Stage
from prep.interviews import Interview
from prep.messages import Kind
from prep.usefulness import Judgement
from storage import arranging, erasing, followed_up, ratings, sent_messages
from storage.deliveries import State
from storage.ratings import Word
from storage.tables import Delivery, Panelist, QuestionStat
from tests.storage.asked_after import ANA, MINUTE, answer, morning, send, stage
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search, at, seated


def said(search: Search, session: Session, interview: Interview) -> list[Judgement | None]:
    """What she said of each of her questions."""
    found = search.find(session, interview.id)
    words = followed_up.said(session, search.team_id, ANA, found)
    return [words.get(each) for each in followed_up.theirs(found, ANA)]


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
        sent_messages.mention(session, search.team_id, row.delivery_id, [booked.id])
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
