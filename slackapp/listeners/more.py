"""The `⋯` menu of a set: another level or kind, ten questions, about the role."""

from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from prep.asking import MOST
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.drawing import Drawing
from slackapp.hearing import Pressed
from slackapp.opened import Opened
from slackapp.views import guide, notes, sets
from slackapp.views.blocks import View
from slackapp.views.refs import RoleRef
from storage import roles


def chosen(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """An option of the menu, or the button “About the role”: its value is `what|role|wish`."""
    pressed = hearing.pressed(body, context)
    what, _, encoded = pressed.value.partition("|")
    ref = RoleRef.decode(encoded)
    if what == "more":
        ten = RoleRef(ref.role_id, replace(ref.wish, count=MOST))
        message = drawing.show(pressed.team_id, pressed.member_id, ten)
        ack()
        after(respond, pressed.response_url, message.as_dict() | {"replace_original": True}, tell=pressed.response_url)
        return
    drawing.people.member(pressed.team_id, pressed.member_id)
    view = _about(pressed, ref, drawing) if what == "about" else _change(pressed, ref, drawing, focus=what)
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def _about(pressed: Pressed, ref: RoleRef, drawing: Drawing) -> View:
    with drawing.db.read() as session:
        role = roles.find(session, pressed.team_id, ref.role_id)
    return guide.guide(role) if role else guide.gone()


def _change(pressed: Pressed, ref: RoleRef, drawing: Drawing, focus: str) -> View:
    with drawing.db.read() as session:
        role = drawing.role(session, pressed.team_id, ref)
    opened = Opened.by(pressed, ref.role_id, drawing.now())
    return sets.change(ref, role.title, opened.encode(), focus=focus)


def change(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After) -> None:
    """Another level, kind or number was chosen: replaces the set that the modal was opened from."""
    submitted = hearing.submitted(body, context)
    opened, answers = Opened.decode(submitted.metadata), submitted.values
    if opened.too_old(drawing.now()):
        ack(response_action="errors", errors={"kind": notes.too_old(drawing.command)})
        return
    ref = RoleRef.decode("|".join([opened.about, answers["kind"], answers["level"], answers["count"]]))
    message = drawing.show(submitted.team_id, submitted.member_id, ref)
    ack()
    answer = message.as_dict() | {"replace_original": True}
    after(respond, opened.response_url, answer, tell=opened.response_url)


def register(app: App, drawing: Drawing, after: After) -> None:
    """The menu, the button “About the role”, and the modal."""
    listener = partial(chosen, drawing=drawing, after=after)
    app.action(sets.MORE)(listener)
    app.action(sets.ABOUT)(listener)
    app.view(sets.CHANGE)(partial(change, drawing=drawing, after=after))
