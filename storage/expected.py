"""What SQLite is to expect of its tables, so that it goes by the index that finds few rows.

SQLite chooses by the figures that ANALYZE leaves. Without any it takes `team_id` to find ten rows, and reads all of a
workspace where a longer index would have found one. ANALYZE says nothing of tables that are empty, and of one that has
grown since what is not so any more. So the figures are made up: plans are the same in every database, however large,
and are those that tests look at. Whoever runs ANALYZE on the file has other plans until the next migration: nothing of
ours does. PostgreSQL counts by itself.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

_ROWS: Final = 1_000_000
_IN_PART: Final = 10_000
"""In an index with a condition: it holds what is still to be done, or little else."""
_SHARE: Final = 1_000
"""Of so many rows one has what is wanted in a further column."""
_FEW: Final = 4
_OF_ONE: Final = frozenset({"about", "candidate_id", "delivery_id", "edits_id", "interview_id", "subject"})
"""Columns that say which one a row belongs to, as few others do."""
_INDEXES: Final = text(
    "SELECT each.name AS of_table, found.name, found.origin = 'pk' AS is_key, found.\"unique\" AS is_unique,"
    " found.partial AS is_partial, (SELECT group_concat(name) FROM pragma_index_info(found.name)) AS columns"
    " FROM sqlite_schema AS each, pragma_index_list(each.name) AS found"
    " WHERE each.type = 'table' AND each.name NOT LIKE 'question_search%'"
)


def expect(connection: Connection) -> None:
    """Has SQLite expect a large workspace, whatever it holds: in connections that are opened once this is committed."""
    connection.execute(text("ANALYZE alembic_version"))  # nothing else makes the table that figures are kept in
    indexes = connection.execute(_INDEXES).all()
    connection.execute(text("DELETE FROM sqlite_stat1"))
    rows = [
        {
            "of_table": index.of_table,
            # The tables are their keys' trees, which have no name of their own.
            "name": index.of_table if index.is_key else index.name,
            "figures": _figures(index.columns.split(","), bool(index.is_unique), bool(index.is_partial)),
        }
        for index in indexes
    ]
    connection.execute(text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:of_table, :name, :figures)"), rows)


def _figures(columns: Sequence[str], is_unique: bool, is_partial: bool) -> str:
    """How many rows there are, and of those how many with the same in the first column, in the first two, and so on."""
    rows = _IN_PART if is_partial else _ROWS
    alike = [rows]
    for column in columns[1:]:
        alike.append(min(alike[-1], _FEW) if column in _OF_ONE else max(alike[-1] // _SHARE, 2))
    if is_unique:
        alike[-1] = 1
    # No index is walked through for each value of a first column that is not given.
    return " ".join(map(str, [rows, *alike, "noskipscan"]))
