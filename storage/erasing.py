"""Forgetting a candidate: on request, or when the workspace keeps them no longer."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prep.interviews import Interview, State
from prep.messages import Kind, Withdrawn
from storage import (
    arranging,
    audit,
    clocks,
    cutting,
    deliveries,
    edits,
    interviews,
    members,
    openings,
    postings,
    reassigning,
    tables,
    told,
)
from storage.audit import Change
from storage.claims import LONGEST_LEASE
from storage.clocks import has_come
from storage.deliveries import State as Sending
from storage.ids import new_id
from storage.tables import Candidate, Delivery, HandOver

_ABOUT_NO_CANDIDATE = (Kind.SET, Kind.SHARED, Kind.NOT_SHARED, Kind.REPLY)
"""Kinds of message that have nothing to do with a candidate."""
_OF_SEVERAL = (Kind.DIGEST, Kind.DAY)
"""Kinds of message that tell of several interviews, in words made of what is stored alone: drawn anew, they tell of the
others as before, and of this candidate's that it was somebody's."""
_UNCHANGING = (Kind.UNREACHED, Kind.PAUSED, Kind.NEEDED, Kind.PASSED_ON)
"""Kinds of message that are never drawn anew."""
_TYPED = frozenset({"reason", "why"})
_TOLD = frozenset({"told", "before", "says"})
"""By interview, what was told of it."""
_WHOSE = frozenset({"candidate", "candidate_id", "place"})


class BeingSent(Exception):
    """A message that may name the candidate is on its way to Slack at this moment; a minute later it can be blanked."""


def erase_candidate(session: Session, team_id: str, candidate_id: str, by: str | None, now: datetime) -> bool:
    """Forgets who the candidate was. False when there is no such candidate any more.

    They are "Erased 1" from here on; notes, links and places of their interviews are emptied, those ahead called
    off, reasons of cancellations taken out of the audit, and every message that was sent about them is to be
    blanked, or drawn anew without them where it tells of others, too; also one of which nobody knows yet whether Slack
    has it, as soon as that is known. What was said of questions there stays, and no longer tells where. `by` is a
    member; None: the workspace's retention. Raises `BeingSent`; then nothing was changed.
    """
    row = session.get(Candidate, (team_id, candidate_id))
    if row is None or row.erased_at is not None:
        return False
    openings.lock(session, team_id, row.opening_id)
    session.refresh(row)
    if row.erased_at is not None:
        return False
    theirs = interviews.all_of_candidate(session, team_id, candidate_id)
    ids = [each.id for each in theirs]
    interviews.hold(session, team_id, ids)
    changes = audit.changes(session, team_id, ids, row.created_at)
    _blank_messages(session, team_id, set(ids), _told(session, team_id, theirs, changes), now)
    told.forget_candidate(session, team_id, ids)
    once_theirs = reassigning.forget_candidate(session, team_id, candidate_id, row.created_at, now)
    _blank_unchanging(session, team_id, once_theirs, now)
    for each in theirs:
        interviews.change(session, team_id, each.id, now, place="", cv="", feedback="", note="")
        if each.state is State.PLANNED and each.starts_at > now:
            arranging.cancel(session, team_id, each.id, by, now)
    for change in changes:
        if "reason" in change.detail:
            audit.forget(session, team_id, change, "reason")
    row.shown_as = _neutral(session, team_id, row.opening_id)
    row.external_id = None
    row.erased_at = now
    audit.record(session, team_id, now, "candidate.erased", candidate_id, actor=by)
    session.flush()
    return True


def due_for_erasure(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """The candidates whose last interview lies longer back than the workspace keeps them: their ids, oldest first.

    Who never had one is kept as long from the day they were added.
    """
    kept = session.scalar(select(tables.Workspace.retention_days).where(tables.Workspace.team_id == team_id))
    if kept is None:
        return []
    last = func.coalesce(func.max(tables.Interview.starts_at), Candidate.created_at)
    return list(
        session.scalars(
            select(Candidate.candidate_id)
            .outerjoin(
                tables.Interview,
                (tables.Interview.team_id == Candidate.team_id)
                & (tables.Interview.candidate_id == Candidate.candidate_id),
            )
            .where(Candidate.team_id == team_id, Candidate.erased_at.is_(None))
            .group_by(Candidate.candidate_id, Candidate.created_at)
            .having(last < now - timedelta(days=kept))
            .order_by(Candidate.candidate_id)
        )
    )


def _told(session: Session, team_id: str, theirs: Sequence[Interview], changes: Sequence[Change]) -> Collection[str]:
    """Whoever may have had a message about these interviews: those in the room, now or once, who was asked to stand
    in, and who arranged them, now or once."""
    told = {each.arranged_by for each in theirs}
    told |= {seat.member_id for each in theirs for seat in each.panel if seat.member_id}
    asked = select(HandOver.to_member).where(
        HandOver.team_id == team_id, HandOver.interview_id.in_([each.id for each in theirs])
    )
    return told.union(session.scalars(asked), *(change.detail.get("removed", ()) for change in changes))


def _blank_messages(session: Session, team_id: str, ids: Set[str], told: Collection[str], now: datetime) -> None:
    members.hold(session, team_id, told)
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.team_id == team_id, Delivery.member_id.in_(told), Delivery.kind.not_in(_ABOUT_NO_CANDIDATE))
        .order_by(Delivery.delivery_id)
        # What is planned is held: nobody begins to send it with words from before.
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    theirs = [row for row in rows if row.about in ids or not ids.isdisjoint(row.content.get("interviews", ()))]
    at = clocks.database_time(session)
    lost, sending = _divided([row for row in rows if row.state == Sending.SENDING], at)
    # Until it is composed nobody knows which interviews a morning message will name.
    if any(row.about is None or row in theirs for row in sending):
        raise BeingSent
    for row in lost:
        # Looked up some day; whoever claimed it and stood still since does not send what they may have composed.
        row.lease_id = new_id()
    _cut(session, team_id, theirs, ids, now)
    for row in theirs:
        if row.kind == Kind.EDIT:  # what it changed has a row of its own
            row.content = _without(row.content, _TYPED | _TOLD)
            continue
        tells_of_others = not ids >= set(row.content.get("interviews", ()))
        if row.kind == Kind.PASSED_ON and row.state == Sending.PLANNED and tells_of_others:
            continue  # composed when it is sent, of those that are ahead then
        if row.kind in _OF_SEVERAL and tells_of_others:
            row.content = _of_the_others(row.content, ids)
        else:
            row.content = _without(row.content, _TYPED | _TOLD) | {edits.ERASED: True}
        session.flush()
        edits.plan(session, team_id, row.delivery_id, now)
        if row.about in ids:
            deliveries.withdraw(session, team_id, row.delivery_id, Withdrawn.ERASED)


def _blank_unchanging(session: Session, team_id: str, once_theirs: Mapping[str, datetime], now: datetime) -> None:
    """Of interviews that were the candidate's until these moments, by id: what is not drawn anew says so still."""
    if not once_theirs:
        return
    rows = session.scalars(
        select(Delivery)
        .where(
            Delivery.team_id == team_id,
            Delivery.kind.in_(_UNCHANGING),
            Delivery.state == Sending.SENT,
            Delivery.created_at <= max(once_theirs.values()),
        )
        .order_by(Delivery.delivery_id)
        .with_for_update()
    ).all()
    for row in rows:
        named = {row.about, *row.content.get("interviews", ())} & once_theirs.keys()
        if any(row.created_at <= once_theirs[each] for each in named if each):
            row.content = _without(row.content, _TYPED | _TOLD) | {edits.ERASED: True}
            edits.plan(session, team_id, row.delivery_id, now)


