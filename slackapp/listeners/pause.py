"""`/interview pause [until DATE]` and `/interview resume`."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from prep.digests import is_paused
from prep.messages import Due
from prep.pauses import Unfit, check, read
from prep.people import local_day
from prep.preferences import Preferences
from slackapp import hearing
from slackapp.choices import Choices
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.views import pausing
from slackapp.views.blocks import Message, View
from storage import agenda, explaining, preferences


def pause(asked: Asked, *, choices: Choices, drawing: Drawing, nudge: Callable[[], None]) -> Message | View:
    """Pauses until the day that is named, or asks which day is meant."""
    if not asked.text:
        return choices.pause(asked.team_id, asked.member_id)
    member, now = drawing.people.member(asked.team_id, asked.member_id), drawing.now()
    # Those who have Slack in American English write the month first.
    until = read(asked.text, local_day(now, member.zone), month_first=member.locale == "en-US")
    if isinstance(until, Unfit):
        return pausing.not_paused(asked.text, until, drawing.command)
    theirs, coming = _keep(asked.team_id, asked.member_id, until, drawing)
    nudge()
    return pausing.paused(until, coming, theirs, now, drawing.command)


def resume(asked: Asked, *, drawing: Drawing) -> Message:
    """Messages come again."""
    drawing.people.member(asked.team_id, asked.member_id)
    now = drawing.now()
    with drawing.db.read() as session:
        before = preferences.of_member(session, asked.team_id, asked.member_id)
    theirs, coming = _keep(asked.team_id, asked.member_id, None, drawing)
    return pausing.resumed(coming, theirs, now, was_paused=is_paused(before.rhythm, now))


def save(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """The day from the modal."""
    submitted = hearing.submitted(body, context)
    member, now = drawing.people.member(submitted.team_id, submitted.member_id), drawing.now()
    until = date.fromisoformat(submitted.values[pausing.UNTIL])
    if why := check(until, local_day(now, member.zone)):
        ack(response_action="errors", errors={pausing.UNTIL: pausing.unfit(why)})
        return
    theirs, coming = _keep(submitted.team_id, submitted.member_id, until, drawing)
    ack(response_action="update", view=pausing.paused_view(until, coming, theirs, now, drawing.command))
    nudge()


def _keep(team_id: str, member_id: str, until: date | None, drawing: Drawing) -> tuple[Preferences, Due | None]:
    """Keeps the pause, or its end, together with what that changes of what is planned; what comes next by it."""
    with drawing.db.begin() as session:
        preferences.pause(session, team_id, member_id, until)
        agenda.member_changed(session, team_id, member_id, drawing.now())
        theirs = preferences.of_member(session, team_id, member_id)
        return theirs, explaining.coming(session, team_id, member_id, theirs.rhythm)


def register(app: App, desk: FrontDesk, choices: Choices, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """The two words, and the modal."""
    desk.show("pause", partial(pause, choices=choices, drawing=drawing, nudge=nudge))
    desk.show("resume", partial(resume, drawing=drawing))
    app.view(pausing.SAVE)(partial(save, drawing=drawing, nudge=nudge))
