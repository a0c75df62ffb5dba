"""To whoever arranged an interview: somebody in it cannot come, and asked somebody else to; and what became of it."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.handing_over import HandOver
from prep.interviews import State
from prep.messages import Withdrawn
from slackapp import handing_over
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import handing_over as words
from storage import arrangers, substitutes
from storage.claims import Claimed
from storage.sent_messages import Sent

_GONE: Final = "nobody was asked any more"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who cannot come, to which, why if they said so, and who was asked. What they said is told by a message of its
    own."""
    told = handing_over.told(session, claimed.team_id, claimed.content["request"], str(claimed.member_id))
    if told is None or told.request.step is HandOver.UNDONE:
        return Nothing(_GONE)
    if not told.request.step.is_open:
        return Nothing("there was an answer by then, and another message says it")
    if told.interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    if told.interview.ends_at <= now:
        return Nothing(Withdrawn.OVER)
    message = words.handed_over(told, arrangers.said_in(claimed.content), now, claimed.id)
    return Composed(message, content=substitutes.seen(told.interview, told.request))


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, with what became of it."""
    told = handing_over.told(session, sent.team_id, sent.content["request"], sent.member_id)
    if told is None:
        return Nothing(_GONE)
    return Composed(words.handed_over(told, arrangers.said_in(sent.content), now, sent.id))
