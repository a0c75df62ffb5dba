"""Questions and pools of them, made up, and what may be wished for of these."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Final

from hypothesis import strategies as st

from prep.asking import MOST, Wish
from prep.bank import Category, Level, Question, Status

PLAIN: Final = Question(
    id="q",
    text="A report says one person runs many fake accounts. How would you find out if it is true?",
    short="Many fake accounts",
    category=Category.GENERAL,
    competency="Investigation",
    level=None,
    minutes=5,
    status=Status.LIVE,
)

COMPETENCIES = ["Judgement", "Clarity", "Care", "Data"]
# A role as it is: every category looks at every competency, with questions of many lengths.
ROLE = [
    replace(
        PLAIN,
        id=f"{category}-{competency}-{minutes}",
        category=category,
        competency=competency,
        minutes=minutes,
    )
    for category, competency, minutes in product(Category, COMPETENCIES, [3, 4, 6, 9])
]
wishes = st.builds(
    Wish,
    category=st.none() | st.sampled_from(Category),
    level=st.none() | st.sampled_from(Level),
    count=st.integers(1, MOST),
)
seeds = st.text(max_size=12)
turns = st.integers(0, 3)


def a_pool(*kinds: tuple[Category, str]) -> list[Question]:
    """One live question for any level for each category and competency given, with ids "0", "1", …"""
    return [
        replace(PLAIN, id=str(number), category=category, competency=competency)
        for number, (category, competency) in enumerate(kinds)
    ]


def pools(most: int = 16, statuses: tuple[Status, ...] = tuple(Status)) -> st.SearchStrategy[list[Question]]:
    """Pools of up to `most` questions of all kinds, with distinct ids, in no order."""
    question = st.builds(
        Question,
        id=st.uuids().map(str),
        text=st.just(PLAIN.text),
        short=st.just(PLAIN.short),
        category=st.sampled_from(Category),
        competency=st.sampled_from(["Investigation", "Judgement", "Clarity", "Care", "Data"]),
        level=st.none() | st.sampled_from(Level),
        minutes=st.integers(3, 12),
        status=st.sampled_from(statuses),
    )
    return st.lists(question, max_size=most, unique_by=lambda question: question.id)


def ids(questions: Iterable[Question]) -> list[str]:
    return [question.id for question in questions]


def may_be_shown(pool: list[Question], wish: Wish) -> list[Question]:
    return [
        question
        for question in pool
        if question.status in {Status.LIVE, Status.PILOT}
        and wish.category in {None, question.category}
        and (wish.level is None or question.level in {None, wish.level})
    ]
