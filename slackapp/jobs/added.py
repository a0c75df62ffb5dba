"""“You were added”: one message for all interviews that somebody was put into and not told of yet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from prep.digests import is_paused
from prep.interviews import Interview
from prep.messages import Kind, TakenOver, Withdrawn
from prep.pauses import URGENT
from prep.telling import become_one, told_by_itself
from slackapp import briefing, handing_over, noting
from slackapp.briefing import Reader
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import told as words
from slackapp.views.more_menu import MOST_INTERVIEWS
from slackapp.views.told import Added
from storage import agenda, deliveries, interviews, members, substitutes, told, untold
from storage.claims import Claimed
from storage.sent_messages import Sent

_MOST_IN_FULL: Final = 2
"""More plans have no space in one message; what is left has its reminder, and is under “Follow-ups”."""


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Those that the morning message does not tell within the hour, and all of them to whoever is to be welcomed; where
    a reminder would follow within the hour, or nothing would, it is the plan for the room. What a pause holds back, and
    what is too much, comes later.
    """
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    left = _untold(session, claimed, who, now)
    if not left:
        return Nothing("there was nothing left to tell")
    wanted = [each for each in left if told_by_itself(who.chose, each.starts_at, now)]
    if not wanted:
        return Nothing(Withdrawn.UNWANTED)
    if is_paused(who.chose.rhythm, now):
        later = [each for each in wanted if each.starts_at > now + URGENT]
        _tell_later(session, who, later, now)
        wanted = [each for each in wanted if each not in later]
        if not wanted:
            return Nothing(Withdrawn.PAUSED)
    morning = _morning_message(session, who, now)
    welcomed = members.is_welcomed(session, who.team_id, who.member_id)
    shown = [each for each in wanted if not welcomed or not _is_told_by(morning, each)]
    if not shown:
        return Nothing("your morning message tells it")
    if refused := barred.refusal(session, who, shown, now):
        return refused
    _tell_later(session, who, shown[MOST_INTERVIEWS:], now)
    return _composed(session, who, shown[:MOST_INTERVIEWS], morning, claimed, now)


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """The first time, they were welcomed."""
    if claimed.content.get("interviews"):
        members.welcome(session, claimed.team_id, str(claimed.member_id), now)


def _composed(
    session: Session,
    who: Reader,
    shown: Sequence[Interview],
    morning: datetime | None,
    claimed: Claimed,
    now: datetime,
) -> Composed:
    alone = [each for each in shown if not _is_told_by(morning, each)]
    in_full = [each for each in alone if briefing.is_the_plan(session, who, each, now)][:_MOST_IN_FULL]
    for each in in_full:
        agenda.told_by_another(session, who.team_id, each, who.member_id, TakenOver.ADDED)
    later = [each for each in shown if each not in in_full]
    plans = briefing.briefs(session, who, in_full, now)
    asked = substitutes.asked_by(session, who.team_id, shown, who.member_id)
    news = Added(
        reader=who.chose,
        by=_names(session, who, [each for each in shown if each.id not in asked]),
        instead=[handing_over.name(session, who.team_id, each) for each in asked.values()],
        in_full=plans,
        listed=briefing.outlines(session, who, later),
        questions_at=_questions_at(who, later, now),
        reminded=_is_reminded(session, who, later, now),
        welcome=not members.is_welcomed(session, who.team_id, who.member_id),
    )
    return Composed(words.added(news, now, claimed.id), briefing.numbers(plans), shown, _kept(news, now))


def _kept(news: Added, now: datetime) -> dict[str, Any]:
    """What was true when it was sent, and stays in it when it is drawn anew."""
    return {
        "at": now.isoformat(),
        "by": list(news.by),
        "instead": list(news.instead),
        "in_full": [each.interview.id for each in news.in_full],
        "questions_at": news.questions_at.isoformat() if news.questions_at else None,
        "reminded": news.reminded,
        "welcome": news.welcome,
    }


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same interviews, of the moment at which it was sent, with what changed and what its reader said of them
    since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    kept, ids = sent.content, sent.content["interviews"]
    in_full = briefing.redrawn(session, who, sent, [each for each in ids if each in kept["in_full"]], now)
    others = [each for each in ids if each not in kept["in_full"]]
    listed = briefing.redrawn(session, who, sent, others, now, asking=False)
    news = Added(
        reader=who.chose,
        by=kept["by"],
        instead=kept.get("instead", ()),
        in_full=in_full,
        listed=listed,
        questions_at=datetime.fromisoformat(kept["questions_at"]) if kept["questions_at"] else None,
        reminded=kept["reminded"],
        welcome=kept["welcome"],
    )
    if news.changed:  # when the questions come may have changed with it
        ahead = [each.interview for each in listed if each.stands and each.interview.starts_at > now]
        at, reminded = _questions_at(who, ahead, now), _is_reminded(session, who, ahead, now)
        news = replace(news, questions_at=at, reminded=reminded)
    message = noting.noted(session, sent, words.added(news, datetime.fromisoformat(kept["at"]), sent.id))
    numbers = briefing.numbers([each for each in in_full if each.stands])
    return Composed(message, numbers, [each.interview for each in (*in_full, *listed)])


def _questions_at(who: Reader, listed: Sequence[Interview], now: datetime) -> datetime | None:
    """When the first morning message with questions for these comes."""
    return min((at for each in listed if (at := briefing.digest_at(who, each, now))), default=None)


def _is_reminded(session: Session, who: Reader, listed: Sequence[Interview], now: datetime) -> bool:
    return any((due := briefing.reminded_at(session, who, each)) and due > now for each in listed)


def _untold(session: Session, claimed: Claimed, who: Reader, now: datetime) -> list[Interview]:
    """Those that no message on its way tells. Holds the reader."""
    members.hold(session, who.team_id, [who.member_id])
    on_their_way = told.on_their_way(session, who.team_id, who.member_id, but=claimed.id)
    ahead = untold.ahead(session, who.team_id, who.member_id, now)
    return [each for each in ahead if each.id not in on_their_way]


def _tell_later(session: Session, who: Reader, later: Sequence[Interview], now: datetime) -> None:
    for each in later:
        untold.person_added(session, who.team_id, each, who.member_id, now)


def _morning_message(session: Session, who: Reader, now: datetime) -> datetime | None:
    """When the morning message comes that is due within the hour."""
    due_at = deliveries.to_be_composed(session, who.team_id, who.member_id, Kind.DIGEST)
    return due_at if due_at and become_one(now, max(now, due_at)) else None


def _is_told_by(morning: datetime | None, interview: Interview) -> bool:
    return morning is not None and interview.starts_at > morning


def _names(session: Session, who: Reader, shown: Sequence[Interview]) -> list[str]:
    """Of those who added them, each once: others may arrange them by now."""
    by = interviews.added_by(session, who.team_id, [each.id for each in shown])
    ids = dict.fromkeys(by.get(each.id, each.arranged_by) for each in shown)
    return [member.name for each in ids if (member := members.find(session, who.team_id, each))]
