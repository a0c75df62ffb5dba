"""Reactions: which questions helped, and that a message was read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext

from slackapp import hearing
from slackapp.drawing import Drawing
from storage import reacting
from storage.reacting import Reacted, Stranger


def react(event: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Keeps what the reaction says. On anything that is not ours it costs one question to the database."""
    reacted = hearing.reacted(event)
    if reacted is None or reacted.member_id == context.bot_user_id:
        return
    team_id = hearing.tenant(context)
    try:
        heard = _hear(team_id, reacted, drawing)
    except Stranger:
        drawing.people.members(team_id, [reacted.member_id])
        heard = _hear(team_id, reacted, drawing)
    if heard:
        nudge()


def _hear(team_id: str, reacted: Reacted, drawing: Drawing) -> bool:
    with drawing.db.begin() as session:
        return reacting.hear(session, team_id, reacted, drawing.now())


def register(app: App, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Added and taken away."""
    listener = partial(react, drawing=drawing, nudge=nudge)
    app.event("reaction_added")(listener)
    app.event("reaction_removed")(listener)
