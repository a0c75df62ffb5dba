"""One question, opened in a modal."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import cards, hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.views import card, sets


def open_card(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    drawing: Drawing,
    after: After,
) -> None:
    """Follow-ups, what to listen for and whether it helped, to members only."""
    pressed = hearing.pressed(body, context)
    member = drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.read() as session:
        view = cards.opened(session, pressed.team_id, member, pressed.value, drawing.now(), pressed.at)
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def register(app: App, drawing: Drawing, after: After) -> None:
    """The menu under a set, and the buttons of search results."""
    listener = partial(open_card, drawing=drawing, after=after)
    app.action(sets.CARD)(listener)
    app.action(re.compile(rf"^{re.escape(card.OPEN)}(\.\d+)?$"))(listener)
