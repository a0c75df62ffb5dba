"""What the columns of all tables have in common."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Table, Text, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Takes and gives aware datetimes; refuses naive ones, whose zone would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        # SQLite has no zones: what was stored there is UTC, by the line above.
        return value.replace(tzinfo=UTC) if value and dialect.name == "sqlite" else value


TeamId = Annotated[str, mapped_column(String(32))]
SlackId = Annotated[str, mapped_column(String(32))]
Id = Annotated[str, mapped_column(Uuid(as_uuid=False))]
Name = Annotated[str, mapped_column(String(32))]  # one of our own words: a kind, a state, an origin
Long = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """Declares tables. Rows stay inside `storage`: queries return `prep` values."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}


CLUSTERED = {"sqlite_with_rowid": False}
"""On SQLite the table is its primary key's tree: rows of one workspace lie together, and one look-up finds them."""


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that are to be quick: they make rows and no objects."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a declared model's is never a join
    return table
