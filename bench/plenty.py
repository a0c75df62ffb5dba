"""Interviews by the hundred thousand, made by the database itself: each with a person in it and two messages."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Uuid, bindparam, create_engine, insert, select, text
from sqlalchemy.orm import Session

from bench.databases import analyze
from storage.database import Database
from storage.ids import new_id
from storage.tables import Candidate, Member, Opening, PlanPart, Role

_COUNT = "WITH RECURSIVE seq (n) AS (SELECT CAST(:first AS integer) UNION ALL SELECT n + 1 FROM seq WHERE n < :last)"
_ID = {"sqlite": "printf('%032x', {n})", "postgresql": "CAST(lpad(to_hex({n}), 32, '0') AS uuid)"}
_MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now', {minutes} || ' minutes')",
    "postgresql": "now() + {minutes} * interval '1 minute'",
}
_UUIDS = (bindparam("opening", type_=Uuid(as_uuid=False)), bindparam("candidate", type_=Uuid(as_uuid=False)))
_FAR = 100_000_000
"""Where the ids of messages ahead begin."""
_ROWS = {
    "interview (team_id, interview_id, opening_id, position, candidate_id, starts_at, minutes, place, cv, feedback,"
    " note, state, source, external_id, sequence, arranged_by, created_at, changed_at)": (
        ":team, {id}, :opening, 1, :candidate, {past}, 45, '', '', '', '', 'planned', 'bench', CAST(n AS text), 0,"
        " :member, {past}, {past}"
    ),
    "panelist (team_id, interview_id, panelist_id, member_id, name, seat, asks)": (
        ":team, {id}, {id}, :member, '', 'leads', '[]'"
    ),
    "delivery (team_id, delivery_id, once, kind, member_id, content, due_at, state, attempts, created_at)": (
        ":team, {id}, 'past ' || n, 'digest', :member, '{{}}', {past}, 'sent', 1, {past}"
    ),
    "delivery (team_id, delivery_id, once, kind, about, member_id, content, due_at, state, attempts, created_at)": (
        ":team, {far_id}, 'ahead ' || n, 'reminder', {id}, :member, '{{}}', {ahead}, 'planned', 0, {past}"
    ),
}


def store(db: Database, team_id: str, stored: int, wanted: int) -> None:
    """Makes `stored` interviews `wanted`: all of them past, each with a message that was sent and one that is ahead."""
    # An engine of its own: the product's cuts whoever keeps a connection for as long as this takes.
    engine = create_engine(db.url)
    kind = engine.dialect.name
    with Session(engine) as session, session.begin():
        given = _search(session, team_id) | {"team": team_id, "first": stored + 1, "last": wanted}
        words = {
            "id": _ID[kind].format(n="n"),
            "far_id": _ID[kind].format(n=f"(n + {_FAR})"),
            "past": _MOMENT[kind].format(minutes="(-n)"),
            "ahead": _MOMENT[kind].format(minutes="(n + 600)"),
        }
        for table, row in _ROWS.items():
            made = f"INSERT INTO {table} {_COUNT} SELECT {row.format(**words)} FROM seq"  # noqa: S608 - words of our own
            session.execute(text(made).bindparams(*(_UUIDS if ":opening" in made else ())), given)
    analyze(engine)
    engine.dispose()


def _search(session: Session, team_id: str) -> dict[str, Any]:
    """An opening, a candidate, a member of the workspace: their ids."""
    now = datetime.now(UTC) - timedelta(days=1000)
    opening_id, candidate_id = new_id(), new_id()
    key = {"team_id": team_id, "opening_id": opening_id}
    role_id = session.scalars(select(Role.role_id).where(Role.team_id == team_id)).first()
    session.execute(insert(Opening), [{**key, "role_id": role_id, "title": "Bench", "opened_at": now}])
    part = {"position": 1, "title": "Casework", "minutes": 45, "competencies": [], "frozen_at": now}
    session.execute(insert(PlanPart), [{**key, **part}])
    person = {"candidate_id": candidate_id, "shown_as": candidate_id, "created_at": now}
    session.execute(insert(Candidate), [{**key, **person}])
    member_id = session.scalars(select(Member.member_id).where(Member.team_id == team_id)).first()
    return {"opening": opening_id, "candidate": candidate_id, "member": member_id}
