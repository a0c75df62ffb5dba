"""What people were last told of their interviews, whether or not they are still in them.

Beside the facts each row has how often the interview had been changed when they were true, and every number that the
member's questions had in messages about it: numbers never change, also when a question is taken from somebody and
given back.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.corrections import Facts, changes, facts, still_matters, without_candidate, worth_telling
from prep.interviews import Interview
from storage import interviews, tables
from storage.deliveries import SENDING
from storage.inserting import insert_into
from storage.pacing import UPDATE
from storage.tables import Delivery, Told

SEQUENCE: Final = "sequence"
NUMBERS: Final = "numbers"

Snapshot = Mapping[str, Any]
"""What somebody was told of an interview, as it is kept: its facts, and how often it had been changed by then."""
_NOTHING: Final[Mapping[str, Snapshot]] = MappingProxyType({})

_ROWS = select(Told).execution_options(populate_existing=True)


def snapshot(interview: Interview, member_id: str) -> Snapshot:
    """What a message about the interview tells the member, as it is kept."""
    return {**facts(interview, member_id).as_dict(), SEQUENCE: interview.sequence}


def keep(
    session: Session,
    team_id: str,
    member_id: str,
    told: Mapping[str, Snapshot],
    numbers: Mapping[str, int | None],
    now: datetime,
) -> None:
    """A message has told the member this: a snapshot for each interview, by its id, and its questions' numbers.

    Of two messages the one that knew more counts, whichever arrived last.
    """
    if not told:
        return
    rows = session.scalars(_of(team_id, member_id).where(Told.interview_id.in_(list(told))).with_for_update())
    before = {row.interview_id: row.facts for row in rows}
    values = [
        {
            "team_id": team_id,
            "interview_id": interview_id,
            "member_id": member_id,
            "facts": _merged(before.get(interview_id, {}), kept, numbers),
            "at": now,
        }
        for interview_id, kept in sorted(told.items())
    ]
    statement = insert_into(session, Told).values(values)
    new = statement.excluded
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["team_id", "interview_id", "member_id"],
            set_={"facts": new.facts, "at": new.at},
            where=Told.facts[SEQUENCE].as_integer() <= new.facts[SEQUENCE].as_integer(),
        )
    )


def know(session: Session, team_id: str, interview: Interview, member_id: str, now: datetime) -> None:
    """The member knows of the interview as it is, without a message: they arranged it so themselves, or said so."""
    keep(session, team_id, member_id, {interview.id: snapshot(interview, member_id)}, {}, now)


def people(session: Session, team_id: str, interview_id: str) -> set[str]:
    """Everybody who was told of the interview, by id."""
    return set(
        session.scalars(select(Told.member_id).where(Told.team_id == team_id, Told.interview_id == interview_id))
    )


def of_interview(session: Session, team_id: str, interview: Interview) -> dict[str, Facts]:
    """What everybody who was told of the interview was last told of it, by member."""
    rows = session.scalars(_ROWS.where(Told.team_id == team_id, Told.interview_id == interview.id))
    return {row.member_id: Facts.from_dict(row.facts, facts(interview, row.member_id)) for row in rows}


def of_member(
    session: Session,
    team_id: str,
    member_id: str,
    about: Sequence[Interview],
    on_their_way: Mapping[str, Snapshot] = _NOTHING,
) -> dict[str, Facts]:
    """What the member was last told of these interviews, by id; those that they were told nothing of are left out. What
    is `on_their_way` counts as told."""
    true = {each.id: facts(each, member_id) for each in about}
    rows = session.scalars(_of(team_id, member_id).where(Told.interview_id.in_(list(true)))) if true else ()
    last = {row.interview_id: _later(row.facts, on_their_way.get(row.interview_id, {})) for row in rows}
    return {each: Facts.from_dict(last[each], true[each]) for each in last}


def untold(session: Session, team_id: str, member_id: str, about: Sequence[Interview]) -> list[Interview]:
    """Those of these interviews, all theirs, of which the member was not told that they are in them."""
    return not_in(about, of_member(session, team_id, member_id, about))


def not_in(about: Sequence[Interview], known: Mapping[str, Facts]) -> list[Interview]:
    """The same, by what the member is known to have been told."""
    return [each for each in about if each.id not in known or not known[each.id].expects_them]


def on_their_way(session: Session, team_id: str, member_id: str, but: str) -> dict[str, Snapshot]:
    """What messages on their way to the member tell: a snapshot of each interview, by its id. Not those of the delivery
    `but`, nor changes of what they have had already.

    One may hang for a while. The caller holds the member: so of two messages that are composed at once, the second
    knows of the first.
    """
    contents = session.scalars(
        select(Delivery.content).where(
            Delivery.team_id == team_id,
            Delivery.member_id == member_id,
            SENDING,
            Delivery.method != UPDATE,
            Delivery.delivery_id != but,
        )
    )
    found: dict[str, Snapshot] = {}
    for content in contents:
        for interview_id, tells in content.get("told", {}).items():
            found[interview_id] = _later(tells, found.get(interview_id, {}))
    return found


def behind(
    session: Session,
    team_id: str,
    member_id: str,
    now: datetime,
    on_their_way: Mapping[str, Snapshot] = _NOTHING,
) -> list[tuple[Interview, Facts]]:
    """The interviews that are not as the member was told, by their start, with what they were told: as far as the
    difference is worth a correction and still matters. What is `on_their_way` counts as told."""
    ids = session.scalars(
        select(Told.interview_id)
        .join(
            tables.Interview,
            (tables.Interview.team_id == Told.team_id) & (tables.Interview.interview_id == Told.interview_id),
        )
        .where(
            Told.team_id == team_id,
            Told.member_id == member_id,
            tables.Interview.sequence > Told.facts[SEQUENCE].as_integer(),
        )
    ).all()
    changed = interviews.many(session, team_id, ids) if ids else []
    told = of_member(session, team_id, member_id, changed, on_their_way)
    return [(each, told[each.id]) for each in changed if is_behind(told[each.id], facts(each, member_id), now)]


def is_behind(told: Facts, true: Facts, now: datetime) -> bool:
    """Whether somebody who was told this is to be told what is true."""
    return worth_telling(changes(told, true)) and still_matters(told, true, now)


def numbers(
    session: Session, team_id: str, member_id: str, start: datetime, until: datetime
) -> dict[str, dict[str, int]]:
    """The numbers that questions had in messages to the member about interviews that start in `[start, until)`, by
    interview and question; also of those that are not theirs any more."""
    rows = session.execute(
        select(Told.interview_id, Told.facts)
        .join(
            tables.Interview,
            (tables.Interview.team_id == Told.team_id) & (tables.Interview.interview_id == Told.interview_id),
        )
        .where(
            Told.team_id == team_id,
            Told.member_id == member_id,
            tables.Interview.starts_at >= start,
            tables.Interview.starts_at < until,
        )
        .order_by(tables.Interview.starts_at, Told.interview_id)
    )
    return {row.interview_id: row.facts.get(NUMBERS, {}) for row in rows}


def numbers_in(session: Session, team_id: str, interview_id: str) -> dict[str, dict[str, int]]:
    """The numbers that questions had in messages about the interview, by member and question."""
    rows = session.scalars(_ROWS.where(Told.team_id == team_id, Told.interview_id == interview_id))
    return {row.member_id: row.facts.get(NUMBERS, {}) for row in rows}


def forget(session: Session, team_id: str, interview_id: str, candidate_id: str) -> None:
    """That the interview was to be this candidate's, which it is no longer, is kept no more."""
    for row in session.scalars(_ROWS.where(Told.team_id == team_id, Told.interview_id == interview_id)):
        if row.facts.get("candidate_id") == candidate_id:
            row.facts = without_candidate(row.facts)
    session.flush()


def forget_candidate(session: Session, team_id: str, interview_ids: Collection[str]) -> None:
    """Whom they were told to meet, and where, is kept no longer; that they were told to come is, as long as it may have
    to be said that it is off."""
    for row in session.scalars(_ROWS.where(Told.team_id == team_id, Told.interview_id.in_(list(interview_ids)))):
        row.facts = {name: kept for name, kept in row.facts.items() if name not in {"candidate", "place"}}
    session.flush()


def _of(team_id: str, member_id: str) -> Any:
    return _ROWS.where(Told.team_id == team_id, Told.member_id == member_id)


def _merged(before: Snapshot, kept: Snapshot, numbers: Mapping[str, int | None]) -> dict[str, Any]:
    """What is known of the later of the two, and the numbers of both; a number once given stays."""
    given = {each: number for each in kept["asks"] if (number := numbers.get(each)) is not None}
    return {**_later(kept, before), NUMBERS: {**given, **before.get(NUMBERS, {})}}


def _later(one: Snapshot, other: Snapshot) -> Snapshot:
    """The one that knew more; of two that knew as much, the first."""
    return max(one, other, key=lambda each: each.get(SEQUENCE, -1))
