"""To whoever arranged an interview: somebody in it has paused, and no morning message tells them of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import State
from prep.messages import Withdrawn
from prep.pauses import hides
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from storage import interviews, preferences
from storage.claims import Claimed


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who, in which interview, and until when they get none; nothing once they take messages again."""
    interview = interviews.find(session, claimed.team_id, claimed.content["interview"])
    if interview is None or interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    who = interview.seat_of(claimed.content["member"])
    if who is None or who.declined_at or who.member_id is None:
        return Nothing("they are no longer in it")
    if interview.starts_at <= now:
        return Nothing("the interview had begun")
    theirs = preferences.of_member(session, claimed.team_id, who.member_id)
    planned_at = datetime.fromisoformat(claimed.content["at"])
    until = theirs.rhythm.paused_until
    if until is None or not hides(theirs, interview.starts_at, planned_at):
        return Nothing("they take messages again")
    if until.isoformat() != claimed.content.get("until", until.isoformat()):
        return Nothing("they have paused until another day since, which is told by itself")
    reader = preferences.of_member(session, claimed.team_id, str(claimed.member_id))
    return Composed(arranger.paused(interview, who, until, reader, now, claimed.id))
