"""Inserts that may meet a row that is there already. Both databases can say so, each with a construct of its own."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from storage.tables.columns import Base, table_of

Insert = sqlite.Insert | postgresql.Insert


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any]) -> bool:
    """Inserts a row unless one of its keys is taken. True when it was inserted.

    The database decides by its unique constraints, so of two who come at once one is told False.
    """
    statement = _insert_once(session.get_bind().dialect.name, model)
    return session.execute(statement, dict(values)).one_or_none() is not None


def insert_each_once(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """The same of several rows with the same columns, at least one."""
    session.execute(_insert_or_leave(session.get_bind().dialect.name, model), list(rows))


def upsert(session: Session, model: type[Base], key: Mapping[str, Any], values: Mapping[str, Any], **new: Any) -> None:
    """Makes the row at the primary key `key` have `values`; `new` are further values for when it is not there yet."""
    statement = _upsert(session.get_bind().dialect.name, model, tuple(key), tuple(values))
    session.execute(statement, {**key, **new, **values})


def upsert_each(session: Session, model: type[Base], key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Makes these rows be as they are given, at least one; `key` names their primary key, all have the same columns."""
    values = tuple(name for name in rows[0] if name not in key)
    session.execute(_upsert(session.get_bind().dialect.name, model, tuple(key), values), list(rows))


def increase_each(session: Session, model: type[Base], key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds what these rows have to the counters of those that are there, at least one; otherwise as `upsert_each`."""
    counters = tuple(name for name in rows[0] if name not in key)
    session.execute(_increase(session.get_bind().dialect.name, model, tuple(key), counters), list(rows))


def upsert_all(
    session: Session, model: type[Base], keys: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> None:
    """Makes the rows at these primary keys, at least one, have `values`, in one statement."""
    statement = insert_into(session, model).values([{**key, **values} for key in keys])
    session.execute(statement.on_conflict_do_update(index_elements=list(keys[0]), set_=dict(values)))


def insert_into(session: Session, model: type[Base]) -> Insert:
    """An insert in the database's own words, which can say what happens when a key is taken."""
    return _insert_into(session.get_bind().dialect.name, model)


# Those that come in crowds are built once: building one takes as long as running it.


@cache
def _insert_once(dialect: str, model: type[Base]) -> ReturningInsert[Any]:
    key = inspect(model).primary_key[0]
    return _insert_or_leave(dialect, model).returning(key)


@cache
def _insert_or_leave(dialect: str, model: type[Base]) -> Insert:
    return _insert_into(dialect, model).on_conflict_do_nothing()


@cache
def _upsert(dialect: str, model: type[Base], key: tuple[str, ...], values: tuple[str, ...]) -> Insert:
    statement = _insert_into(dialect, model)
    return statement.on_conflict_do_update(index_elements=key, set_={name: statement.excluded[name] for name in values})


@cache
def _increase(dialect: str, model: type[Base], key: tuple[str, ...], by: tuple[str, ...]) -> Insert:
    statement, table = _insert_into(dialect, model), table_of(model).c
    sums = {name: table[name] + statement.excluded[name] for name in by}
    return statement.on_conflict_do_update(index_elements=key, set_=sums)


def _insert_into(dialect: str, model: type[Base]) -> Insert:
    return sqlite.insert(table_of(model)) if dialect == "sqlite" else postgresql.insert(table_of(model))
