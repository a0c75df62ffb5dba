"""To whoever arranged an interview: somebody in it cannot be reached, or was not sent what they were to have."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import State
from prep.messages import Withdrawn
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from storage import arrangers, interviews, preferences
from storage.claims import Claimed


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who, in which interview, and why; of a mistake of ours, in which of those that are still theirs to arrange."""
    if arrangers.FAULT in claimed.content:
        return _unsent(session, claimed, now)
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


def _unsent(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    member_id, arranger_id = claimed.content["member"], str(claimed.member_id)
    shown = [
        each
        for each in interviews.many(session, claimed.team_id, claimed.content["interviews"])
        if each.state is State.PLANNED and each.ends_at > now and each.arranged_by == arranger_id
    ]
    seats = [seat for each in shown if (seat := each.seat_of(member_id)) and not seat.declined_at]
    if not seats:
        return Nothing("they are in none of these interviews any more")
    shown = [each for each in shown if each.seat_of(member_id) in seats]
    reader = preferences.of_member(session, claimed.team_id, arranger_id)
    fault = claimed.content[arrangers.FAULT]
    return Composed(arranger.unsent(shown, seats[0], fault, reader, now, claimed.id))
