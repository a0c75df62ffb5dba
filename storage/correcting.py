"""Messages that were sent, kept right when an interview changes: in the transaction that changes it.

What was sent about it is drawn anew; and whoever was told what is not true any more gets one new message that says what
changed. Nothing remembers the changes themselves: that message compares, when it is sent, what its reader was told with
what is true then.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.corrections import Change, Facts, changes, correct_at, facts, still_matters
from prep.interviews import Interview
from prep.messages import Kind
from storage import audit, deliveries, edits, interviews, members, preferences, sent_messages, tables, told
from storage.claims import Claimed
from storage.deliveries import Plan
from storage.ids import new_id
from storage.pacing import UPDATE
from storage.sent_messages import Sent

DECLINED: Final = "interview.declined"
_WHEN: Final = frozenset({"interview.moved"})
_WHAT: Final = frozenset({"interview.reassigned"})
_ROOM: Final = frozenset({"interview.restaffed", "interview.handed_over", DECLINED})
_MADE_BY: Final[Mapping[Change, frozenset[str]]] = {
    Change.CANCELLED: frozenset({"interview.cancelled"}),
    Change.OFF: _ROOM,
    Change.ON: _ROOM,
    Change.MOVED: _WHEN,
    Change.LENGTH: _WHEN,
    Change.ROLE: _WHAT,
    Change.CANDIDATE: _WHAT,
    Change.PLACE: frozenset({"interview.edited"}),
    Change.QUESTIONS: _ROOM | _WHAT,
    Change.SEAT: _ROOM,
}
"""What stands in the audit for it."""
_LOOKS_BACK: Final = timedelta(days=366)


def changed(session: Session, team_id: str, interview: Interview, by: str | None, now: datetime) -> None:
    """The interview is as it is now; whoever did that, or said that they cannot come, knows it. The caller holds all
    who were told of it."""
    known = told.of_interview(session, team_id, interview)
    for each in sent_messages.telling_of(session, team_id, interview.id):
        if _matters_in(each, interview, now):
            edits.plan(session, team_id, each.id, now, lapses=True)
    for member_id, before in sorted(known.items()):
        true = facts(interview, member_id)
        if member_id == by and Change.ON not in changes(before, true):
            told.know(session, team_id, interview, member_id, now)
        elif told.is_behind(before, true, now):
            plan(session, team_id, member_id, before, true, now)


def plan(session: Session, team_id: str, member_id: str, before: Facts, true: Facts, now: datetime) -> None:
    """The member, who was told `before`, is to be told what is true. One such message waits for each member."""
    theirs = preferences.of_member(session, team_id, member_id)
    waiting = deliveries.waiting(session, team_id, member_id, Kind.CORRECTION)
    due = correct_at(
        now,
        before.starts_at,
        true.starts_at,
        waiting.due_at if waiting else None,
        theirs.rhythm,
        muted=Kind.CORRECTION in theirs.muted,
    )
    if waiting:
        deliveries.put_off(session, team_id, waiting.id, due)
    else:
        wanted = Plan(Kind.CORRECTION, f"{Kind.CORRECTION}:{new_id()}", member_id, None, {}, due)
        deliveries.plan(session, team_id, wanted, now)


def catch_up(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Whatever the member was told that is not true any more is to be told: their pause or kinds changed, or a message
    was overtaken. The caller holds them."""
    for interview, before in told.behind(session, team_id, member_id, now):
        plan(session, team_id, member_id, before, facts(interview, member_id), now)


def forget_candidate(session: Session, team_id: str, interview_id: str, candidate_id: str, now: datetime) -> None:
    """Whatever says that the interview was this candidate's, which it is no longer, says so no more."""
    told.forget(session, team_id, interview_id, candidate_id)
    for each in sent_messages.telling_of(session, team_id, interview_id):
        if edits.forget(session, each, interview_id, candidate_id):
            edits.plan(session, team_id, each.id, now)


def made_by(
    session: Session, team_id: str, found: Mapping[str, Sequence[Change]], now: datetime
) -> dict[str, audit.Change]:
    """Who made the weightiest of the changes found in each interview, by its id, last; left out where nobody knows."""
    last: dict[str, audit.Change] = {}
    for each in audit.changes(session, team_id, list(found), now - _LOOKS_BACK):
        if each.action in _MADE_BY[found[each.subject][0]]:
            last[each.subject] = each
    return last


def hold(session: Session, claimed: Claimed) -> None:
    """To be called before a message is settled: whoever changes an interview that it tells of does so before this, and
    then it is seen below that it changed, or after it, and then finds what the message told."""
    if claimed.method == UPDATE:
        edits.hold(session, claimed)
    elif claimed.member_id and "told" in claimed.content:
        members.hold(session, claimed.team_id, [claimed.member_id])


def settled(session: Session, claimed: Claimed, now: datetime) -> None:
    """A message is in Slack: remembers what it told. What changed while it was on its way, or was overtaken by another
    change, is put right. Held before: see `hold`."""
    is_change = claimed.method == UPDATE
    tells: Mapping[str, Mapping[str, Any]] = claimed.content.get("told", {})
    if is_change:
        edits.shows(session, claimed)
    elif claimed.member_id and tells:
        told.keep(session, claimed.team_id, claimed.member_id, tells, claimed.content.get("numbers", {}), now)
        sent_messages.mention(session, claimed.team_id, claimed.id, tells)
    true = _sequences(session, claimed.team_id, tells)
    outdated = [each for each, kept in tells.items() if true.get(each, kept[told.SEQUENCE]) != kept[told.SEQUENCE]]
    is_erased = edits.ERASED in claimed.content  # it was found in Slack only after that
    if outdated or is_erased or (is_change and edits.overtaken(session, claimed)):
        edits.plan(session, claimed.team_id, claimed.content.get("of", claimed.id), now)
    if outdated and not is_change and claimed.member_id:
        catch_up(session, claimed.team_id, claimed.member_id, now)


def matters(session: Session, message: Sent, now: datetime) -> bool:
    """Whether what the message told of any of its interviews, or says of it since, still helps anybody."""
    about = interviews.many(session, message.team_id, message.content.get("told", {}))
    return any(_matters_in(message, each, now) for each in about)


def _matters_in(message: Sent, interview: Interview, now: datetime) -> bool:
    """Whether what the message told of the interview, or says of it since, still helps anybody; what is over is left
    as it was."""
    true = facts(interview, message.member_id)
    said = (message.content.get(kept, {}).get(interview.id) for kept in ("told", edits.SAYS))
    return any(still_matters(Facts.from_dict(each, true), true, now) for each in said if each)


def _sequences(session: Session, team_id: str, ids: Collection[str]) -> dict[str, int]:
    """How often each of these interviews was changed: what a message remembers of when it was composed."""
    if not ids:
        return {}
    table = tables.Interview
    rows = session.execute(
        select(table.interview_id, table.sequence).where(table.team_id == team_id, table.interview_id.in_(list(ids)))
    )
    return {row[0]: row[1] for row in rows}
