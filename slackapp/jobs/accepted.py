"""To whoever arranged an interview: whoever was asked to come instead of somebody said yes."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.handing_over import HandOver, stands
from prep.interviews import State
from prep.messages import Withdrawn
from slackapp import handing_over
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import handing_over as words
from storage import substitutes
from storage.claims import Claimed
from storage.sent_messages import Sent

_OTHERWISE: Final = "it was settled otherwise since"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who comes, instead of whom, to which; nothing once that is not so any more."""
    told = handing_over.told(session, claimed.team_id, claimed.content["request"], str(claimed.member_id))
    if told is None or told.request.step is not HandOver.YES or not stands(told.request, told.interview):
        return Nothing(_OTHERWISE)
    if told.interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    if told.interview.ends_at <= now:
        return Nothing(Withdrawn.OVER)
    return Composed(words.accepted(told, now, claimed.id), content=substitutes.seen(told.interview, told.request))


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, with what has become of it."""
    told = handing_over.told(session, sent.team_id, sent.content["request"], sent.member_id)
    return Composed(words.accepted(told, now, sent.id)) if told else Nothing(_OTHERWISE)
