"""What sets and plans are weighed by, as it stood at somebody's midnight: on both databases."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.days import day_at
from prep.interviews import PlannedQuestion
from prep.plans import make_part
from prep.tallies import Tally
from prep.usefulness import Judgement, Record, month_of
from prep.weighing import weigh
from storage import freezing, learned, members, openings, ratings
from storage.bank import Asker
from storage.ratings import Word
from storage.tables import Question, QuestionStat
from tests.storage.search import MONDAY, Search, at, begin, person, seated

HELPED, NOT = Judgement.HELPED, Judgement.NOT
PEOPLE = ("UANA", "UBEN", "UCHLOE")


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana, Ben and Chloé to rate its questions."""
    return begin(session, *PEOPLE)


def ids(session: Session, search: Search) -> list[str]:
    """The role's questions, always in the same order."""
    served = learned.of_role(session, search.team_id, search.opening.role_id, MONDAY)
    return sorted(each.id for each in served.questions)


def say(
    session: Session, search: Search, question_id: str, who: str, what: Judgement, now: datetime, *, back: bool = False
) -> None:
    """Said with the question's card."""
    change = ratings.take_back if back else ratings.say
    change(session, search.team_id, Word(who, question_id, ratings.on_card(now), what, now), now)


def known(session: Session, search: Search, moment: datetime) -> dict[str, Record]:
    """The records as they stood then."""
    return dict(learned.of_role(session, search.team_id, search.opening.role_id, moment).known)


def asker(search: Search, member_id: str, now: datetime, zone: str = "Europe/Berlin", *, rated: bool = True) -> Asker:
    return Asker(search.team_id, member_id, search.opening.role_id, day_at(now, zone), rated)


def test_what_was_said_since_midnight_is_not_known_yet_and_counts_in_the_figures(
    session: Session, search: Search
) -> None:
    [first, *_] = ids(session, search)
    midnight = day_at(at(), "Europe/Berlin").begins
    assert known(session, search, midnight) == {}
    for who in PEOPLE:
        say(session, search, first, who, HELPED, at())
    served = learned.of_role(session, search.team_id, search.opening.role_id, midnight)
    assert (served.known, served.tallies) == ({}, {first: Tally(3, 0, 3)})
    assert learned.tally(session, search.team_id, first) == Tally(3, 0, 3)
    tomorrow = midnight + timedelta(days=1)
    assert known(session, search, tomorrow) == {first: Record(first, month_of(tomorrow), 3.0)}


def test_what_is_not_rated_is_not_known(session: Session, search: Search) -> None:
    [first, second, *_] = ids(session, search)
    say(session, search, first, "UANA", HELPED, at())
    say(session, search, first, "UANA", HELPED, at(hours=1), back=True)
    assert known(session, search, at(days=1)) == {}
    assert learned.tally(session, search.team_id, first) == Tally(0, 0, 0)
    assert learned.tally(session, search.team_id, second) is None


def test_each_midnight_has_what_was_known_then(session: Session, search: Search) -> None:
    """Three people rate, take back and rate again for three days; then every midnight of the last two, whatever the
    zone, is asked for what was known."""
    dice = Random(11)  # noqa: S311 - the same days each time
    questions = ids(session, search)[:3]
    start, quarter = at(days=-3).replace(minute=0), timedelta(minutes=15)
    history: dict[datetime, dict[str, Record]] = {}
    moment = start
    while moment < at():
        session.expire_all()
        history[moment] = _stored(session, search)
        for _ in range(dice.choice([0, 0, 0, 1, 2])):
            said_at = moment + timedelta(seconds=dice.randint(1, 890))
            what, back = dice.choice([HELPED, NOT, Judgement.ROUND]), dice.random() < 0.3
            say(session, search, dice.choice(questions), dice.choice(PEOPLE), what, said_at, back=back)
        moment += quarter
    asked = [each for each in history if each >= at(days=-2)]
    assert len(asked) == 4 * 48
    assert len({str(history[each]) for each in asked}) > 40
    assert {each: known(session, search, each) for each in asked} == {each: history[each] for each in asked}


def _stored(session: Session, search: Search) -> dict[str, Record]:
    rows = session.scalars(select(QuestionStat).where(QuestionStat.team_id == search.team_id))
    records = (
        Record(each.question_id, each.month, each.faded_helped, each.faded_missed, each.faded_round) for each in rows
    )
    return {each.question_id: each for each in records if each.words}


def test_what_was_said_long_ago_has_faded(session: Session, search: Search) -> None:
    [first, *_] = ids(session, search)
    say(session, search, first, "UANA", HELPED, at())
    later = datetime(2027, 11, 23, tzinfo=UTC)
    assert known(session, search, later) == {first: Record(first, month_of(later), 0.5)}


