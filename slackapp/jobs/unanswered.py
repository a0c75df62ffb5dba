"""To whoever arranged an interview: half of the time left is over, and whoever was asked to come has not answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from slackapp import handing_over as hand_overs
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from slackapp.views import handing_over as words
from slackapp.views.blocks import Message
from slackapp.views.handing_over import Told
from storage import arrangers, handing_over, substitutes
from storage.claims import Claimed
from storage.sent_messages import Sent

_OVER: Final = "nobody was asked any more"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who has not answered, about which interview, or cannot be reached and why; nothing once there is an answer."""
    request = handing_over.late(session, claimed.team_id, claimed.content["request"], now)
    told = hand_overs.told(session, claimed.team_id, request.id, str(claimed.member_id)) if request else None
    if told is None:
        return Nothing(_OVER)
    kept = substitutes.seen(told.interview, told.request)
    return Composed(_message(told, claimed.content, now, claimed.id), content=kept)


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, with what became of it."""
    told = hand_overs.told(session, sent.team_id, sent.content["request"], sent.member_id)
    return Composed(_message(told, sent.content, now, sent.id)) if told else Nothing(_OVER)


def _message(told: Told, content: Mapping[str, Any], now: datetime, delivery_id: str) -> Message:
    why, fault = content.get("reason"), content.get(arrangers.FAULT, "")
    return words.unanswered(told, arranger.refused(why) if why else "", now, delivery_id, fault=fault)
