"""What the package ships keeps what is promised of it."""

from collections import Counter

import pytest

from prep.asking import Wish
from prep.bank import Category, Level, Question, StarterQuestion, StarterRole, Status
from prep.sets import draw
from storage.starter_bank import files, load_all

ROLES = load_all()
each_role = pytest.mark.parametrize("role", ROLES, ids=[role.slug for role in ROLES])


def lean(question: StarterQuestion) -> Question:
    return Question(
        id=question.id,
        text=question.text,
        short=question.short,
        category=question.category,
        competency=question.competency,
        level=question.level,
        minutes=question.minutes,
        status=question.status,
    )


def test_a_file_is_called_as_its_role_is() -> None:
    assert [path.stem for path in files()] == [role.slug for role in ROLES]
    assert {"trust-safety", "data-analyst"} <= {role.slug for role in ROLES}


@each_role
def test_there_is_enough_of_everything(role: StarterRole) -> None:
    live = [question for question in role.questions if question.status is Status.LIVE]
    assert len(live) >= 36
    assert min(Counter(question.category for question in live).values()) >= 8
    levels = Counter(question.level for question in live)
    assert all(levels[level] >= 6 for level in Level)
    assert {question.competency for question in live} == {each.name for each in role.guide.competencies}


@each_role
def test_the_guide_and_the_plan_are_whole(role: StarterRole) -> None:
    assert 5 <= len(role.guide.responsibilities) <= 8
    assert 5 <= len(role.guide.skills) <= 8
    assert 6 <= len(role.guide.competencies) <= 8
    assert 3 <= len(role.plan) <= 4


@each_role
@pytest.mark.parametrize("level", [None, *Level])
def test_eight_questions_of_four_kinds_for_every_level(role: StarterRole, level: Level | None) -> None:
    drawn = draw([lean(question) for question in role.questions], Wish(level=level), "U1 2026-11-23")
    assert Counter(question.category for question in drawn) == dict.fromkeys(Category, 2)
    assert 32 <= sum(question.minutes for question in drawn) <= 48
