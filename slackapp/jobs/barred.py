"""Somebody in an interview who may not see its questions: nothing is sent to them, and whoever arranged it hears so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.people import refusal as refused
from slackapp.briefing import Reader
from slackapp.jobs.composing import Nothing
from storage import arrangers, members


def refusal(session: Session, who: Reader, about: Sequence[Interview], now: datetime) -> Nothing | None:
    """Why the member gets no message about these interviews; None when they may."""
    member = members.find(session, who.team_id, who.member_id)
    why = refused(member) if member else None
    if why is None:
        return None
    for interview in about:
        arrangers.tell_unreached(session, who.team_id, interview, who.member_id, why.value, now)
    return Nothing(f"the questions are for members of this workspace ({why})")
