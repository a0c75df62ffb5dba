"""The words on screen are plain: read from everything that the whole test run made people see.

It runs last (`conftest.pytest_collection_modifyitems`), or, by `make test`, after all others.
"""

import json
import os
import re
from pathlib import Path

import pytest

from prep.bank import StarterRole
from storage.starter_bank import load_all
from tests.slackapp.produced import Produced, views

BANNED = re.compile(
    r"\b(kits?|core|probes?|anchors?|loops?|panels?|panelists?|curators?|competenc\w+)\b", re.IGNORECASE
)


def bank_texts(roles: tuple[StarterRole, ...]) -> list[str]:
    """What the starter bank says, which is not our wording."""
    texts = []
    for role in roles:
        texts += [role.title, *role.guide.responsibilities, *role.guide.skills, role.guide.summary, role.guide.fit]
        for question in role.questions:
            texts += [question.text, question.short, question.competency, *question.probes]
            texts += [question.anchors.strong, question.anchors.solid, question.anchors.weak]
    return texts


def test_no_term_of_the_trade_is_on_screen(produced: Produced) -> None:
    bank = set(bank_texts(load_all()))
    for name, made in produced.by_view.items():
        for text in filter(BANNED.search, made):
            ours = text
            for known in bank:
                ours = ours.replace(json.dumps(known, ensure_ascii=False)[1:-1], "")
            assert not BANNED.search(ours), f"{name} says “{BANNED.search(ours)}”"


def test_every_view_was_produced(produced: Produced, request: pytest.FixtureRequest) -> None:
    """A view that no test makes is read by nobody before users do."""
    here = {path.name for path in Path(__file__).parent.rglob("test_*.py")}
    collected = {Path(str(item.path)).name for item in request.session.items}
    if here <= collected or "PRODUCED" in os.environ:
        assert {name for name, _ in views()} <= set(produced.by_view)
