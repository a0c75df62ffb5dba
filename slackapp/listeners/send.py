"""“Send to me”: the set, kept in the asker's messages with the app."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from prep.messages import Kind
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.drawing import Drawing
from slackapp.views import notes, sets
from storage import deliveries
from storage.deliveries import Plan


def send(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    *,
    drawing: Drawing,
    after: After,
    nudge: Callable[[], None],
) -> None:
    """Plans the message and has it sent at once; pressed twice by Slack's doing, it is sent once."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    now = drawing.now()
    wanted = Plan(
        kind=Kind.SET,
        once=f"{Kind.SET}:{pressed.once}",
        member_id=pressed.member_id,
        channel_id=None,
        content={"set": pressed.value},
        due_at=now,
    )
    with drawing.db.begin() as session:
        deliveries.plan(session, pressed.team_id, wanted, now)
    ack()
    nudge()
    answer = notes.on_its_way().as_dict() | {"response_type": "ephemeral", "replace_original": False}
    after(respond, pressed.response_url, answer)


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """One button."""
    app.action(sets.SEND)(partial(send, drawing=drawing, after=after, nudge=nudge))
