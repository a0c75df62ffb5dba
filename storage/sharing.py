"""Whoever shared questions in a channel hears when they did not come there."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.messages import Kind
from storage import deliveries
from storage.claims import Claimed
from storage.deliveries import Plan


def tell(session: Session, claimed: Claimed, reason: str, now: datetime, fault: str = "") -> None:
    """The questions do not come, or nobody knows whether they did: plans word of it, once, to whoever shared them.

    `reason` is Slack's error name, or a `prep.messages.NotShared`; a mistake of ours is in the log under `fault`.
    """
    content = {"set": claimed.content["set"], "channel": claimed.channel_id, "reason": reason, "fault": fault}
    once = f"{Kind.NOT_SHARED}:{claimed.id}"
    wanted = Plan(Kind.NOT_SHARED, once, claimed.content["by"], None, content, now)
    deliveries.plan(session, claimed.team_id, wanted, now)
