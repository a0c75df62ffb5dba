"""`/interview mine`, `today`, `week`: the interviews that somebody holds, and those they arranged."""

import re
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.people import Member, local_day
from prep.permissions import may_change
from prep.preferences import Preferences
from prep.wallclock import at
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.views import agenda
from slackapp.views.agenda import Listed, Page
from slackapp.views.blocks import Message
from storage import interviews, preferences

_AHEAD: Final = timedelta(days=400)
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
        listing = _Listing(session, team_id, member, reader, now)
        if what == agenda.MINE:
            return agenda.mine(_page(listing.mine(), number), reader, now, drawing.command)
        days = listing.arranged(_WEEK)
        if what == agenda.WEEK:
            return agenda.week(_page(days, number), reader, now)
        tomorrow = listing.midnight(1)
        today = [each for each in days if each.interview.starts_at < tomorrow]
        return agenda.today(_page(today, number), reader, now, len(days) - len(today))


class _Listing:
    """What somebody's lists hold."""

    def __init__(self, session: Session, team_id: str, member: Member, reader: Preferences, now: datetime) -> None:
        self._session = session
        self._team_id = team_id
        self._member = member
        self._reader = reader
        self._now = now
        self._movers = preferences.of_workspace(session, team_id).movers

    def mine(self) -> list[Listed]:
        """Those they hold, then those they arranged and do not hold; what is over is not among them."""
        window = (self._now - interviews.LONGEST, self._now + _AHEAD)
        held = interviews.of_member(self._session, self._team_id, self._member.id, *window)
        ids = {each.id for each in held}
        arranged = interviews.arranged_by(self._session, self._team_id, self._member.id, *window)
        both = [*held, *(each for each in arranged if each.id not in ids)]
        return [self._listed(each, held=each.id in ids) for each in both if each.ends_at > self._now]

    def arranged(self, days: int) -> list[Listed]:
        """Those they arranged that start today or on the days that follow, by their own calendar."""
        window = (self.midnight(0), self.midnight(days))
        found = interviews.arranged_by(self._session, self._team_id, self._member.id, *window)
        return [self._listed(each, held=False) for each in found]

    def midnight(self, days: int) -> datetime:
        """When a day begins where they are; today is 0."""
        zone = self._reader.rhythm.zone
        return at(local_day(self._now, zone) + timedelta(days=days), time.min, zone)

    def _listed(self, interview: Interview, *, held: bool) -> Listed:
        changes = interview.ends_at > self._now and may_change(interview, self._member, self._movers)
        return Listed(interview, held, changes)


def _page(listed: list[Listed], number: int) -> Page:
    """The page of this number, or the last there is."""
    last = max(-(-len(listed) // agenda.PAGE_SIZE) - 1, 0)
    return Page(listed, min(number, last))


def register(app: App, desk: FrontDesk, drawing: Drawing, after: After) -> None:
    """Three words, the buttons that stand for them, and the pages."""
    for word in (agenda.MINE, agenda.TODAY, agenda.WEEK):
        desk.show(word, partial(typed, drawing=drawing, what=word))
    listener = partial(pressed, drawing=drawing, after=after)
    app.action(re.compile(rf"^{re.escape(agenda.SHOW)}(\.\w+)?$"))(partial(listener, turn=False))
    app.action(re.compile(rf"^{re.escape(agenda.PAGE)}\.\w+$"))(partial(listener, turn=True))
