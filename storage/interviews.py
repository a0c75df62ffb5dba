"""Interviews: found in the ways the product asks for them, added, changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from prep.interviews import Interview, Links, State
from storage import tables
from storage.ids import new_id
from storage.inserting import insert_once
from storage.interview_rows import OF_MEMBER, STARTS_OF_MEMBER, WHOLE, made

LONGEST = timedelta(hours=8)
"""No interview is longer; so one that overlaps a moment began at most this long before it."""
ADDED = "interview.added"
"""What stands in the audit of an interview that was added, with who did that."""
_BARRED = or_(tables.Member.deactivated, tables.Member.guest, tables.Member.external)


@dataclass(frozen=True, slots=True)
class New:
    """An interview to add. `once` names where it comes from: the same is added once."""

    opening_id: str
    position: int
    candidate_id: str
    starts_at: datetime
    minutes: int
    links: Links
    note: str
    arranged_by: str
    source: str
    once: str


@dataclass(frozen=True, slots=True)
class Outline:
    """An interview's place in a list, of which only a page is read whole."""

    id: str
    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def add(session: Session, team_id: str, new: New, now: datetime) -> str | None:
    """Adds an interview, without anybody in the room yet; its id. None when the same was added before."""
    interview_id = new_id()
    added = insert_once(
        session,
        tables.Interview,
        {
            "team_id": team_id,
            "interview_id": interview_id,
            "opening_id": new.opening_id,
            "position": new.position,
            "candidate_id": new.candidate_id,
            "starts_at": new.starts_at,
            "minutes": new.minutes,
            "place": new.links.place,
            "cv": new.links.cv,
            "feedback": new.links.feedback,
            "note": new.note,
            "state": State.PLANNED,
            "source": new.source,
            "external_id": new.once,
            "sequence": 0,
            "arranged_by": new.arranged_by,
            "created_at": now,
            "changed_at": now,
        },
    )
    return interview_id if added else None


def from_source(session: Session, team_id: str, source: str, once: str) -> str | None:
    """The id of the interview that came from there; None when none did."""
    return session.scalar(
        select(tables.Interview.interview_id).where(
            tables.Interview.team_id == team_id,
            tables.Interview.source == source,
            tables.Interview.external_id == once,
        )
    )


def change(session: Session, team_id: str, interview_id: str, now: datetime, **values: Any) -> None:
    """Changes columns of an interview and counts the change."""
    session.execute(
        update(tables.Interview)
        .where(tables.Interview.team_id == team_id, tables.Interview.interview_id == interview_id)
        .values(sequence=tables.Interview.sequence + 1, changed_at=now, **values)
    )


def find(session: Session, team_id: str, interview_id: str) -> Interview | None:
    """One interview with its room; None when there is none."""
    return next(iter(_load(session, team_id, tables.Interview.interview_id == interview_id)), None)


def hold(session: Session, team_id: str, ids: Collection[str]) -> None:
    """Whoever changes these interviews goes one after the other until the caller commits."""
    session.execute(
        select(tables.Interview.interview_id)
        .where(tables.Interview.team_id == team_id, tables.Interview.interview_id.in_(ids))
        .order_by(tables.Interview.interview_id)
        .with_for_update(key_share=True)  # SQLite has one writer at a time anyway
    )


def many(session: Session, team_id: str, ids: Collection[str]) -> list[Interview]:
    """These interviews, by their start; what does not exist is left out."""
    return _load(session, team_id, tables.Interview.interview_id.in_(ids))


def of_member(session: Session, team_id: str, member_id: str, start: datetime, until: datetime) -> list[Interview]:
    """The interviews that take place, with the member in the room (not declined), that start in `[start, until)`."""
    return made(session, team_id, OF_MEMBER, member_id=member_id, start=start, until=until)


def starts_of_member(
    session: Session, team_id: str, member_id: str, start: datetime, until: datetime
) -> Sequence[datetime]:
    """When those of `of_member` start, in order: all that is asked where somebody has many ahead of them."""
    given = {"team_id": team_id, "member_id": member_id, "start": start, "until": until}
    return session.scalars(STARTS_OF_MEMBER, given).all()


def arranged_by(session: Session, team_id: str, member_id: str, start: datetime, until: datetime) -> list[Interview]:
    """The interviews that take place, that the member arranged, and that start in `[start, until)`."""
    return _load(session, team_id, tables.Interview.arranged_by == member_id, *_planned_in(start, until))


