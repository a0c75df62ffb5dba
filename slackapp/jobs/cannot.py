"""To whoever arranged an interview: somebody in it cannot come."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import State
from prep.messages import Withdrawn
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from storage import interviews, preferences
from storage.claims import Claimed


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who, to which, why if they said so, and who asks their questions now."""
    interview = interviews.find(session, claimed.team_id, claimed.content["interview"])
    if interview is None or interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    who = interview.seat_of(claimed.content["member"])
    if who is None or who.declined_at is None:
        return Nothing("somebody has seen to it already")
    reader = preferences.of_member(session, claimed.team_id, str(claimed.member_id))
    return Composed(arranger.cannot(interview, who, claimed.content["reason"], reader, now, claimed.id))
