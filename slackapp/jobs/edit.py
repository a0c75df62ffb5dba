"""A message that was sent, made to say what is true when the change is sent."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from prep.messages import Withdrawn
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import keeping
from storage import correcting, edits, sent_messages
from storage.claims import Claimed
from storage.sent_messages import Sent

Redraw = Callable[[Session, Sent, datetime], Composed | Nothing]
"""Given a session that writes, the message as it was sent, and the product's now: what it says from here on."""


def compose(redraws: Mapping[str, Redraw], session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """What the message says now, by its kind; of a candidate whose data was erased, no more than that. What changes
    only because an interview did is left once that is over."""
    original = sent_messages.find(session, claimed.team_id, claimed.content["of"])
    if original is None:
        return Nothing("the message is gone")
    if edits.ERASED in original.content:
        return Composed(keeping.blank())
    if edits.LAPSES in claimed.content and not correcting.matters(session, original, now):
        return Nothing(Withdrawn.OVER)
    redraw = redraws.get(original.kind)
    return redraw(session, original, now) if redraw else Nothing("messages of this kind stay as they are")
