"""“Follow-ups” and “What to listen for”: what is one tap away from a message about interviews."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import briefing, hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.views import followups, more_menu
from slackapp.views.blocks import View
from storage import bank


def open_follow_ups(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """All interviews of the message that are still ahead, to members only."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    view = _follow_ups(drawing, pressed.team_id, pressed.member_id, more_menu.referred(pressed.value), 0)
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def turn(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Another page of them."""
    pressed, modal = hearing.pressed(body, context), hearing.form(body)
    drawing.people.member(pressed.team_id, pressed.member_id)
    ids = followups.remembered(modal.metadata)
    view = _follow_ups(drawing, pressed.team_id, pressed.member_id, ids, int(pressed.value))
    ack()
    after(client.views_update, view_id=modal.view_id, hash=modal.hash, view=view)


def _follow_ups(drawing: Drawing, team_id: str, member_id: str, ids: list[str], page: int) -> View:
    now = drawing.now()
    with drawing.db.begin() as session:
        who = briefing.reader(session, team_id, member_id)
        briefs = briefing.briefs(session, who, briefing.still_theirs(session, who, ids, now), now)
    return followups.follow_ups(briefs, who.chose, page, ids)


def listen(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """How a strong, a solid and a weak answer sounds; over the follow-ups where it was pressed there."""
    pressed, now = hearing.pressed(body, context), drawing.now()
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.begin() as session:
        who = briefing.reader(session, pressed.team_id, pressed.member_id)
        theirs = briefing.still_theirs(session, who, [pressed.value], now)
        told = next(iter(briefing.briefs(session, who, theirs, now)), None)
        cards = [bank.card(session, pressed.team_id, each.question.id) for each in told.order] if told else []
    view = followups.listening(told, {each.question.id: each.anchors for each in cards if each}) if told else None
    ack()
    show = client.views_open if pressed.response_url else client.views_push
    after(show, trigger_id=pressed.trigger_id, view=view or followups.gone(), tell=pressed.response_url)


def register(app: App, drawing: Drawing, after: After) -> None:
    """Two buttons, and the turning of pages."""
    app.action(more_menu.FOLLOW_UPS)(partial(open_follow_ups, drawing=drawing, after=after))
    app.action(re.compile(rf"^{re.escape(followups.PAGE)}\."))(partial(turn, drawing=drawing, after=after))
    app.action(more_menu.LISTEN)(partial(listen, drawing=drawing, after=after))
