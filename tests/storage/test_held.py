"""How often questions were asked: in interviews that were held, whatever becomes of them, and always a recount."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.usefulness import ASKED_ENOUGH, Judgement
from prep.weighing import weigh
from slackapp.jobs.holding import count_held
from slackapp.jobs.tidying import tidy
from storage import arranging, erasing, followed_up, learned, ratings
from storage.database import Database
from storage.ratings import CARD, Word
from storage.tables import QuestionStat
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search, at, begin, seated

OVER = at(1, 1)


@dataclass
class Held:
    """An interview on Tuesday with Ana and Ben, who ask three questions each; time passes by `count`."""

    db: Database
    search: Search
    interview: Interview

    def count(self, days: float = 1.1) -> None:
        """The daily look, so many days after Monday."""
        count_held(self.db, lambda: at(days))

    def asked(self) -> Counter[str]:
        """How often each question was; who asks it."""
        with self.db.read() as session:
            assert_counted(session, self.search.team_id)
            rows = session.execute(
                select(QuestionStat.question_id, QuestionStat.asked).where(
                    QuestionStat.team_id == self.search.team_id, QuestionStat.asked != 0
                )
            )
            return Counter({row.question_id: row.asked for row in rows})

    def theirs(self, *people: str) -> Counter[str]:
        """Each question of theirs once."""
        return Counter(each for who in people for each in followed_up.theirs(self.interview, who))

    def do(self, what: Callable[[Session, str, str], object]) -> None:
        """Something happens, with the workspace and the interview."""
        with self.db.begin() as session:
            what(session, self.search.team_id, self.interview.id)

    def say(self, who: str, judgement: Judgement | None) -> None:
        """Somebody answers of their first question."""
        first, *_ = followed_up.theirs(self.interview, who)
        answers = {self.interview.id: {first: judgement}}
        self.do(lambda session, team_id, _: followed_up.answer(session, team_id, who, answers, OVER, OVER))


@pytest.fixture
def held(db: Database) -> Held:
    """On either database."""
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN", "UCLEO")
        return Held(db, search, search.book(session, seated("UANA", "UBEN"), at(1)))


def test_what_was_asked_counts_once_it_is_over(held: Held) -> None:
    held.count(days=1.01)
    assert held.asked() == Counter(), "it is not over"
    for _ in range(2):
        held.count()
        assert held.asked() == held.theirs("UANA", "UBEN")


@pytest.mark.parametrize("counted_before", [False, True])
def test_what_its_interviewer_says_was_not_asked_does_not_count(held: Held, counted_before: bool) -> None:
    if counted_before:
        held.count()
    held.say("UANA", Judgement.UNASKED)
    held.count()
    [first, *_] = followed_up.theirs(held.interview, "UANA")
    assert held.asked() == held.theirs("UANA", "UBEN") - Counter([first])
    held.say("UANA", Judgement.NOT)
    assert held.asked() == held.theirs("UANA", "UBEN")


def test_what_anybody_in_it_says_did_not_take_place_does_not_count(held: Held) -> None:
    held.count()
    held.do(lambda session, team_id, _: followed_up.not_held(session, team_id, "UBEN", held.interview, OVER, OVER))
    assert held.asked() == Counter()
    held.do(lambda session, team_id, _: followed_up.held_after_all(session, team_id, "UBEN", held.interview, OVER))
    assert held.asked() == held.theirs("UANA", "UBEN")


@pytest.mark.parametrize("counted_before", [False, True])
def test_what_is_called_off_does_not_count(held: Held, counted_before: bool) -> None:
    if counted_before:
        held.count()
    held.do(lambda session, team_id, id_: arranging.cancel(session, team_id, id_, "UARRANGER", OVER))
    held.count()
    assert held.asked() == Counter()


def test_what_moves_ahead_counts_when_that_is_over(held: Held) -> None:
    held.count()
    held.do(lambda session, team_id, id_: arranging.move(session, team_id, id_, at(3), 45, "UARRANGER", OVER))
    assert held.asked() == Counter()
    held.count(days=2)
    assert held.asked() == Counter()
    held.count(days=3.1)
    assert held.asked() == held.theirs("UANA", "UBEN")


def test_who_else_asked_changes_nothing_and_more_questions_do(held: Held) -> None:
    held.count()
    room = seated("UCLEO")
    held.do(lambda session, team_id, id_: arranging.restaff(session, team_id, id_, room, "UARRANGER", OVER))
    assert held.asked() == held.theirs("UANA", "UBEN")
    room = seated("Zoe", listening=["UCLEO"])
    held.do(lambda session, team_id, id_: arranging.restaff(session, team_id, id_, room, "UARRANGER", OVER))
    assert held.asked() == held.theirs("UANA", "UBEN"), "who is not on Slack asks, too"
    room = seated(listening=["UCLEO"])
    held.do(lambda session, team_id, id_: arranging.restaff(session, team_id, id_, room, "UARRANGER", OVER))
    assert held.asked() == Counter()


@pytest.mark.parametrize("way", ["a month later", "erased"])
def test_it_stays_when_nothing_can_be_said_any_more(held: Held, way: str) -> None:
    held.say("UANA", Judgement.UNASKED)
    held.count()
    before = held.asked()
    now = at(31.1) if way == "a month later" else at(1.2)
    if way == "erased":
        candidate = held.interview.candidate.id
        held.do(lambda session, team_id, _: erasing.erase_candidate(session, team_id, candidate, "UARRANGER", now))
    else:
        tidy(held.db, lambda: now)
    held.do(lambda session, team_id, id_: arranging.restaff(session, team_id, id_, seated("UBEN"), "UARRANGER", now))
    held.do(lambda session, team_id, id_: arranging.cancel(session, team_id, id_, "UARRANGER", now))
    held.count(days=31.2)
    assert held.asked() == before


def test_what_was_asked_often_without_a_word_is_not_new_any_more_from_the_next_day_on(held: Held) -> None:
    [silent, told, *_] = followed_up.theirs(held.interview, "UANA")
    with held.db.begin() as session:
        word = Word("UBEN", told, CARD, Judgement.HELPED, MONDAY)
        ratings.say(session, held.search.team_id, word, MONDAY)
        for _ in range(ASKED_ENOUGH - 1):
            held.search.book(session, seated("UANA", "UBEN"), at(1))

    def untried(days: float) -> bool:
        with held.db.read() as session:
            found = learned.of_role(session, held.search.team_id, held.search.opening.role_id, at(days))
            ids = [each.id for each in found.questions]
            return silent in weigh(ids, found.known, "seed", asked=found.asked).untried

    assert untried(1.2)
    held.count()
    assert not untried(1.2)
    assert untried(1), "whoever's day began before has the same set all day"
    held.say("UANA", Judgement.UNASKED)
    assert untried(1.2)


def test_the_looks_of_many_days_come_to_the_same(held: Held) -> None:
    with held.db.begin() as session:
        held.search.book(session, seated("UANA"), at(2), position=2)
    for days in range(1, 40):
        count_held(held.db, lambda: MONDAY + timedelta(days=days))  # noqa: B023 - called at once
    assert sum(held.asked().values()) == 12
