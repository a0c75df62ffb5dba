"""Reactions: which questions helped, and that a message was read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext

from slackapp import hearing
from slackapp.drawing import Drawing
from storage import reacting


def react(event: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Keeps what the reaction says. On anything that is not ours it costs one question to the database."""
    reacted = hearing.reacted(event)
    if reacted is None or reacted.member_id == context.bot_user_id:
        return
    team_id = hearing.tenant(context)
    with drawing.db.read() as session:
        concern = reacting.concern(session, team_id, reacted)
    if not concern.ours:
        return
    if not concern.known:
        drawing.people.members(team_id, [reacted.member_id])
    with drawing.db.begin() as session:
        heard = reacting.hear(session, team_id, reacted, drawing.now())
    if heard:
        nudge()


def register(app: App, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Added and taken away."""
    listener = partial(react, drawing=drawing, nudge=nudge)
    app.event("reaction_added")(listener)
    app.event("reaction_removed")(listener)
