"""`/interview digest`, and “I've read this” under a morning message."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from prep.digests import covers_until, next_digest
from prep.messages import Kind
from prep.people import local_day
from slackapp import briefing, hearing, looking_back
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.views import digest, more_menu
from slackapp.views.blocks import Message
from slackapp.views.digest import Morning
from storage import arrangers_day, deliveries, edits, interviews, panels, postings


def show(asked: Asked, *, drawing: Drawing) -> Message:
    """What the next morning message would say if it came now; kindly, when that is nothing."""
    drawing.people.member(asked.team_id, asked.member_id)
    now = drawing.now()
    with drawing.db.begin() as session:
        who = briefing.reader(session, asked.team_id, asked.member_id)
        until = covers_until(who.chose.rhythm, next_digest(who.chose.rhythm, now).due)
        found = interviews.of_member(session, who.team_id, who.member_id, now, until)
        ahead = briefing.briefs(session, who, found[: more_menu.MOST_INTERVIEWS], now)
        after = looking_back.left_to_morning(session, who, now)
        planned = deliveries.planned_for(session, who.team_id, who.member_id, Kind.DIGEST)
    if ahead:
        return digest.as_it_stands(Morning(who.chose, ahead, after=after, today=local_day(now, who.chose.rhythm.zone)))
    return digest.nothing(who.chose, now, planned.due_at if planned else None, drawing.command)


def read(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Notes that they have read it, and the button says so."""
    pressed, under, now = hearing.pressed(body, context), hearing.under(body), drawing.now()
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.begin() as session:
        ids = more_menu.referred(pressed.value)
        panels.read(session, pressed.team_id, ids, pressed.member_id, now)
        arrangers_day.read(session, pressed.team_id, ids, pressed.member_id, now)
        posted = postings.find(session, pressed.team_id, under.channel_id, under.ts) if under else None
        if posted and posted.delivery_id:
            edits.plan(session, pressed.team_id, posted.delivery_id, now, mark=True)
    ack()
    nudge()


def register(app: App, desk: FrontDesk, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """A word and a button."""
    desk.show("digest", partial(show, drawing=drawing))
    app.action(more_menu.READ)(partial(read, drawing=drawing, nudge=nudge))
