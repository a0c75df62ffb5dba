"""Changing an interview: opened from wherever it stands, and from there to each step and back."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After
from slackapp.changing.editor import Editor
from slackapp.drawing import Drawing
from slackapp.scheduling.updating import redraw
from slackapp.views import change
from slackapp.views.blocks import View

Screen = Callable[[Editor, str], View]
"""Given the interview's id."""

_STEPS: Final[dict[str, Screen]] = {
    change.MOVE: lambda editor, id_: editor.move(editor.changeable(id_)),
    change.DETAILS: lambda editor, id_: editor.details(editor.changeable(id_)),
    change.PEOPLE: lambda editor, id_: editor.people(editor.changeable(id_)),
    change.WHAT: lambda editor, id_: editor.what(editor.changeable(id_)),
    change.CANCEL: lambda editor, id_: editor.cancel(editor.changeable(id_)),
    change.MOVE_ALL: lambda editor, id_: editor.move_all(editor.find(id_)),
    change.CANCEL_ALL: lambda editor, id_: editor.cancel_all(editor.find(id_)),
    change.BACK: lambda editor, id_: editor.overview(editor.find(id_)),
}


def opened(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """The button “Change”: the interview, and what the person may do with it. In a modal it comes on top."""
    press = hearing.pressed(body, context)
    view = _screen(body, context, drawing, lambda editor, id_: editor.overview(editor.find(id_)))
    ack()
    show = client.views_open if press.response_url else client.views_push
    after(show, trigger_id=press.trigger_id, view=view, tell=press.response_url)


def step(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    drawing: Drawing,
    after: After,
    screen: Screen,
) -> None:
    """A step, or the way back, in the same modal."""
    view = _screen(body, context, drawing, screen)
    ack()
    after(redraw, client, hearing.form(body), view)


def _screen(body: dict[str, Any], context: BoltContext, drawing: Drawing, screen: Screen) -> View:
    press = hearing.pressed(body, context)
    member = drawing.people.member(press.team_id, press.member_id)
    with drawing.db.read() as session:
        return screen(Editor(session, press.team_id, member, drawing.now()), press.value)


def register(app: App, drawing: Drawing, after: After) -> None:
    """The button, and those in the modal."""
    app.action(change.OPEN)(partial(opened, drawing=drawing, after=after))
    for action_id, screen in _STEPS.items():
        app.action(action_id)(partial(step, drawing=drawing, after=after, screen=screen))
