"""Workspaces that have the bank already: the app, once it starts, finds one there that it need not fill."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from prep.bank import StarterRole
from storage import workspaces
from storage.database import Database
from storage.filling import fill, shipped_digest
from storage.tables import Base

_FILLED: Final = ("role", "role_alias", "question", "question_role")
_scripts: dict[tuple[str, ...], tuple[str, list[str]]] = {}
"""By kind of database and bank: whose workspace was filled first, and the statements that would have done the same."""


def with_bank(database_url: str, team_id: str, name: str, roles: Sequence[StarterRole], now: datetime) -> None:
    """The workspace has these roles. The first of a run is filled as the app does it; the others get the same rows,
    much quicker."""
    db = Database(database_url)
    with db.begin() as session:
        workspaces.install(session, team_id, name, "UTC", now)
        known = (session.get_bind().dialect.name, *(question.id for role in roles for question in role.questions))
        if known in _scripts:
            first, statements = _scripts[known]
            for statement in statements:
                session.connection().exec_driver_sql(statement.replace(first, team_id))
        else:
            fill(session, team_id, roles, now)
            _scripts[known] = team_id, [_as_statement(session, team_id, name) for name in _FILLED]
        workspaces.keep_starter_digest(session, team_id, shipped_digest())
    db.close()


def _as_statement(session: Session, team_id: str, table_name: str) -> str:
    """The workspace's rows of a table as one INSERT."""
    table = Base.metadata.tables[table_name]
    found = session.execute(select(table).where(table.c.team_id == team_id)).mappings()
    rows = [{name: _literal(value) for name, value in row.items()} for row in found]
    written = insert(table).values(rows).compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    return str(written)


def _literal(value: Any) -> Any:
    """SQLAlchemy writes no JSON into a statement's text; either database reads it from a string."""
    return literal(json.dumps(value)) if isinstance(value, (dict, list)) else value
