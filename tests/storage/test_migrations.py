"""Migrations build what the models say, on both databases, and can be taken back."""

from datetime import timedelta

from sqlalchemy import create_engine, inspect, select

from prep.usefulness import Judgement
from storage import migrate, ratings
from storage.database import Database
from storage.ratings import CARD, Word
from storage.tables import Question
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, begin


def test_a_migrated_database_equals_the_models(database_url: str) -> None:
    assert migrate.differences(database_url) == []
    assert not migrate.pending(database_url)


def test_migrations_go_down_and_up_again(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    engine = create_engine(database_url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    assert migrate.pending(database_url)
    migrate.upgrade(database_url)
    migrate.upgrade(database_url)
    assert migrate.differences(database_url) == []


def test_who_judged_a_question_is_counted_anew(database_url: str) -> None:
    db = Database(database_url)
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN", "UCLEO")
        questions = session.scalars(select(Question.question_id).where(Question.team_id == search.team_id).limit(2))
        for question_id in sorted(questions):
            for member_id, judgement, days in (
                ("UANA", Judgement.HELPED, 0),
                ("UANA", Judgement.ROUND, -60),
                ("UBEN", Judgement.ROUND, 0),
                ("UCLEO", Judgement.NOT, -2),
                ("UCLEO", Judgement.UNASKED, 0),
            ):
                at = MONDAY + timedelta(days=days)
                word = Word(member_id, question_id, f"{CARD}/{days}", judgement, at)
                assert ratings.say(session, search.team_id, word, MONDAY)
        assert_counted(session, search.team_id)
    db.close()
    migrate.downgrade(database_url, "0004")
    migrate.upgrade(database_url)
    db = Database(database_url)
    with db.read() as session:
        assert_counted(session, search.team_id)
    db.close()
