"""What somebody types into their messages with the app: answered once a day, and not read."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext
from sqlalchemy.orm import Session

from prep.messages import Kind
from prep.people import Member, local_day
from slackapp import hearing
from slackapp.drawing import Drawing
from slackapp.hearing import Typed
from storage import deliveries, members, seen
from storage.deliveries import Plan


def typed(body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Plans the answer; to guests and people of other companies too, who are told why they find nothing here."""
    heard = hearing.typed(body, context)
    if heard is None:
        return
    now = drawing.now()
    known = drawing.people.members(heard.team_id, [heard.member_id])  # nobody, when Slack does not show them to us
    with drawing.db.begin() as session:
        answers = [member for member in known if _is_first(session, heard, local_day(now, member.zone), now)]
        for member in answers:
            members.keep_dm(session, heard.team_id, member.id, heard.channel_id)
            deliveries.plan(session, heard.team_id, _answer(member, drawing), now)
    if answers:
        nudge()


def _is_first(session: Session, heard: Typed, today: date, now: datetime) -> bool:
    """Whether it is new, and the first today."""
    new = seen.first_time(session, heard.team_id, heard.once, now)
    return new and members.answer(session, heard.team_id, heard.member_id, today)


def _answer(member: Member, drawing: Drawing) -> Plan:
    now = drawing.now()
    return Plan(
        kind=Kind.REPLY,
        once=f"{Kind.REPLY}:{member.id}:{local_day(now, member.zone).isoformat()}",
        member_id=member.id,
        channel_id=None,
        content={"command": drawing.command},
        due_at=now,
    )


def register(app: App, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Messages."""
    app.event("message")(partial(typed, drawing=drawing, nudge=nudge))
