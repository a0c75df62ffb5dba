"""Filling a bank from the starter bank, and upgrading it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from prep.bank import StarterRole
from storage import bank, roles, searching, workspaces
from storage.database import Database
from storage.filling import Filled, fill
from storage.starter_bank import load_all
from storage.tables import Base, Question
from tests import bank as tests_bank
from tests.filled import with_bank
from tests.slackapp.clocks import MONDAY


@pytest.fixture
def filled(db: Database) -> Database:
    """A workspace with the starter bank."""
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
        fill(session, "T1", load_all(), MONDAY)
    return db


def trust_safety() -> StarterRole:
    """The role as it is shipped."""
    return next(role for role in load_all() if role.slug == "trust-safety")


def test_a_new_workspace_has_every_question_of_the_starter_bank(filled: Database) -> None:
    with filled.read() as session:
        [role] = [each for each in roles.page(session, "T1", 0, 10)[0] if each.slug == "trust-safety"]
        assert role.questions == len(trust_safety().questions)
        found = roles.find(session, "T1", role.id)
        assert found
        assert found.guide == trust_safety().guide
        assert found.plan == trust_safety().plan
        shipped = trust_safety().questions[0]
        [hit] = searching.search(session, "T1", shipped.text, 5)
        card = bank.card(session, "T1", hit.question_id)
    assert card
    assert (card.question.text, card.probes, card.anchors) == (shipped.text, shipped.probes, shipped.anchors)


def test_filling_again_changes_nothing(filled: Database) -> None:
    with filled.begin() as session:
        assert fill(session, "T1", load_all(), MONDAY) == Filled(added=0, replaced=0, left=0)


def test_an_upgrade_replaces_what_nobody_edited_and_leaves_the_rest(filled: Database) -> None:
    role = trust_safety()
    first, second, *others = role.questions
    with filled.begin() as session:
        session.execute(update(Question).where(Question.origin_id == first.id).values(text="Ours, edited."))
    upgraded = replace(
        role, questions=(replace(first, text="Newer."), replace(second, text="Newer, too. Zebra."), *others)
    )
    with filled.begin() as session:
        assert fill(session, "T1", [upgraded], MONDAY) == Filled(added=0, replaced=1, left=1)
        texts = set(session.scalars(select(Question.text)))
        assert "Ours, edited." in texts
        assert "Newer, too. Zebra." in texts
        assert [hit.text for hit in searching.search(session, "T1", "zebra", 5)] == ["Newer, too. Zebra."]
        assert fill(session, "T1", [upgraded], MONDAY) == Filled(added=0, replaced=0, left=1)


def test_a_name_that_the_workspace_gave_to_another_role_stays_with_it(db: Database) -> None:
    ours = replace(trust_safety(), slug="moderation", title="Moderation", aliases=("T&S",), questions=())
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
        fill(session, "T1", [ours], MONDAY)
        fill(session, "T1", load_all(), MONDAY)
        assert roles.by_keys(session, "T1", ["ts"])["ts"].slug == "moderation"
        assert roles.by_keys(session, "T1", ["trustsafety"])["trustsafety"].slug == "trust-safety"


def test_search_forgets_what_is_deleted_and_hides_what_is_retired(filled: Database) -> None:
    with filled.begin() as session:
        hits = searching.search(session, "T1", "fraud", 50)
        assert hits
        session.execute(update(Question).where(Question.question_id == hits[0].question_id).values(status="retired"))
        assert len(searching.search(session, "T1", "fraud", 50)) == len(hits) - 1
        session.execute(delete(Question))
        assert searching.search(session, "T1", "fraud", 50) == []
        assert session.scalar(select(func.count()).select_from(Question)) == 0


def test_a_bank_that_tests_copy_is_the_one_that_was_filled(db: Database, database_url: str) -> None:
    """But for the workspace; and of two banks with the same roles each has its own copy."""
    known = {"WHOLE": load_all(), "FEWER": tests_bank.roles()}
    for name, chosen in known.items():
        for team_id in (f"T0FILLED{name}", f"T0COPIED{name}"):
            with_bank(database_url, team_id, "Acme", chosen, MONDAY)
    with db.read() as session:
        for name, chosen in known.items():
            first, copied = (_everything(session, f"T0{how}{name}") for how in ("FILLED", "COPIED"))
            assert copied == first
            assert len(first["question"]) == sum(len(role.questions) for role in chosen)


def _everything(session: Session, team_id: str) -> dict[str, list[tuple[Any, ...]]]:
    tables = [Base.metadata.tables[name] for name in ("role", "role_alias", "question", "question_role")]
    return {
        table.name: sorted(
            (tuple(row) for row in session.execute(select(*others).where(table.c.team_id == team_id))), key=repr
        )
        for table in tables
        for others in [[column for column in table.c if column.name != "team_id"]]
    }
