"""The reminder: composed when it is sent, with the time that is truly left."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.corrections import Change
from prep.digests import is_paused
from prep.interviews import State
from prep.messages import Withdrawn
from slackapp import briefing, noting
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import reminder
from storage import interviews
from storage.claims import Claimed
from storage.sent_messages import Sent


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The plan for the room; nothing once the interview has begun."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    interview = interviews.find(session, claimed.team_id, str(claimed.about))
    if interview is None or interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    if interview.starts_at <= now:
        return Nothing("the interview had begun")
    if is_paused(who.chose.rhythm, now):
        return Nothing(Withdrawn.PAUSED)
    told = briefing.briefs(session, who, [interview], now)
    if not told:
        return Nothing(Withdrawn.NOT_IN_IT)
    if refused := barred.refusal(session, who, [interview], now):
        return refused
    message = reminder.reminder(told[0], who.chose, now, claimed.id)
    return Composed(message, briefing.numbers(told), [interview], {"at": now.isoformat()})


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same plan for the room, of the moment at which it was sent, with what changed and what its reader said of it
    since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    [told] = briefing.redrawn(session, who, sent, sent.content["interviews"], now)
    at = datetime.fromisoformat(sent.content["at"])
    due = briefing.reminded_at(session, who, told.interview) if told.stands else None
    again = Change.MOVED in told.changed and due is not None and due > now
    message = reminder.reminder(told, who.chose, at, sent.id, again=again)
    numbers = briefing.numbers([told]) if told.stands else {}
    return Composed(noting.noted(session, sent, message), numbers, [told.interview])
