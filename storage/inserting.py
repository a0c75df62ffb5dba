"""Inserts that may meet a row that is there already. Both databases can say so, each with a construct of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Base


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Inserts a row unless one of its keys is taken. True when it was inserted.

    The database decides by its unique constraints, so of two who come at once one is told False.
    """
    statement = insert_into(session, model).values(values).on_conflict_do_nothing()
    key = inspect(model).primary_key[0]
    return session.execute(statement.returning(key)).one_or_none() is not None


def upsert(session: Session, model: type[Base], key: Mapping[str, Any], values: Mapping[str, Any], **new: Any) -> None:
    """Makes the row at the primary key `key` have `values`; `new` are further values for when it is not there yet."""
    statement = insert_into(session, model).values({**key, **new, **values})
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def upsert_all(
    session: Session, model: type[Base], keys: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> None:
    """Makes the rows at these primary keys, at least one, have `values`, in one statement."""
    statement = insert_into(session, model).values([{**key, **values} for key in keys])
    session.execute(statement.on_conflict_do_update(index_elements=list(keys[0]), set_=dict(values)))


def insert_into(session: Session, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert in the database's own words, which can say what happens when a key is taken."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a declared model's is never a join
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
