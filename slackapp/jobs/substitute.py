"""To somebody who might come to an interview instead of a colleague: whether they can, and what became of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from prep.handing_over import closed
from prep.people import refusal
from slackapp import briefing, handing_over
from slackapp.briefing import Reader
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import rooms
from slackapp.views import substitute as words
from slackapp.views.blocks import Message
from slackapp.views.handing_over import Told
from storage import arrangers, interviews, members, substitutes
from storage.claims import Claimed
from storage.sent_messages import Sent

_GONE: Final = "nobody was asked any more"
_STARTS_AT: Final = "starts_at"
_MINUTES: Final = "minutes"
"""In the content of the question: when the interview was when it was asked."""


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The question; nothing once there is nothing to answer any more. Whoever arranged it is told when it may not be
    asked."""
    told = handing_over.told(session, claimed.team_id, claimed.content["request"], str(claimed.member_id))
    if told is None or closed(told.request, told.interview, now):
        return Nothing(_GONE)
    member = members.find(session, claimed.team_id, told.request.to_member)
    if member and (why := refusal(member)):
        substitutes.unasked(session, claimed.team_id, told.request.id, why.value, now)
        return Nothing(f"the questions are for members of this workspace ({why})")
    kept = {
        _STARTS_AT: told.interview.starts_at.isoformat(),
        _MINUTES: told.interview.minutes,
        **substitutes.seen(told.interview, told.request),
    }
    return Composed(_asked(session, claimed.team_id, told, {**claimed.content, **kept}, now, claimed.id), content=kept)


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The question as it is now, with a new time where it moved; or what became of it."""
    told = handing_over.told(session, sent.team_id, sent.content["request"], sent.member_id)
    if told is None:
        return Nothing(_GONE)
    if why := closed(told.request, told.interview, now):
        return Composed(words.ended(told, why, now, sent.id))
    return Composed(_asked(session, sent.team_id, told, sent.content, now, sent.id))


def _asked(
    session: Session, team_id: str, told: Told, kept: Mapping[str, Any], now: datetime, delivery_id: str
) -> Message:
    interview, asked = told.interview, told.request
    [brief] = briefing.outlines(session, Reader(team_id, asked.from_member, told.reader), [interview])
    clashes = interviews.overlapping(session, team_id, [asked.to_member], interview.starts_at, interview.ends_at)
    why = arrangers.said_in(kept)
    return words.ask(told, brief, why, clashes, _was(told, kept), now, delivery_id)


def _was(told: Told, kept: Mapping[str, Any]) -> str:
    """When it was when they were asked, if that is not when it is now."""
    starts_at, minutes = datetime.fromisoformat(kept[_STARTS_AT]), kept[_MINUTES]
    if (starts_at, minutes) == (told.interview.starts_at, told.interview.minutes):
        return ""
    return rooms.on_day(replace(told.interview, starts_at=starts_at, minutes=minutes), told.reader)
