"""“Let somebody else arrange these”, under what tells somebody that interviews are theirs to arrange."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep.handing_over import Proposed
from prep.succession import unfit
from slackapp import hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.hearing import Submitted
from slackapp.views import handing_on, passed_on
from slackapp.views.blocks import View
from storage import preferences, seen, succession


def ask(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Asks who, for those that are still theirs to arrange."""
    press, now = hearing.pressed(body, context), drawing.now()
    drawing.people.member(press.team_id, press.member_id)
    with drawing.db.read() as session:
        ids = succession.told(session, press.team_id, press.value, press.member_id)
        theirs = succession.theirs(session, press.team_id, ids, press.member_id, now)
        reader = preferences.of_member(session, press.team_id, press.member_id)
    view = handing_on.ask(theirs, reader, press.value) if theirs else handing_on.nothing_left()
    ack()
    after(client.views_open, trigger_id=press.trigger_id, view=view, tell=press.response_url)


def submit(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, arranged: Callable[[str], None]
) -> None:
    """They are somebody else's from here on, who is told: once, however often it is submitted."""
    told = hearing.submitted(body, context)
    drawing.people.member(told.team_id, told.member_id)
    named = told.lists[handing_on.WHO][:1]
    people = drawing.people.members(told.team_id, named)
    chosen = Proposed(named[0], next(iter(people), None), named[0] == context.bot_user_id, paused=False)
    name = chosen.member.name if chosen.member else ""
    if why := unfit(chosen, told.member_id):
        ack(response_action="errors", errors={handing_on.WHO: handing_on.unfit(why, name)})
        return
    with drawing.db.begin() as session:
        view = _hand_on(session, told, chosen.id, name, drawing)
    ack(response_action="update", view=view)
    arranged(told.team_id)


def _hand_on(session: Session, told: Submitted, to: str, name: str, drawing: Drawing) -> View:
    team_id, now = told.team_id, drawing.now()
    ids = succession.told(session, team_id, told.metadata, told.member_id)
    if not seen.first_time(session, team_id, told.once, now):
        passed = len(succession.theirs(session, team_id, ids, to, now))
    else:
        passed = succession.hand_on(session, team_id, ids, told.member_id, to, now)
    return handing_on.done(passed, name) if passed else handing_on.nothing_left()


def register(app: App, drawing: Drawing, after: After, arranged: Callable[[str], None]) -> None:
    """The button, and the modal that asks who. `arranged`: something is due, and somebody may be new to the app."""
    app.action(passed_on.OPEN)(partial(ask, drawing=drawing, after=after))
    app.view(handing_on.SUBMIT)(partial(submit, drawing=drawing, arranged=arranged))
