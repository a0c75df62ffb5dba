"""`/interview ROLE …`, and the buttons that name a role: a set worth asking, at once."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from prep.asking import Reading, Wish, readings
from prep.people import Member
from prep.words import nearest
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.views import finding, sets
from slackapp.views.blocks import Message
from slackapp.views.refs import RoleRef
from storage import roles, workspaces

_NEAR = 5


def ask(ack: Ack, asked: Asked, *, drawing: Drawing) -> None:
    """A role's questions, only to the asker; words that name no role get the nearest ones."""
    with drawing.db.read() as session:
        member = drawing.people.known(session, asked.team_id, asked.member_id)
        message = _answer(session, asked, member, drawing) if member else None
    if message is None:
        member = drawing.people.meet(asked.team_id, asked.member_id)
        with drawing.db.read() as session:
            message = _answer(session, asked, member, drawing)
    ack(**message.as_dict(), response_type="ephemeral")


def _answer(session: Session, asked: Asked, member: Member, drawing: Drawing) -> Message:
    understood = readings(asked.text)
    known = roles.by_keys(session, asked.team_id, [reading.key for reading in understood])
    reading = next((each for each in understood if each.key in known), None)
    if reading is None:
        return _unknown(session, asked, understood)
    role = known[reading.key]
    asker = drawing.asker(asked.team_id, member, role.id)
    return drawing.message(session, asker, role, reading.wish, reading.remarks)


def _unknown(session: Session, asked: Asked, understood: tuple[Reading, ...]) -> Message:
    # The last reading has most taken out of it: a kind, a level and a number are no part of a role's name.
    typed, wish = (understood[-1].words, understood[-1].wish) if understood else (asked.text, Wish())
    near = nearest(typed, roles.names(session, asked.team_id), _NEAR)
    who = finding.caretakers(workspaces.caretakers(session, asked.team_id))
    return finding.unknown(asked.text, roles.summaries(session, asked.team_id, near), wish, who)


def show(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After) -> None:
    """A button that names a role: its questions, as a message of their own."""
    pressed = hearing.pressed(body, context)
    message = drawing.show(pressed.team_id, pressed.member_id, RoleRef.decode(pressed.value))
    ack()
    answer = message.as_dict() | {"response_type": "ephemeral", "replace_original": False}
    after(respond, pressed.response_url, answer, tell=pressed.response_url)


def register(app: App, desk: FrontDesk, drawing: Drawing, after: After) -> None:
    """Any words that are no command's, and the buttons that name a role."""
    desk.otherwise(partial(ask, drawing=drawing))
    app.action(re.compile(rf"^{re.escape(sets.SHOW)}(\.\d+)?$"))(partial(show, drawing=drawing, after=after))
