"""To somebody who cannot come and asked somebody else: what they said, or that it was undone."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.handing_over import stands
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
    """What became of it, unless something else has since: that is told by another message."""
    told = handing_over.told(session, claimed.team_id, claimed.content["request"], str(claimed.member_id))
    if told is None or told.request.step != claimed.content["step"] or not stands(told.request, told.interview):
        return Nothing(_OTHERWISE)
    if told.interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    if told.interview.ends_at <= now:
        return Nothing(Withdrawn.OVER)
    by = claimed.content["by"]
    message = words.answered(told, handing_over.name(session, claimed.team_id, by) if by else "", now, claimed.id)
    return Composed(message, tells=[told.interview], content=substitutes.seen(told.interview, told.request))


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, for as long as it is so; and that it was undone, once it was."""
    told = handing_over.told(session, sent.team_id, sent.content["request"], sent.member_id)
    if told is None or not stands(told.request, told.interview):
        return Nothing(_OTHERWISE)
    by = sent.content["by"]
    name = handing_over.name(session, sent.team_id, by) if by else ""
    return Composed(words.answered(told, name, now, sent.id), tells=[told.interview])
