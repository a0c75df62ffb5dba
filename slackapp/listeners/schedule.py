"""Adding an interview: the ways into it, and the first step."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep.asking import readings
from prep.drafting import Filled
from prep.people import Member
from prep.words import key
from slackapp import hearing
from slackapp.after import After
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.hearing import Asked
from slackapp.scheduling.adding import allow
from slackapp.scheduling.screens import Screens
from slackapp.scheduling.search import hire_for
from slackapp.scheduling.typed import keep, kept
from slackapp.views import schedule
from slackapp.views.blocks import Message, View
from slackapp.views.wording import cut
from storage import drafts, openings, roles


def typed(asked: Asked, *, drawing: Drawing) -> View:
    """`schedule`, and perhaps a role: the first step, with the role chosen."""
    member = drawing.people.member(asked.team_id, asked.member_id)
    return _begin(asked.team_id, member, asked.text, drawing)


def add(asked: Asked, *, drawing: Drawing) -> View | Message:
    """`add interview` is the same as `schedule`; anything else gets what can be added."""
    first, _, rest = asked.text.partition(" ")
    member = drawing.people.member(asked.team_id, asked.member_id)
    if key(first) not in {"interview", "interviews"}:
        return schedule.what_to_add()
    return _begin(asked.team_id, member, rest.strip(), drawing)


def pressed(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """The button “Add an interview”."""
    press = hearing.pressed(body, context)
    member = drawing.people.member(press.team_id, press.member_id)
    view = _begin(press.team_id, member, "", drawing)
    ack()
    after(client.views_open, trigger_id=press.trigger_id, view=view, tell=press.response_url)


def _begin(team_id: str, member: Member, role_words: str, drawing: Drawing) -> View:
    with drawing.db.begin() as session:
        allow(session, team_id, member.id, drawing.now())
        hiring = _hiring(session, team_id, role_words)
        filled = hire_for(Filled(), hiring) if hiring else Filled()
        remark = schedule.unknown_role(cut(role_words, 80)) if role_words and not hiring else ""
        draft_id = drafts.begin(session, team_id, member.id, filled.as_dict(), drawing.now())
        return Screens(session, team_id, member, drawing.command).hiring(draft_id, filled, remark)


def _hiring(session: Session, team_id: str, role_words: str) -> str:
    """The search, or the role to begin one for, that the words name; empty where they name none."""
    understood = readings(role_words)
    known = roles.by_keys(session, team_id, [reading.key for reading in understood])
    role = next((known[each.key] for each in understood if each.key in known), None)
    if role is None:
        return ""
    under_way = openings.of_role(session, team_id, role.id)
    return f"opening|{under_way.id}" if under_way else f"role|{role.id}"


def hiring(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing) -> None:
    """The first step is done: on to who and when."""
    submitted, form = hearing.submitted(body, context), hearing.form(body)
    member = drawing.people.member(submitted.team_id, submitted.member_id)
    with drawing.db.begin() as session:
        filled = kept(session, submitted.team_id, member.id, form.metadata, drawing.command)
        filled = hire_for(filled, form.values["hiring"])
        screens = Screens(session, submitted.team_id, member, drawing.command)
        view, filled = screens.when(form.metadata, filled)
        keep(session, submitted.team_id, form.metadata, filled, drawing.now())
    ack(response_action="update", view=view)


def register(app: App, desk: FrontDesk, drawing: Drawing, after: After) -> None:
    """Two words, a button, and the first step."""
    desk.show("schedule", partial(typed, drawing=drawing))
    desk.show("add", partial(add, drawing=drawing))
    app.action(schedule.OPEN)(partial(pressed, drawing=drawing, after=after))
    app.view(schedule.HIRING)(partial(hiring, drawing=drawing))
