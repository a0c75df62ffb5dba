"""The one answer a day to what somebody types to the app."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.people import refusal
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import typed
from storage import members
from storage.claims import Claimed


def compose(session: Session, claimed: Claimed, _: datetime) -> Composed | Nothing:
    """How the app is spoken to; whoever finds nothing here is told why."""
    member = members.find(session, claimed.team_id, str(claimed.member_id))
    if member is None:
        return Nothing("nobody we know")
    why = refusal(member)
    return Composed(typed.refused(why) if why else typed.answer(claimed.content["command"], claimed.id))
