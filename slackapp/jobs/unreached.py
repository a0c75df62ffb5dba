"""To whoever arranged an interview: somebody in it cannot be reached."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import State
from prep.messages import Withdrawn
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from storage import interviews, preferences
from storage.claims import Claimed


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who, in which interview, and why."""
    interview = interviews.find(session, claimed.team_id, claimed.content["interview"])
    if interview is None or interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    who = interview.seat_of(claimed.content["member"])
    if who is None or who.declined_at:
        return Nothing("they are no longer in it")
    if interview.ends_at <= now:
        return Nothing(Withdrawn.OVER)
    reader = preferences.of_member(session, claimed.team_id, str(claimed.member_id))
    return Composed(arranger.unreached(interview, who, claimed.content["reason"], reader, now, claimed.id))
