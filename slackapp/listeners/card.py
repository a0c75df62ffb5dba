"""One question, opened in a modal."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.views import card, sets
from storage import bank


def open_card(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    drawing: Drawing,
    after: After,
) -> None:
    """Follow-ups and what to listen for, to members only."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.read() as session:
        opened = bank.card(session, pressed.team_id, pressed.value)
    ack()
    view = card.card(opened) if opened else card.gone()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def register(app: App, drawing: Drawing, after: After) -> None:
    """The menu under a set, and the buttons of search results."""
    listener = partial(open_card, drawing=drawing, after=after)
    app.action(sets.CARD)(listener)
    app.action(re.compile(rf"^{re.escape(card.OPEN)}(\.\d+)?$"))(listener)
