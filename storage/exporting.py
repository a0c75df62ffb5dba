"""What is kept about a candidate, as plain data: for whoever asks what that is.

Left out: why somebody cannot come, which was said to whoever arranged the interview and is shown to nobody else; who
asked whom to come instead; the messages, but for what people were last told; and what was said of questions.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.interviews import Interview, Panelist
from storage import audit, interviews, openings, tables
from storage.audit import Change
from storage.tables import Candidate, Told


def of_candidate(session: Session, team_id: str, candidate_id: str) -> dict[str, Any] | None:
    """The candidate, their interviews with people, questions, links and note, and what was done to these.

    Only text, numbers, lists and mappings; moments in UTC, as ISO 8601 has them. None when there is no such
    candidate, or they were erased.
    """
    row = session.get(Candidate, (team_id, candidate_id))
    if row is None or row.erased_at is not None:
        return None
    theirs = interviews.all_of_candidate(session, team_id, candidate_id)
    opening = openings.find(session, team_id, row.opening_id)
    done: dict[str, list[Change]] = defaultdict(list)
    for change in audit.changes(session, team_id, [each.id for each in theirs], row.created_at):
        done[change.subject].append(change)
    return {
        "id": row.candidate_id,
        "shown as": row.shown_as,
        "id elsewhere": row.external_id,
        "considered for": opening.title if opening else None,
        "added": _moment(row.created_at),
        "interviews": [_interview(session, team_id, each, done[each.id]) for each in theirs],
    }


def called(session: Session, team_id: str, shown_as: str) -> Sequence[tuple[str, str]]:
    """The candidates who are shown so and were not erased: their ids, and what they are considered for."""
    rows = session.execute(
        select(Candidate.candidate_id, tables.Opening.title)
        .join(
            tables.Opening,
            (tables.Opening.team_id == Candidate.team_id) & (tables.Opening.opening_id == Candidate.opening_id),
        )
        .where(Candidate.team_id == team_id, Candidate.shown_as == shown_as, Candidate.erased_at.is_(None))
        .order_by(Candidate.candidate_id)
    )
    return [(candidate_id, title) for candidate_id, title in rows]


def _interview(session: Session, team_id: str, interview: Interview, done: Sequence[Change]) -> dict[str, Any]:
    questions = openings.questions(session, team_id, interview.opening.id, interview.part.position)
    texts = {each.id: each.text for each in questions}
    return {
        "interview": interview.part.title,
        "starts": _moment(interview.starts_at),
        "minutes": interview.minutes,
        "state": interview.state.value,
        "arranged by": interview.arranged_by,
        "place": interview.links.place,
        "CV": interview.links.cv,
        "feedback form": interview.links.feedback,
        "note": interview.note,
        "questions": list(texts.values()),
        "people": [_person(each, texts) for each in interview.panel],
        "last told": _last_told(session, team_id, interview),
        "changes": [_change(each) for each in done],
    }


def _person(panelist: Panelist, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "name": panelist.name,
        "seat": panelist.seat.value,
        "asks": [texts[each.question_id] for each in panelist.asks if each.question_id in texts],
        "said they cannot come": _moment(panelist.declined_at),
    }


def _last_told(session: Session, team_id: str, interview: Interview) -> list[dict[str, Any]]:
    """What people were last told of it as this candidate's, which may no longer be so."""
    rows = session.execute(
        select(tables.Member.name, Told.facts, Told.at)
        .join(tables.Member, (tables.Member.team_id == Told.team_id) & (tables.Member.member_id == Told.member_id))
        .where(Told.team_id == team_id, Told.interview_id == interview.id)
        .order_by(tables.Member.name, tables.Member.member_id)
    )
    return [
        {"name": name, "at": _moment(at)} | _facts(facts)
        for name, facts, at in rows
        if facts.get("candidate_id") == interview.candidate.id
    ]


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are about the candidate; `prep.corrections.Facts` has them all."""
    return {
        "candidate": facts["candidate"],
        "starts": _moment(datetime.fromisoformat(facts["starts_at"])),
        "minutes": facts["minutes"],
        "place": facts["place"],
        "state": facts["state"],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "at": _moment(change.at),
        "by": change.actor,
        "what": change.action,
        "reason": change.detail.get("reason"),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None
