"""What the package ships keeps what is promised of it."""

from collections import Counter

import pytest

from prep.asking import Wish
from prep.bank import Category, Level, Question, Role, StarterQuestion, StarterRole, Status
from prep.interviews import Part
from prep.plans import first_plan, make_part
from prep.sets import draw
from prep.shuffling import shuffled
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


@each_role
def test_what_helps_decides_in_every_interview_of_a_plan_that_leaves_a_choice(role: StarterRole) -> None:
    """Two searches that find the opposite helpful differ, wherever something could take another's place at all."""
    pool = [lean(question) for question in role.questions]
    for part in first_plan("opening", Role(role.slug, role.slug, role.title, role.guide, role.plan)):
        pairs = [opposite(pool, part, str(search)) for search in range(20)]
        assert any(set(one) != set(other) for one, other in pairs) or not leaves_a_choice(pool, pairs[0][0]), part.title


def opposite(pool: list[Question], part: Part, search: str) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """What the interview holds in a search, and what if all that helps didn't and all that doesn't did."""
    scores = {question.id: place for place, question in enumerate(shuffled(pool, search))}
    reverse = {question_id: -score for question_id, score in scores.items()}
    return make_part(pool, part, frozenset(), search, scores), make_part(pool, part, frozenset(), search, reverse)


def leaves_a_choice(pool: list[Question], made: tuple[Question, ...]) -> bool:
    """Whether there is another question on a skill, as much for any level as one that was chosen."""
    chosen = {(each.competency, each.level is None) for each in made}
    return any((each.competency, each.level is None) in chosen for each in pool if each not in made)
