"""“You were added”: one message for all interviews that somebody was put into and not told of yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from prep.digests import is_paused
from prep.interviews import Interview
from prep.messages import Kind, Withdrawn
from prep.telling import become_one
from slackapp import briefing, noting
from slackapp.briefing import Reader
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import told as words
from slackapp.views.more_menu import MOST_INTERVIEWS
from slackapp.views.told import Added
from storage import agenda, deliveries, interviews, members, panels
from storage.claims import Claimed
from storage.edits import Sent

_GETS_THROUGH: Final = timedelta(hours=24)
"""What starts within this time is told whatever is paused."""
_MOST_IN_FULL: Final = 2
"""More plans have no space in one message; what is left has its reminder, and is under “Follow-ups”."""
_TOLD_HERE: Final = "its questions came when you were added"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Those that the morning message does not tell within the hour; where a reminder would follow within the hour,
    or nothing would, it is the plan for the room."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    if Kind.ADDED in who.chose.muted:
        return Nothing(Withdrawn.UNWANTED)
    untold = _untold(session, who, now)
    if not untold:
        return Nothing("there was nothing left to tell")
    if is_paused(who.chose.rhythm, now):
        untold = [each for each in untold if each.starts_at <= now + _GETS_THROUGH]
        if not untold:
            return Nothing(Withdrawn.PAUSED)
    morning = _morning_message(session, who, now)
    told = [each for each in untold if morning is None or each.starts_at <= morning][:MOST_INTERVIEWS]
    if not told:
        return Nothing("your morning message tells it")
    if refused := barred.refusal(session, who, told, now):
        return refused
    return _composed(session, who, told, claimed, now)


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """They were told; the first time, they were welcomed."""
    told = claimed.content.get("interviews", ())
    if told:
        panels.told(session, claimed.team_id, told, str(claimed.member_id), now)
        members.welcome(session, claimed.team_id, str(claimed.member_id), now)


def _composed(session: Session, who: Reader, told: Sequence[Interview], claimed: Claimed, now: datetime) -> Composed:
    in_full = [each for each in told if briefing.is_the_plan(session, who, each, now)][:_MOST_IN_FULL]
    for each in in_full:
        agenda.told_by_another(session, who.team_id, each, who.member_id, _TOLD_HERE)
    later = [each for each in told if each not in in_full]
    mornings = [at for each in later if (at := briefing.digest_at(who, each, now))]
    plans = briefing.briefs(session, who, in_full, now)
    news = Added(
        reader=who.chose,
        by=_names(session, who.team_id, told),
        in_full=plans,
        listed=briefing.outlines(session, who, later),
        questions_at=min(mornings, default=None),
        reminded=any((due := briefing.reminded_at(session, who, each)) and due > now for each in later),
        welcome=not members.is_welcomed(session, who.team_id, who.member_id),
    )
    numbers = {item.question.id: item.number for each in plans for item in each.mine}
    return Composed(words.added(news, now, claimed.id), numbers, told, _kept(news, now))


def _kept(news: Added, now: datetime) -> dict[str, Any]:
    """What was true when it was sent, and stays in it when it is drawn anew."""
    return {
        "at": now.isoformat(),
        "by": list(news.by),
        "in_full": [each.interview.id for each in news.in_full],
        "questions_at": news.questions_at.isoformat() if news.questions_at else None,
        "reminded": news.reminded,
        "welcome": news.welcome,
    }


def redraw(session: Session, sent: Sent, _: datetime) -> Composed | Nothing:
    """The same interviews, of the moment at which it was sent, and what its reader said of them since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    kept, told = sent.content, briefing.redrawn(session, who, sent.content["interviews"])
    if not told:
        return Nothing(Withdrawn.NOT_IN_IT)
    questions_at = kept["questions_at"]
    news = Added(
        reader=who.chose,
        by=kept["by"],
        in_full=[each for each in told if each.interview.id in kept["in_full"]],
        listed=[each for each in told if each.interview.id not in kept["in_full"]],
        questions_at=datetime.fromisoformat(questions_at) if questions_at else None,
        reminded=kept["reminded"],
        welcome=kept["welcome"],
    )
    message = words.added(news, datetime.fromisoformat(kept["at"]), sent.id)
    return Composed(noting.noted(session, sent, message), tells=[each.interview for each in told])


def _untold(session: Session, who: Reader, now: datetime) -> list[Interview]:
    ahead = interviews.of_member(session, who.team_id, who.member_id, now, agenda.horizon(now))
    return [each for each in ahead if (seat := each.seat_of(who.member_id)) and seat.told_at is None]


def _morning_message(session: Session, who: Reader, now: datetime) -> datetime | None:
    """When the morning message comes that is due within the hour."""
    planned = deliveries.planned_for(session, who.team_id, who.member_id, Kind.DIGEST)
    return planned.due_at if planned and become_one(now, max(now, planned.due_at)) else None


def _names(session: Session, team_id: str, told: Sequence[Interview]) -> list[str]:
    """Of those who arranged them, each once."""
    ids = dict.fromkeys(each.arranged_by for each in told)
    return [member.name for each in ids if (member := members.find(session, team_id, each))]
