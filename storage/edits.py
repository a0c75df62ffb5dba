"""Messages that were sent and are to say something else: each change is a delivery of its own.

What a message says is composed when the change is sent, from what is true then. So one change that waits is enough,
whatever happens meanwhile; and what happens while one is on its way plans another.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from prep.corrections import without_candidate
from prep.messages import Kind
from storage import choosing, deliveries, postings, sent_messages
from storage.claims import Claimed
from storage.deliveries import Plan, State
from storage.ids import new_id
from storage.one_of import one_of
from storage.sent_messages import Sent
from storage.tables import Delivery

SAYS: Final = "says"
"""In the content of what was sent and drawn anew since: what it says of its interviews now."""
ERASED: Final = "erased"
"""In the content of what was sent about a candidate whose data was erased: it says no more than that from here on."""
LAPSES: Final = "lapses"
"""In the content of a change that is made only because an interview is not as it was: once what the message tells of is
over, it stays as it was."""

# Tables' own columns, and statements that are built once: reactions come in crowds.
_D = Delivery.__table__.c
_C = Delivery.__table__.alias().c
_WAITING = (
    select(_D.edits_id, _D.content)
    .where(
        _D.team_id == bindparam("team_id"),
        # Asked for by themselves, SQLite finds them in the index: it would go through the whole workspace otherwise.
        _D.delivery_id.in_(
            select(_C.delivery_id).where(_C.team_id == bindparam("team_id"), one_of(_C.edits_id, "ids"))
        ),
        _D.state == State.PLANNED,
        _D.due_at <= bindparam("now"),
    )
    .order_by(_D.delivery_id)
    .with_for_update()
)


def plan(
    session: Session, team_id: str, delivery_id: str, now: datetime, *, lapses: bool = False, mark: bool = False
) -> bool:
    """The message is to be drawn anew, at once; after others when all that is new is a `mark` of what somebody said; if
    it `lapses`, not any more once what it tells of is over. False when it was not sent: what it will say is composed
    then."""
    return plan_each(session, team_id, [delivery_id], now, lapses=lapses, mark=mark)


def plan_each(
    session: Session,
    team_id: str,
    delivery_ids: Collection[str],
    now: datetime,
    *,
    lapses: bool = False,
    mark: bool = False,
) -> bool:
    """The same of several. False when none of them was sent."""
    if not delivery_ids:
        return False
    session.flush()  # what a caller changed of them is not written before statements of this kind
    # A change that waits is held: nobody begins to send it, with what was true before, until the caller commits.
    rows = session.execute(_WAITING, {"team_id": team_id, "ids": list(delivery_ids), "now": now})
    # What is said in any case does not rely on one that may lapse.
    waiting = {of for of, content in rows if lapses or LAPSES not in content}
    if waiting and not mark:
        choosing.hasten(session, team_id, waiting)
    new = sorted(set(delivery_ids) - waiting)
    originals = sent_messages.many(session, team_id, new)
    why = choosing.MARK if mark else choosing.EDIT
    changes = [_change(each, f"{why}{new_id()}", now, lapses=lapses) for each in originals]
    deliveries.plan_new(session, team_id, changes, now)
    return bool(waiting or originals)


def plan_at(session: Session, team_id: str, original: Sent, due_at: datetime, now: datetime) -> None:
    """The message is to be drawn anew at `due_at` as well, whatever happens before; once for each such moment."""
    once = f"{choosing.EDIT}{original.id}:{due_at.isoformat()}"
    deliveries.plan(session, team_id, _change(original, once, due_at), now)


def _change(original: Sent, once: str, due_at: datetime, *, lapses: bool = False) -> Plan:
    content: dict[str, Any] = {"edits": {"channel": original.channel_id, "ts": original.ts}, "of": original.id}
    content |= {LAPSES: True} if lapses else {}
    return Plan(
        Kind.EDIT,
        once,
        original.member_id,
        original.channel_id,
        content,
        due_at,
        about=original.about,
        edits_id=original.id,
    )


def overtaken(session: Session, claimed: Claimed) -> bool:
    """Whether another change of the same message was begun or sent since this one was claimed: which of the two
    Slack has last is not known."""
    others = session.scalars(
        select(Delivery.delivery_id)
        .where(
            Delivery.team_id == claimed.team_id,
            Delivery.edits_id == claimed.content.get("of"),
            Delivery.delivery_id != claimed.id,
            Delivery.claimed_at >= claimed.since,
            Delivery.state.in_((State.SENDING, State.SENT)),
        )
        .limit(1)
    )
    return others.one_or_none() is not None


def hold(session: Session, claimed: Claimed) -> None:
    """Of those who settle changes of the same message one goes after the other, until the caller commits."""
    _original(session, claimed)


def _original(session: Session, claimed: Claimed) -> Delivery | None:
    key = (claimed.team_id, claimed.content["of"])
    return session.get(Delivery, key, populate_existing=True, with_for_update=True)


def shows(session: Session, claimed: Claimed) -> None:
    """A change is in Slack: what the message says of its interviews since is kept beside what it told; and its new
    questions have their numbers in it, so that a reaction with such a number says something of them."""
    row = _original(session, claimed)
    if row is None or ERASED in row.content or not (row.channel_id and row.ts):
        return
    known = row.content.get("numbers", {})
    new = {each: number for each, number in claimed.content.get("numbers", {}).items() if each not in known}
    row.content = {**row.content, "numbers": {**known, **new}, SAYS: claimed.content.get("told", {})}
    postings.add(session, claimed.team_id, row.channel_id, row.ts, new)


def forget(session: Session, message: Sent, interview_id: str, candidate_id: str) -> bool:
    """What is kept of the message, and of its changes, does not say any more that the interview was this candidate's.
    False: it did not."""
    theirs = (Delivery.delivery_id == message.id) | (Delivery.edits_id == message.id)
    rows = session.scalars(select(Delivery).where(Delivery.team_id == message.team_id, theirs)).all()
    named = [row for row in rows if _without(row.content, interview_id, candidate_id) != row.content]
    for row in named:
        row.content = _without(row.content, interview_id, candidate_id)
    session.flush()
    return bool(named)


def _without(content: Mapping[str, Any], interview_id: str, candidate_id: str) -> dict[str, Any]:
    kept = dict(content)
    for name in ("told", "before", SAYS):
        facts = kept.get(name, {}).get(interview_id, {})
        if facts.get("candidate_id") == candidate_id:
            kept[name] = {**kept[name], interview_id: without_candidate(facts)}
    return kept


def keep(session: Session, team_id: str, delivery_id: str, content: Mapping[str, Any]) -> None:
    """What a message holds from here on."""
    session.execute(
        update(Delivery)
        .where(Delivery.team_id == team_id, Delivery.delivery_id == delivery_id)
        .values(content=dict(content))
        .execution_options(synchronize_session=False)
    )
