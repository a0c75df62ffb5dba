"""Finding one's way: the command alone, `help`, `roles`, `search`."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After, respond
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.opened import Opened
from slackapp.signposts import Signpost, Signposts
from slackapp.views import finding, notes


def typed(ack: Ack, asked: Asked, *, drawing: Drawing, show: Signpost) -> None:
    """A word after the command."""
    drawing.people.member(asked.team_id, asked.member_id)
    ack(**show(asked.team_id, asked.text).as_dict(), response_type="ephemeral")


def pressed(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After, show: Signpost, turn: bool
) -> None:
    """A button for the same; `turn`: it turns a page, so the message becomes the next one."""
    press = hearing.pressed(body, context)
    drawing.people.member(press.team_id, press.member_id)
    answer = show(press.team_id, press.value).as_dict() | {"response_type": "ephemeral", "replace_original": turn}
    ack()
    after(respond, press.response_url, answer, tell=press.response_url)


def ask_for_words(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """The button that asks what to search for."""
    press = hearing.pressed(body, context)
    drawing.people.member(press.team_id, press.member_id)
    ack()
    view = finding.search(Opened.by(press, "", drawing.now()).encode())
    after(client.views_open, trigger_id=press.trigger_id, view=view, tell=press.response_url)


def look(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After, show: Signpost
) -> None:
    """The words to search for, from the modal."""
    submitted = hearing.submitted(body, context)
    opened = Opened.decode(submitted.metadata)
    drawing.people.member(submitted.team_id, submitted.member_id)
    if opened.too_old(drawing.now()):
        ack(response_action="errors", errors={"words": notes.too_old(drawing.command)})
        return
    found = show(submitted.team_id, submitted.values["words"]).as_dict()
    ack()
    answer = found | {"response_type": "ephemeral", "replace_original": False}
    after(respond, opened.response_url, answer, tell=opened.response_url)


def register(app: App, desk: FrontDesk, drawing: Drawing, after: After) -> None:
    """Words, the buttons that stand for them, and the search's modal."""
    posts = Signposts(drawing.db, drawing.command)
    for word, show in (("", posts.home), ("help", posts.help), ("roles", posts.roles), ("search", posts.search)):
        desk.word(word, partial(typed, drawing=drawing, show=show))
    button = partial(pressed, drawing=drawing, after=after)
    app.action(finding.HELP)(partial(button, show=posts.help, turn=False))
    app.action(finding.ROLES)(partial(button, show=posts.roles, turn=False))
    app.action(re.compile(rf"^{re.escape(finding.PAGE)}\."))(partial(button, show=posts.roles, turn=True))
    app.action(finding.SEARCH)(partial(ask_for_words, drawing=drawing, after=after))
    app.view(finding.FOUND)(partial(look, drawing=drawing, after=after, show=posts.search))
