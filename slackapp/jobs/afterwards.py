"""After an interview: the message that asks for the feedback, and which questions helped."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.afterwards import due_at, on_time, still_worth
from prep.digests import is_paused
from prep.interviews import Interview
from prep.messages import Kind, Withdrawn
from prep.people import refusal
from slackapp import briefing, looking_back, noting
from slackapp.briefing import Reader
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import afterwards
from storage import edits, followed_up, following_up, members
from storage.claims import Claimed
from storage.sent_messages import Sent

_CHANGED: Final = "your interviews had changed, so it comes at another time, if at all"
_LATE: Final = "it was late in the day, so your next morning message asks instead"
_LONG_AGO: Final = "the interview was too long ago"
_NOTHING_LEFT: Final = "there was nothing left to ask"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Those of the interviews that it was planned for which are not asked about yet."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    following_up.plan(session, who.team_id, who.member_id, now)  # the next one, whatever becomes of this
    group = following_up.group_of(session, who.team_id, who.member_id, claimed.content["once"], now)
    if why := _why_not(session, who, claimed, group, now):
        return Nothing(why)
    ids = [each.id for each in following_up.unasked(session, who.team_id, who.member_id, group)]
    asked = looking_back.follow_ups(session, who, ids, now)
    if not asked:
        return Nothing(_NOTHING_LEFT)
    numbers = {item.question.id: item.number for each in asked for item in each.told.mine}
    message = afterwards.message(asked, who.chose, claimed.id)
    about = [each.interview for each in asked]
    return Composed(message, numbers, about, {followed_up.ABOUT: [each.id for each in about]})


def _why_not(session: Session, who: Reader, claimed: Claimed, group: Sequence[Interview], now: datetime) -> str:
    """Why it is not sent; empty when it is."""
    member = members.find(session, who.team_id, who.member_id)
    if member is None or refusal(member):
        return "the questions are for members of this workspace"
    if Kind.AFTERWARDS in who.chose.muted:
        return Withdrawn.UNWANTED
    if not still_worth(claimed.due_at, now):
        return _LONG_AGO
    due = due_at(group, who.chose.rhythm.zone) if group else None
    if due is None or due > now:
        return _CHANGED
    if is_paused(who.chose.rhythm, now):
        return Withdrawn.PAUSED
    return "" if on_time(due, who.chose.rhythm.zone, now) else _LATE


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """They were asked; who answered before that was noted sees it in the message from here on."""
    about = claimed.content.get(followed_up.ABOUT, ())
    if followed_up.asked(session, claimed.team_id, str(claimed.member_id), about, now):
        edits.plan(session, claimed.team_id, claimed.id, now, mark=True)


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same interviews, and what was answered since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    asked = looking_back.follow_ups(session, who, sent.content[followed_up.ABOUT], now)
    if not asked:
        return Nothing(_NOTHING_LEFT)
    return Composed(noting.noted(session, sent, afterwards.message(asked, who.chose, sent.id)))