def test_ones_own_word_is_known_at_once_and_to_nobody_else(session: Session, search: Search) -> None:
    [first, *_] = ids(session, search)
    say(session, search, first, "UANA", NOT, at())
    assert learned.own(session, asker(search, "UANA", at())) == {first: NOT}
    assert learned.own(session, asker(search, "UBEN", at())) == {}
    assert learned.own(session, asker(search, "UANA", at(), rated=False)) == {}, "who never rated is not looked for"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Kolkata", "UTC", "America/New_York", "Pacific/Pago_Pago"])
def test_ones_own_words_stay_the_same_all_day_and_have_todays(session: Session, search: Search, zone: str) -> None:
    """Also on the days round the end of a month, which comes at another hour everywhere."""
    questions = ids(session, search)
    turn_of_month = datetime(2026, 12, 1, tzinfo=UTC)
    for place, days in enumerate(range(-40, 0)):
        say(session, search, questions[place], "UANA", HELPED, turn_of_month + timedelta(days=days))
    for hours in range(-30, 30):
        now = turn_of_month + timedelta(hours=hours)
        day = day_at(now, zone)
        throughout = [learned.own(session, asker(search, "UANA", each, zone)) for each in (day.begins, now, day.last)]
        assert throughout[0] == throughout[1] == throughout[2]
        say(session, search, questions[-1], "UANA", HELPED, now)
        assert questions[-1] in learned.own(session, asker(search, "UANA", now, zone))
        say(session, search, questions[-1], "UANA", HELPED, now + timedelta(minutes=1), back=True)


def test_a_member_is_known_to_have_rated(session: Session, search: Search) -> None:
    [first, *_] = ids(session, search)
    say(session, search, first, "UANA", HELPED, at())
    found = {each: members.find(session, search.team_id, each) for each in ("UANA", "UBEN")}
    assert [each.rated_at if each else each for each in found.values()] == [at(), None]
    members.keep(session, search.team_id, person("UANA", "Europe/Rome"), at(days=1))
    again = members.find(session, search.team_id, "UANA")
    assert again
    assert again.rated_at == at(), "what Slack says of them changes nothing in it"


def test_a_plan_prefers_what_helps_as_it_stood_when_the_day_began(session: Session, search: Search) -> None:
    """In a bank that leaves a choice: questions for any level come before all others, and there are few of them."""
    session.execute(update(Question).where(Question.team_id == search.team_id).values(level=None, minutes=5))
    questions = ids(session, search)
    plain = [each.id for each in foreseen(session, search, at())]
    for question_id in questions:
        for who in PEOPLE:
            say(session, search, question_id, who, NOT if question_id in plain else HELPED, at())
    assert [each.id for each in foreseen(session, search, at(hours=14))] == plain, "said on the same day"
    tomorrow = at(days=1)
    weighed = [each.id for each in foreseen(session, search, tomorrow)]
    assert weighed == expected(session, search, tomorrow)
    assert set(weighed) != set(plain)


def test_what_was_shown_before_it_was_frozen_is_what_is_frozen_and_stays(session: Session, search: Search) -> None:
    session.execute(update(Question).where(Question.team_id == search.team_id).values(level=None, minutes=5))
    questions = ids(session, search)
    for question_id in questions[::2]:
        say(session, search, question_id, "UANA", HELPED, at(days=-1))
    shown = [each.id for each in foreseen(session, search, at())]
    for question_id in questions:
        say(session, search, question_id, "UBEN", NOT if question_id in shown else HELPED, at())
    search.book(session, seated("UANA"), at(days=1))
    assert frozen(session, search) == shown
    search.now = at(days=30)
    search.book(session, seated("UBEN"), at(days=31))
    assert frozen(session, search) == shown


def foreseen(session: Session, search: Search, now: datetime) -> list[PlannedQuestion]:
    """The first part as it would be frozen then."""
    part = openings.parts(session, search.team_id, search.opening.id)[0]
    return freezing.foreseen(session, search.team_id, search.opening, part, now)


def frozen(session: Session, search: Search) -> list[str]:
    """The questions of the first part."""
    return [each.id for each in openings.questions(session, search.team_id, search.opening.id, 1)]


def expected(session: Session, search: Search, now: datetime) -> list[str]:
    """The first part, weighed by what was known when the day began."""
    served = learned.of_role(session, search.team_id, search.opening.role_id, day_at(now, "UTC").begins)
    part = openings.parts(session, search.team_id, search.opening.id)[0]
    weights = weigh([each.id for each in served.questions], served.known, search.opening.id)
    made = make_part(served.questions, part, frozenset(), search.opening.id, weights.scores, weights.untried)
    return [each.id for each in made]
