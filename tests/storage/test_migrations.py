"""Migrations build what the models say, on both databases, and can be taken back."""

from sqlalchemy import create_engine, inspect

from storage import migrate


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
