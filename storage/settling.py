"""How a claim ends. Each of these is a conditional update: only the owner of a claim settles it.

Times are machine time.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.claims import Claimed
from storage.deliveries import State
from storage.tables import Delivery


def renew(session: Session, claimed: Claimed, until: datetime, content: Mapping[str, Any]) -> bool:
    """Asked right before a message is posted: whether the claim is still ours. If so it now lasts until `until`, and
    what the message holds is kept for whoever settles it."""
    return _settle(session, claimed, lease_until=until, content=dict(content))


def keep(session: Session, claimed: Claimed, at: datetime, until: datetime) -> bool:
    """Nothing could be found out: the claim ends at `at`, and from `until` on it is looked up once more."""
    return _settle(session, claimed, lease_until=at, not_before=until)


def sent(session: Session, claimed: Claimed, channel_id: str, ts: str, machine_now: datetime) -> bool:
    """Slack took the message. False when the claim was no longer ours."""
    return _settle(
        session, claimed, over=True, state=State.SENT, channel_id=channel_id, ts=ts, sent_at=machine_now, reason=None
    )


def failed(session: Session, claimed: Claimed, reason: str) -> bool:
    """Slack will never take the message; `reason` is its error name or ours."""
    return _settle(session, claimed, over=True, state=State.FAILED, reason=reason)


def skipped(session: Session, claimed: Claimed, reason: str) -> bool:
    """There is nothing to say any more."""
    return _settle(session, claimed, over=True, state=State.SKIPPED, reason=reason)


def later(session: Session, claimed: Claimed, not_before: datetime, reason: str) -> bool:
    """Slack surely did not take it; it is due again from `not_before` on."""
    return _settle(session, claimed, over=True, state=State.PLANNED, not_before=not_before, reason=reason)


def settled_as(session: Session, claimed: Claimed) -> str | None:
    """Slack's timestamp of the message that the delivery was settled with, by whoever it was; None: not yet."""
    return session.scalar(
        select(Delivery.ts).where(Delivery.team_id == claimed.team_id, Delivery.delivery_id == claimed.id)
    )


def hold_changes(session: Session, team_id: str, delivery_id: str | None) -> bool:
    """Whether a change of a message that was sent waits or is on its way. Nobody settles one until the caller commits:
    who does holds that message (`storage.edits.hold`)."""
    if delivery_id is None:
        return False
    these = Delivery.team_id == team_id
    session.execute(select(Delivery.delivery_id).where(these, Delivery.delivery_id == delivery_id).with_for_update())
    unsettled = Delivery.state.in_((State.PLANNED, State.SENDING))
    found = session.scalars(
        select(Delivery.delivery_id).where(these, Delivery.edits_id == delivery_id, unsettled).limit(1)
    )
    return found.one_or_none() is not None


def _settle(session: Session, claimed: Claimed, *, over: bool = False, **values: Any) -> bool:
    ended = {"lease_id": None, "lease_until": None} if over else {}
    settled = session.execute(
        update(Delivery)
        .where(
            Delivery.team_id == claimed.team_id,
            Delivery.delivery_id == claimed.id,
            Delivery.lease_id == claimed.lease_id,
            Delivery.state == State.SENDING,
        )
        .values(**ended, **values)
        .returning(Delivery.delivery_id)
        .execution_options(synchronize_session=False)
    )
    return settled.one_or_none() is not None
