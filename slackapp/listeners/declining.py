"""“I can't make one”: whoever arranged it hears of it, and the questions go to the others."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep.interviews import Interview
from slackapp import briefing, hearing
from slackapp.after import After
from slackapp.briefing import Reader
from slackapp.drawing import Drawing
from slackapp.views import declining, more_menu
from slackapp.views.blocks import View
from storage import arrangers, arranging, interviews, members


def ask(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Asks which, of those of the message that are still theirs."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.read() as session:
        who = briefing.reader(session, pressed.team_id, pressed.member_id)
        view = _ask(session, who, more_menu.referred(pressed.value), drawing.now())
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def _ask(session: Session, who: Reader, ids: list[str], now: datetime) -> View:
    ahead = briefing.still_theirs(session, who, ids, now)
    if not ahead:
        return declining.nothing_left()
    arrangers = dict.fromkeys(each.arranged_by for each in ahead)
    return declining.ask(ahead, [_name(session, who.team_id, each) for each in arrangers], who.chose)


def say(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """They cannot come: once, however often it is pressed."""
    submitted = hearing.submitted(body, context)
    drawing.people.member(submitted.team_id, submitted.member_id)
    interview_id = submitted.values.get(declining.WHICH) or submitted.metadata
    reason = submitted.values.get(declining.REASON, "")
    now = drawing.now()
    with drawing.db.begin() as session:
        who = briefing.reader(session, submitted.team_id, submitted.member_id)
        interview = arranging.decline(session, who.team_id, interview_id, who.member_id, now)
        if interview:
            arrangers.tell_cannot(session, who.team_id, interview, who.member_id, reason, now)
            view = _done(session, who, interview)
        else:
            view = declining.said_before(interviews.find(session, who.team_id, interview_id), who.chose)
    ack(response_action="update", view=view)
    nudge()


def _done(session: Session, who: Reader, interview: Interview) -> View:
    arranger = _name(session, who.team_id, interview.arranged_by)
    return declining.done(interview, arranger, who.chose, oneself=interview.arranged_by == who.member_id)


def _name(session: Session, team_id: str, member_id: str) -> str:
    member = members.find(session, team_id, member_id)
    return member.name if member else "whoever arranged it"


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """The button, and the modal that asks which."""
    app.action(more_menu.CANNOT)(partial(ask, drawing=drawing, after=after))
    app.view(declining.SUBMIT)(partial(say, drawing=drawing, nudge=nudge))