def of_others(session: Session, team_id: str, member_id: str, start: datetime, until: datetime) -> list[Outline]:
    """The interviews that take place, that others than the member arranged, and that start in `[start, until)`, by
    their start."""
    rows = session.execute(
        select(tables.Interview.interview_id, tables.Interview.starts_at, tables.Interview.minutes)
        .where(
            tables.Interview.team_id == team_id,
            tables.Interview.arranged_by != member_id,
            *_planned_in(start, until),
        )
        .order_by(tables.Interview.starts_at, tables.Interview.interview_id)
    )
    return [Outline(*row) for row in rows]


def of_candidate(session: Session, team_id: str, candidate_id: str, start: datetime) -> list[Interview]:
    """The candidate's interviews that take place and start at `start` or later."""
    return _load(
        session,
        team_id,
        tables.Interview.candidate_id == candidate_id,
        tables.Interview.state == State.PLANNED,
        tables.Interview.starts_at >= start,
    )


def all_of_candidate(session: Session, team_id: str, candidate_id: str) -> list[Interview]:
    """All that the candidate has, had, or was to have, by their start."""
    return _load(session, team_id, tables.Interview.candidate_id == candidate_id)


def overlapping(
    session: Session, team_id: str, member_ids: Collection[str], start: datetime, end: datetime
) -> list[Interview]:
    """The interviews that take place between `start` and `end`, even in part, with any of these members in the room."""
    seats = select(tables.Panelist.interview_id).where(
        tables.Panelist.team_id == team_id,
        tables.Panelist.member_id.in_(member_ids),
        tables.Panelist.declined_at.is_(None),
    )
    near = _load(session, team_id, tables.Interview.interview_id.in_(seats), *_planned_in(start - LONGEST, end))
    return [each for each in near if each.ends_at > start]


def added_since(session: Session, team_id: str, member_id: str, since: datetime) -> int:
    """How many interviews the member has added since then, whoever arranges them by now."""
    added = (
        tables.Audit.team_id == team_id,
        tables.Audit.at >= since,
        tables.Audit.action == ADDED,
        tables.Audit.actor == member_id,
    )
    return session.scalar(select(func.count()).select_from(tables.Audit).where(*added)) or 0


def added_by(session: Session, team_id: str, ids: Collection[str]) -> dict[str, str]:
    """Who added each of these interviews, by its id, whoever arranges it by now."""
    rows = session.execute(
        select(tables.Audit.subject, tables.Audit.actor).where(
            tables.Audit.team_id == team_id,
            tables.Audit.subject.in_(ids),
            tables.Audit.action == ADDED,
            tables.Audit.actor.is_not(None),
        )
    )
    return {subject: str(actor) for subject, actor in rows}


def pass_on(session: Session, team_id: str, interview_id: str, to_member: str) -> None:
    """The member arranges it from now on; nothing else about it has changed."""
    session.execute(
        update(tables.Interview)
        .where(tables.Interview.team_id == team_id, tables.Interview.interview_id == interview_id)
        .values(arranged_by=to_member)
    )


def orphaned(session: Session, team_id: str, now: datetime, leaving: str | None = None) -> list[str]:
    """The interviews that take place and are not over, of which whoever arranged them has left, or is no member any
    more; and those that `leaving` arranged. By id."""
    table, member = tables.Interview, tables.Member
    rows = session.execute(
        select(table.interview_id, table.starts_at, table.minutes)
        .join(member, (member.team_id == table.team_id) & (member.member_id == table.arranged_by))
        .where(
            table.team_id == team_id,
            table.state == State.PLANNED,
            table.starts_at > now - LONGEST,
            or_(_BARRED, member.member_id == leaving) if leaving else _BARRED,
        )
    )
    # Sorted here: for rows in this order SQLite would go through all interviews of the workspace.
    return sorted(id_ for id_, starts_at, minutes in rows if starts_at + timedelta(minutes=minutes) > now)


def _planned_in(start: datetime, until: datetime) -> tuple[Any, ...]:
    return (
        tables.Interview.state == State.PLANNED,
        tables.Interview.starts_at >= start,
        tables.Interview.starts_at < until,
    )


def _load(session: Session, team_id: str, *where: Any) -> list[Interview]:
    return made(session, team_id, WHOLE.where(*where))
