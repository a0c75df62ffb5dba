"""To whoever arranged an interview: somebody in it cannot come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.interviews import Interview, State
from prep.messages import Withdrawn
from slackapp import handing_over
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import arranger
from slackapp.views.blocks import Message
from storage import arrangers, interviews, preferences, substitutes
from storage.claims import Claimed
from storage.sent_messages import Sent


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Who, to which, why if they said so, and who asks their questions now."""
    interview = interviews.find(session, claimed.team_id, claimed.content["interview"])
    if interview is None or interview.state is State.CANCELLED:
        return Nothing(Withdrawn.CALLED_OFF)
    if interview.ends_at <= now:
        return Nothing(Withdrawn.OVER)
    if not _cannot(interview, claimed.content["member"]):
        return Nothing("somebody has seen to it already")
    message = _message(session, claimed.team_id, str(claimed.member_id), interview, claimed.content, now, claimed.id)
    return Composed(message, content=substitutes.seen(interview, None))


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, with who asks now, or that somebody has seen to it."""
    interview = interviews.find(session, sent.team_id, sent.content["interview"])
    if interview is None:
        return Nothing(Withdrawn.CALLED_OFF)
    return Composed(_message(session, sent.team_id, sent.member_id, interview, sent.content, now, sent.id))


def _cannot(interview: Interview, member_id: str) -> bool:
    who = interview.seat_of(member_id)
    return who is not None and who.declined_at is not None


def _message(
    session: Session,
    team_id: str,
    reader_id: str,
    interview: Interview,
    content: Mapping[str, Any],
    now: datetime,
    delivery_id: str,
) -> Message:
    return arranger.cannot(
        interview,
        handing_over.name(session, team_id, content["member"]),
        arrangers.said_in(content),
        handing_over.name(session, team_id, asked) if (asked := content.get("asked")) else "",
        preferences.of_member(session, team_id, reader_id),
        now,
        delivery_id,
        seen_to=not _cannot(interview, content["member"]),
    )
