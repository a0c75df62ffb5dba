from dataclasses import replace

import pytest

from prep.bank import Anchors, Category, Level, StarterQuestion, Status, content_hash

QUESTION = StarterQuestion(
    id="trust-safety/fake-accounts",
    text="How would you find out whether one person runs many accounts?",
    short="Many fake accounts",
    category=Category.SITUATIONAL,
    competency="Investigation",
    level=None,
    minutes=6,
    status=Status.LIVE,
    probes=("Which signals come first?", "What would prove you wrong?"),
    anchors=Anchors(strong="Names rivals – “and tests them”.", solid="Lists signals.", weak="Guesses."),
)


def test_categories_are_in_the_order_in_which_they_are_asked() -> None:
    assert list(Category) == ["general", "behavioral", "technical", "situational"]


def test_the_hash_is_the_same_in_every_release() -> None:
    """Workspaces keep it beside each question: were it to change, all would seem to be edited."""
    assert content_hash(QUESTION) == "d4eab57b41e6963f8f2a6e55a8fd350ab61533f2a724795eff7e1f0a094444f2"


def test_the_id_is_no_part_of_the_hash() -> None:
    assert content_hash(replace(QUESTION, id="019a")) == content_hash(QUESTION)


@pytest.mark.parametrize(
    "edited",
    [
        replace(QUESTION, text="How?"),
        replace(QUESTION, short="Fake accounts"),
        replace(QUESTION, category=Category.TECHNICAL),
        replace(QUESTION, competency="Judgement"),
        replace(QUESTION, level=Level.SENIOR),
        replace(QUESTION, minutes=7),
        replace(QUESTION, status=Status.RETIRED),
        replace(QUESTION, probes=QUESTION.probes[::-1]),
        replace(QUESTION, anchors=replace(QUESTION.anchors, weak="Gives up.")),
    ],
)
def test_every_edit_changes_the_hash(edited: StarterQuestion) -> None:
    assert content_hash(edited) != content_hash(QUESTION)
