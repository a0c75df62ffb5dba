"""Whether a column has one of several values, in a statement that stays the same however many they are.

`in_` writes each value into the statement, which for a few dozen takes longer than running it, and PostgreSQL plans
each length of it anew. Here the values are one parameter.
"""

import json
from collections.abc import Collection
from typing import Any, Self

from sqlalchemy import Boolean, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine


def one_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether the column has one of the values of the parameter `name`, a collection without None."""
    return _OneOf(column, bindparam(name, type_=_Several(column.type)))


class _Several(TypeDecorator[Collection[Any]]):
    """Values of one type: an array, or where the database has none, JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, each: TypeEngine[Any]) -> None:
        super().__init__()
        self.each = each

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(self.each) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        several = list(value or ())
        if dialect.name == "postgresql":
            return several
        stored = self.each.dialect_impl(dialect).bind_processor(dialect)
        return json.dumps([stored(each) for each in several] if stored else several)


class _OneOf(FunctionElement[bool]):
    type = Boolean()
    name = "one_of"
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:
        """SQLite is not asked whether it is 1: then it would not look it up in an index."""
        return self


@compiles(_OneOf, "postgresql")
def _in_array(element: _OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    column, several = element.clauses
    return f"{compiler.process(column, **kw)} = ANY ({compiler.process(several, **kw)})"


@compiles(_OneOf, "sqlite")
def _in_json(element: _OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    column, several = element.clauses
    return f"{compiler.process(column, **kw)} IN (SELECT value FROM json_each({compiler.process(several, **kw)}))"  # noqa: S608
