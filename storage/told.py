"""What people were last told of their interviews, and whether it was still true when the message had arrived."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.corrections import Facts
from storage import edits
from storage.claims import Claimed
from storage.inserting import insert_into
from storage.tables import Told

SEQUENCE = "sequence"
"""Beside the facts: how often the interview had been changed when they were true."""


def settled(session: Session, claimed: Claimed, now: datetime) -> None:
    """A message about interviews is in Slack: remembers what it told. What changed while it was on its way, or was
    overtaken by another change, is put right by one more."""
    facts: Mapping[str, Mapping[str, Any]] = claimed.content.get("told", {})
    if facts and claimed.member_id:
        _keep(session, claimed.team_id, claimed.member_id, facts, now)
    original = claimed.content.get("of", claimed.id)
    if _outdated(session, claimed.team_id, facts) or ("of" in claimed.content and edits.overtaken(session, claimed)):
        edits.plan(session, claimed.team_id, original, now)


def _keep(
    session: Session, team_id: str, member_id: str, facts: Mapping[str, Mapping[str, Any]], now: datetime
) -> None:
    """Of two messages the one that knew more counts, whichever arrived last."""
    for interview_id, kept in sorted(facts.items()):
        statement = insert_into(session, Told).values(
            team_id=team_id, interview_id=interview_id, member_id=member_id, facts=dict(kept), at=now
        )
        known = Told.facts[SEQUENCE].as_integer()
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["team_id", "interview_id", "member_id"],
                set_={"facts": dict(kept), "at": now},
                where=known <= kept[SEQUENCE],
            )
        )


def _outdated(session: Session, team_id: str, facts: Mapping[str, Mapping[str, Any]]) -> bool:
    true = edits.sequences(session, team_id, facts)
    return any(true.get(each, kept[SEQUENCE]) != kept[SEQUENCE] for each, kept in facts.items())


def of_member(session: Session, team_id: str, member_id: str, interview_id: str, true: Facts) -> Facts | None:
    """What the member was last told of the interview; None when nothing. `true` fills in what was not kept then."""
    kept = session.scalar(
        select(Told.facts)
        .where(Told.team_id == team_id, Told.interview_id == interview_id, Told.member_id == member_id)
        .execution_options(populate_existing=True)
    )
    return None if kept is None else Facts.from_dict(kept, true)
