"""The buttons of a question's card: it helped, it didn't, it is going round."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep.people import Member
from slackapp import cards, hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.hearing import Pressed
from slackapp.scheduling.updating import redraw_last
from slackapp.views import card
from slackapp.views.blocks import View
from slackapp.views.card import Press
from storage import bank, ratings
from storage.ratings import Word


def judge(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Keeps what a member says, or takes it back, and draws the card anew."""
    pressed = hearing.pressed(body, context)
    member = drawing.people.member(pressed.team_id, pressed.member_id)
    press = Press.decode(pressed.value)
    with drawing.db.begin() as session:
        _hear(session, drawing, pressed, press)
    ack()
    after(redraw_last, client, hearing.form(body), partial(_drawn, drawing, pressed, member, press))


def _hear(session: Session, drawing: Drawing, pressed: Pressed, press: Press) -> None:
    """Nothing is said of a question that is not there any more; the card says so instead."""
    if bank.card(session, pressed.team_id, press.question_id) is None:
        return
    word = Word(pressed.member_id, press.question_id, ratings.on_card(pressed.at), press.judgement, pressed.at)
    change = ratings.take_back if press.takes_back else ratings.say
    change(session, pressed.team_id, word, drawing.now())


def _drawn(drawing: Drawing, pressed: Pressed, member: Member, press: Press) -> View:
    with drawing.db.read() as session:
        return cards.opened(session, pressed.team_id, member, press.question_id, drawing.now(), pressed.at)


def register(app: App, drawing: Drawing, after: After) -> None:
    """One listener for the three buttons."""
    app.action(re.compile(rf"^{re.escape(card.JUDGE)}\."))(partial(judge, drawing=drawing, after=after))