def _divided(claimed: Sequence[Delivery], at: datetime) -> tuple[list[Delivery], list[Delivery]]:
    """Those whose claim ran out, whose sender was killed, say, and nobody could look them up; and those on their way at
    this moment (machine time)."""
    lost = [row for row in claimed if has_come(row.lease_until, at, LONGEST_LEASE)]
    return lost, [row for row in claimed if row not in lost]


def _of_the_others(content: Mapping[str, Any], ids: Set[str]) -> dict[str, Any]:
    """Without what somebody typed, and what says whose the interviews `ids` were."""
    kept = _without(content, _TYPED)
    for name in kept.keys() & _TOLD:
        kept[name] = {id_: _without(told, _WHOSE) if id_ in ids else told for id_, told in kept[name].items()}
    return kept


def _without(kept: Mapping[str, Any], names: Set[str]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name not in names}


def _cut(session: Session, team_id: str, theirs: Sequence[Delivery], ids: Set[str], now: datetime) -> None:
    """Of all messages at once, and before a change of one is planned: so questions are held in one order."""
    places = {(row.channel_id, row.ts) for row in theirs if row.channel_id and row.ts}
    posted = [found for place in places if (found := postings.find(session, team_id, *place))]
    cutting.forget(session, team_id, posted, ids, now)


def _neutral(session: Session, team_id: str, opening_id: str) -> str:
    """A name that says nothing, told apart from the others of the search."""
    taken = set(
        session.scalars(
            select(Candidate.shown_as).where(Candidate.team_id == team_id, Candidate.opening_id == opening_id)
        )
    )
    return next(name for number in count(1) if (name := f"Erased {number}") not in taken)
