"""“Moved: …”: one message for all that somebody was told and that is not so any more when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from prep.briefs import Brief
from prep.corrections import Change, Facts, changes, facts, gained, gets_through, lost
from prep.digests import is_paused
from prep.interviews import Interview
from prep.messages import Kind, TakenOver, Withdrawn
from slackapp import briefing, noting
from slackapp.briefing import Reader
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import correction as words
from slackapp.views.blocks import Message
from slackapp.views.correction import MOST, Correction
from storage import agenda, correcting, members, told
from storage.claims import Claimed
from storage.sent_messages import Sent

_Behind = tuple[Interview, Facts]
"""An interview, and what its reader was told of it."""
_PLAN: Final = "plan"
"""In the content: it is the plan for the room."""


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """What changed since they were told, whatever is paused or muted where it is urgent; the rest comes later. Of what
    was moved so near that its reminder should have come, it is the plan for the room."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    members.hold(session, who.team_id, [who.member_id])
    on_their_way = told.on_their_way(session, who.team_id, who.member_id, but=claimed.id)
    behind = told.behind(session, who.team_id, who.member_id, now, on_their_way)
    if not behind:
        return Nothing("there was nothing left to tell")
    paused = is_paused(who.chose.rhythm, now)
    held_back = paused or Kind.CORRECTION in who.chose.muted
    urgent = [each for each in behind if not held_back or gets_through(each[1].starts_at, each[0].starts_at, now)]
    shown = urgent[:MOST]
    _tell_later(session, who, [each for each in behind if each not in shown], now)
    if not shown:
        return Nothing(Withdrawn.PAUSED if paused else Withdrawn.UNWANTED)
    if refused := barred.refusal(session, who, [interview for interview, _ in shown], now):
        return refused
    return _composed(session, who, shown, claimed, now)


def _composed(session: Session, who: Reader, shown: Sequence[_Behind], claimed: Claimed, now: datetime) -> Composed:
    """Of several of which one has to be the plan for the room, that one alone: the others come in the next."""
    planned = [each for each in shown if _is_the_plan(session, who, *each, now)][:1]
    if planned:
        agenda.told_by_another(session, who.team_id, planned[0][0], who.member_id, TakenOver.CORRECTION)
        _tell_later(session, who, [each for each in shown if each not in planned], now)
        shown = planned
    before = {interview.id: _shown(session, who, interview, told, now) for interview, told in shown}
    briefs = briefing.since(session, who, [interview for interview, _ in shown], before, now)
    made = _made(session, who, briefs, now)
    corrections = [_correction(each, made[each.interview.id]) for each in briefs]
    kept: dict[str, Any] = {
        "at": now.isoformat(),
        "made": made,
        briefing.BEFORE: {each: it.as_dict() for each, it in before.items()},
    }
    kept |= {_PLAN: True} if planned else {}
    message, numbers = _written(corrections, who, now, claimed.id, plan=bool(planned))
    return Composed(message, numbers, [interview for interview, _ in shown], kept)


def _is_the_plan(session: Session, who: Reader, interview: Interview, before: Facts, now: datetime) -> bool:
    """Whether the interview was moved so near that its reminder should have come already."""
    if Change.MOVED not in changes(before, facts(interview, who.member_id)) or interview.starts_at <= now:
        return False
    due = briefing.reminded_at(session, who, interview)
    return due is not None and due <= now


def _written(
    corrections: Sequence[Correction], who: Reader, at: datetime, delivery_id: str, *, plan: bool
) -> tuple[Message, dict[str, int | None]]:
    """The message and its questions. `plan`: it is the plan for the room, of one interview."""
    if plan and corrections:
        message = words.plan(corrections[0], who.chose, at, delivery_id)
        return message, briefing.numbers([each.brief for each in corrections if each.brief.stands])
    return words.correction(corrections, who.chose, at, delivery_id), _numbers(corrections)


def _shown(session: Session, who: Reader, interview: Interview, before: Facts, now: datetime) -> Facts:
    """What they were told, without the questions where these were only promised, and no morning message shows them
    before it starts any more: then this message does."""
    numbers = told.numbers_in(session, who.team_id, interview.id).get(who.member_id)
    if numbers or not before.asks or briefing.digest_at(who, interview, now):
        return before
    return replace(before, asks=())


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same, of the moment at which it was sent, with what changed and what its reader said of it since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    kept = sent.content
    briefs = briefing.redrawn(session, who, sent, kept["interviews"], now)
    said = {each.interview.id: Facts.from_dict(kept["told"][each.interview.id], each.true) for each in briefs}
    corrections = [
        _correction(each, kept["made"][each.interview.id], since=bool(changes(said[each.interview.id], each.true)))
        for each in briefs
    ]
    at = datetime.fromisoformat(kept["at"])
    message, numbers = _written(corrections, who, at, sent.id, plan=kept.get(_PLAN, False))
    return Composed(noting.noted(session, sent, message), numbers, [each.interview for each in briefs])


def _tell_later(session: Session, who: Reader, later: Sequence[_Behind], now: datetime) -> None:
    for interview, before in later:
        true = facts(interview, who.member_id)
        correcting.plan(session, who.team_id, who.member_id, before, true, now)


def _made(session: Session, who: Reader, briefs: Sequence[Brief], now: datetime) -> dict[str, dict[str, Any]]:
    """By whom and when each was changed, and the numbers that questions had which are the reader's no longer: as it is
    kept for when the message is drawn anew."""
    last = correcting.made_by(session, who.team_id, {each.interview.id: each.changed for each in briefs}, now)
    made: dict[str, dict[str, Any]] = {}
    for each in briefs:
        change = last.get(each.interview.id)
        actor = members.find(session, who.team_id, change.actor) if change and change.actor else None
        numbers = told.numbers_in(session, who.team_id, each.interview.id).get(who.member_id, {})
        gone = lost(each.told, each.true) if each.told else ()
        made[each.interview.id] = {
            "by": actor.name if actor else "",
            "at": change.at.isoformat() if change else None,
            "declined": change is not None and change.action == correcting.DECLINED,
            "lost": sorted(numbers[question] for question in gone if question in numbers),
        }
    return made


def _correction(brief: Brief, made: Mapping[str, Any], *, since: bool = False) -> Correction:
    return Correction(
        brief=brief,
        by=made["by"],
        at=datetime.fromisoformat(made["at"]) if made["at"] else None,
        declined=made["declined"],
        lost=tuple(made["lost"]),
        since=since,
    )


def _numbers(corrections: Sequence[Correction]) -> dict[str, int | None]:
    """The questions that stand in the message, which are new to the reader, with their numbers."""
    return {
        item.question.id: item.number
        for each in corrections
        if each.brief.told and not each.since
        for item in each.brief.mine
        if item.question.id in gained(each.brief.told, each.brief.true)
    }
