"""“Different questions”: another set, which is the asker's from here until midnight."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from slackapp import hearing
from slackapp.after import After, respond
from slackapp.drawing import Drawing
from slackapp.views import sets
from slackapp.views.refs import RoleRef
from storage import bank, seen


def different(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After) -> None:
    """Replaces the set by one with questions that were not shown yet today, as far as there are any."""
    pressed = hearing.pressed(body, context)
    member = drawing.people.member(pressed.team_id, pressed.member_id)
    ref = RoleRef.decode(pressed.value)
    asker = drawing.asker(pressed.team_id, member, ref.role_id)
    with drawing.db.begin() as session:
        role = drawing.role(session, pressed.team_id, ref)
        if seen.first_time(session, pressed.team_id, pressed.once, drawing.now()):
            bank.turn_over(session, asker)
        message = drawing.message(session, asker, role, ref.wish)
    ack()
    after(respond, pressed.response_url, message.as_dict() | {"replace_original": True}, tell=pressed.response_url)


def register(app: App, drawing: Drawing, after: After) -> None:
    """One button."""
    app.action(sets.DIFFERENT)(partial(different, drawing=drawing, after=after))
