"""“I can't make one”: whoever arranged it hears of it; somebody else is asked, or the questions go to the others."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep import handing_over as rules
from prep.digests import is_paused
from prep.handing_over import Proposed, Reason, Said
from prep.interviews import Interview
from prep.people import Member, refusal
from slackapp import briefing, handing_over, hearing
from slackapp.after import After
from slackapp.briefing import Reader
from slackapp.drawing import Drawing
from slackapp.hearing import Submitted
from slackapp.views import declining, more_menu
from slackapp.views.blocks import View
from slackapp.views.declining import Arranger
from storage import arrangers, arranging, members, preferences, seen, substitutes, succession
from storage import handing_over as hand_overs

_NO_REASON: Final = Said(None, "")


def ask(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Asks which, of those of the message that are still theirs."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    _pass_on(drawing, pressed.team_id)
    with drawing.db.read() as session:
        who = briefing.reader(session, pressed.team_id, pressed.member_id)
        view = _ask(session, who, more_menu.referred(pressed.value), drawing.now())
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def _pass_on(drawing: Drawing, team_id: str) -> None:
    """They read who hears of it: what somebody arranged who has left is for somebody else to arrange before that."""
    with drawing.db.read() as session:
        is_due = succession.is_due(session, team_id, drawing.now())
    if is_due:
        with drawing.db.begin() as session:
            succession.settle(session, team_id, drawing.now())


def _ask(session: Session, who: Reader, ids: list[str], now: datetime) -> View:
    ahead = briefing.still_theirs(session, who, ids, now)
    if not ahead:
        return declining.nothing_left()
    arranged_by = dict.fromkeys(each.arranged_by for each in ahead)
    arrangers = [_arranger(session, who.team_id, each) for each in arranged_by]
    return declining.ask(ahead, arrangers, _waiting(session, who, ahead), who.chose)


def _arranger(session: Session, team_id: str, member_id: str) -> Arranger:
    member = members.find(session, team_id, member_id)
    return Arranger(handing_over.called(member), left=member is None or refusal(member) is not None)


def _waiting(session: Session, who: Reader, about: Sequence[Interview]) -> dict[str, str]:
    """Whom they asked to come instead, and who has not answered yet: names, by interview's id."""
    asked = {each.id: substitutes.waiting(session, who.team_id, each, who.member_id) for each in about}
    return {
        interview_id: handing_over.name(session, who.team_id, request.to_member)
        for interview_id, request in asked.items()
        if request
    }


def say(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """They cannot come: once, however often it is pressed. Whoever they name is looked up first, and asked."""
    told = hearing.submitted(body, context)
    drawing.people.member(told.team_id, told.member_id)
    named = list(told.lists.get(declining.SUBSTITUTE, ()))[:1]
    people = drawing.people.members(told.team_id, named)
    _pass_on(drawing, told.team_id)
    with drawing.db.begin() as session:
        outcome = _say(session, told, named, people, context.bot_user_id, drawing.now())
    if isinstance(outcome, str):
        ack(response_action="errors", errors={declining.SUBSTITUTE: outcome})
    else:
        ack(response_action="update", view=outcome)
        nudge()


def _say(
    session: Session, told: Submitted, named: Sequence[str], people: Sequence[Member], app: str | None, now: datetime
) -> View | str:
    """What they see of it, or what is wrong with whom they named."""
    who = briefing.reader(session, told.team_id, told.member_id)
    which, readers = declining.remembered(told.metadata)
    interview = hand_overs.hold(session, who.team_id, told.values.get(declining.WHICH) or which)
    if interview is None or not any(each.member_id == who.member_id for each in interview.in_room):
        return declining.said_before(interview, who.chose)
    if not briefing.still_theirs(session, who, [interview.id], now):
        return declining.nothing_left()
    waits = substitutes.waiting(session, who.team_id, interview, who.member_id)
    if waits and seen.before(session, who.team_id, told.once):
        return _asked(session, who, interview, waits.to_member)
    said = _said(told)
    unsaid = bool(said != _NO_REASON and readers and interview.arranged_by not in {*readers, who.member_id})
    said = _NO_REASON if unsaid else said
    if not named:
        return _declines(session, who, interview, said, now, unsaid=unsaid)
    proposed = Proposed(named[0], next(iter(people), None), named[0] == app, _paused(session, who, people, now))
    requests = substitutes.of_interviews(session, who.team_id, [interview.id])
    if why := rules.unfit(interview, who.member_id, proposed, requests, now):
        name = proposed.member.name if proposed.member else ""
        return declining.unfit(why, name, _waiting(session, who, [interview]).get(interview.id, ""))
    seen.first_time(session, who.team_id, told.once, now)
    hand_overs.ask(session, who.team_id, interview, who.member_id, proposed.id, said, now)
    return _asked(session, who, interview, proposed.id, unsaid=unsaid)


def _declines(session: Session, who: Reader, interview: Interview, said: Said, now: datetime, *, unsaid: bool) -> View:
    after = arranging.decline(session, who.team_id, interview.id, who.member_id, now)
    if after is None:
        return declining.said_before(interview, who.chose)
    arrangers.tell_cannot(session, who.team_id, after, who.member_id, said, now)
    arranger = _arranger(session, who.team_id, after.arranged_by)
    return declining.done(after, arranger, who.chose, oneself=after.arranged_by == who.member_id, unsaid=unsaid)


def _asked(session: Session, who: Reader, interview: Interview, substitute: str, *, unsaid: bool = False) -> View:
    arranger = _arranger(session, who.team_id, interview.arranged_by)
    name = handing_over.name(session, who.team_id, substitute)
    knows = interview.arranged_by in {who.member_id, substitute}
    return declining.asked(interview, name, arranger, who.chose, knows=knows, unsaid=unsaid)


def _said(told: Submitted) -> Said:
    why = told.values.get(declining.WHY, "")
    return Said(Reason(why) if why in set(Reason) else None, told.values.get(declining.REASON, ""))


def _paused(session: Session, who: Reader, people: Sequence[Member], now: datetime) -> bool:
    return any(is_paused(preferences.of_member(session, who.team_id, each.id).rhythm, now) for each in people)


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """The button, and the modal that asks which."""
    app.action(more_menu.CANNOT)(partial(ask, drawing=drawing, after=after))
    app.view(declining.SUBMIT)(partial(say, drawing=drawing, nudge=nudge))
