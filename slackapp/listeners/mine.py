"""`/interview mine`, `today`, `week`: the interviews that somebody holds, those they arranged, and those of others that
they may change."""

import re
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext

from prep.people import Member
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.listing import Listing
from slackapp.views import agenda
from slackapp.views.blocks import Message
from storage import preferences

_WEEK: Final = 7
_MOST_DIGITS: Final = 4


def typed(asked: Asked, *, drawing: Drawing, what: str) -> Message:
    """One of the words."""
    return _show(asked.team_id, drawing.people.member(asked.team_id, asked.member_id), what, 0, drawing)


def pressed(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, after: After, turn: bool
) -> None:
    """A button for the same, `what|page`; `turn`: it turns a page, so the list becomes the next one."""
    press = hearing.pressed(body, context)
    member = drawing.people.member(press.team_id, press.member_id)
    what, _, page = press.value.partition("|")
    number = int(page) if page.isdecimal() and len(page) <= _MOST_DIGITS else 0
    message = _show(press.team_id, member, what, number, drawing)
    ack()
    answer = message.as_dict() | {"response_type": "ephemeral", "replace_original": turn}
    after(respond, press.response_url, answer, tell=press.response_url)


def _show(team_id: str, member: Member, what: str, number: int, drawing: Drawing) -> Message:
    now = drawing.now()
    with drawing.db.read() as session:
        reader = preferences.of_member(session, team_id, member.id)
        listing = Listing(session, team_id, member, reader, now)
        if what == agenda.MINE:
            return agenda.mine(listing.page(listing.mine(), number), reader, now, drawing.command)
        days = listing.days(_WEEK)
        if what == agenda.WEEK:
            return agenda.week(listing.page(days, number), listing.watched(days), reader, now)
        tomorrow = listing.midnight(1)
        today = [each for each in days if each[1].starts_at < tomorrow]
        page, watched = listing.page(today, number), listing.watched(today)
        return agenda.today(page, watched, reader, now, len(days) - len(today))


def register(app: App, desk: FrontDesk, drawing: Drawing, after: After) -> None:
    """Three words, the buttons that stand for them, and the pages."""
    for word in (agenda.MINE, agenda.TODAY, agenda.WEEK):
        desk.show(word, partial(typed, drawing=drawing, what=word))
    listener = partial(pressed, drawing=drawing, after=after)
    app.action(re.compile(rf"^{re.escape(agenda.SHOW)}(\.\w+)?$"))(partial(listener, turn=False))
    app.action(re.compile(rf"^{re.escape(agenda.PAGE)}\.\w+$"))(partial(listener, turn=True))
