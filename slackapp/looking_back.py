"""What somebody is asked about their interviews that are over, from what is stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from prep.afterwards import asked_about
from prep.interviews import State
from prep.messages import Kind
from slackapp import briefing
from slackapp.briefing import Reader
from slackapp.views.afterwards_lines import MOST, FollowUp
from storage import followed_up, following_up, interviews


def follow_ups(session: Session, who: Reader, ids: Sequence[str], now: datetime) -> list[FollowUp]:
    """Those of these interviews about which the reader can still say something, by their start, at most `MOST`."""
    over = [
        each
        for each in interviews.many(session, who.team_id, ids)
        if each.state is State.PLANNED and followed_up.is_open(each, now)
    ]
    about = asked_about(over, who.member_id)
    known = followed_up.progress(session, who.team_id, who.member_id, about)
    told = briefing.outlines(session, who, [each for each in about if each.id in known])
    return [
        FollowUp(
            each,
            known[each.interview.id].stage,
            followed_up.said(session, who.team_id, who.member_id, each.interview),
        )
        for each in told
        if each.mine or each.interview.links.feedback.strip()
    ][:MOST]


def answerable(session: Session, who: Reader, ids: Sequence[str], now: datetime) -> list[FollowUp]:
    """The same without those where they had no questions."""
    return [each for each in follow_ups(session, who, ids, now) if each.asks]


def left_to_morning(session: Session, who: Reader, now: datetime) -> list[FollowUp]:
    """Those that a morning message sent now asks about."""
    if Kind.AFTERWARDS in who.chose.muted:
        return []
    left = following_up.for_morning(session, who.team_id, who.member_id, who.chose.rhythm.zone, now)
    return follow_ups(session, who, [each.id for each in left], now) if left else []
