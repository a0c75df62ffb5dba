"""Adding an interview: who and when, who is there, and the way back."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from prep.drafting import Filled
from prep.mistakes import Mistake, wrong_room
from slackapp import hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.hearing import Form
from slackapp.scheduling.screens import Screens
from slackapp.scheduling.search import mistakes, propose_anew, search
from slackapp.scheduling.typed import at_fields, keep, kept, taken_over
from slackapp.scheduling.updating import redraw
from slackapp.views import schedule, schedule_check, schedule_mistakes, schedule_room, schedule_when
from slackapp.views.blocks import View


def when(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing) -> None:
    """Who and when is filled in: on to who is there."""
    submitted, form = hearing.submitted(body, context), hearing.form(body)
    team_id, now = submitted.team_id, drawing.now()
    member = drawing.people.member(team_id, submitted.member_id)
    with drawing.db.begin() as session:
        filled = taken_over(kept(session, team_id, member.id, form.metadata, drawing.command), form)
        keep(session, team_id, form.metadata, filled, now)
        wrong = mistakes(session, team_id, search(session, team_id, filled, drawing.command), filled, now)
        view = Screens(session, team_id, member, drawing.command).room(form.metadata, filled)
    _answer(ack, form, filled, wrong, view)


def room(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing) -> None:
    """Who is there is filled in: on to the check. Whoever we do not know yet is looked up first."""
    submitted, form = hearing.submitted(body, context), hearing.form(body)
    team_id = submitted.team_id
    member = drawing.people.member(team_id, submitted.member_id)
    chosen = taken_over(Filled(), form)
    ids = list(dict.fromkeys((*chosen.interviewers, *chosen.listening)))
    people = drawing.people.members(team_id, ids)
    wrong = wrong_room(chosen, {each.id: each for each in people}, context.bot_user_id)
    with drawing.db.begin() as session:
        filled = taken_over(kept(session, team_id, member.id, form.metadata, drawing.command), form)
        screens = Screens(session, team_id, member, drawing.command)
        view = None
        if not wrong:
            view, filled = screens.check(form.metadata, filled, drawing.now())
        keep(session, team_id, form.metadata, filled, drawing.now())
    _answer(ack, form, filled, wrong, view)


def _answer(ack: Ack, form: Form, filled: Filled, wrong: dict[str, Mistake], view: View | None) -> None:
    if wrong:
        said = {field: schedule_mistakes.sentence(mistake, filled) for field, mistake in wrong.items()}
        ack(response_action="errors", errors=at_fields(form, said))
    else:
        ack(response_action="update", view=view)


def proposed(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Another candidate or interview was chosen: what is proposed follows."""
    press, form = hearing.pressed(body, context), hearing.form(body)
    team_id = press.team_id
    member = drawing.people.member(team_id, press.member_id)
    with drawing.db.begin() as session:
        before = kept(session, team_id, member.id, form.metadata, drawing.command)
        found = search(session, team_id, before, drawing.command)
        filled = propose_anew(session, team_id, found, before, taken_over(before, form))
        view, filled = Screens(session, team_id, member, drawing.command).when(form.metadata, filled)
        keep(session, team_id, form.metadata, filled, drawing.now())
    ack()
    after(redraw, client, form, view)


def led(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Somebody else leads: who asks what follows."""
    press, form = hearing.pressed(body, context), hearing.form(body)
    team_id = press.team_id
    member = drawing.people.member(team_id, press.member_id)
    with drawing.db.begin() as session:
        filled = taken_over(kept(session, team_id, member.id, form.metadata, drawing.command), form)
        view, filled = Screens(session, team_id, member, drawing.command).check(form.metadata, filled, drawing.now())
        keep(session, team_id, form.metadata, filled, drawing.now())
    ack()
    after(redraw, client, form, view)


def back(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """To the step before, with everything that stands in this one kept, finished or not."""
    press, form = hearing.pressed(body, context), hearing.form(body)
    team_id, draft_id = press.team_id, form.metadata
    member = drawing.people.member(team_id, press.member_id)
    with drawing.db.begin() as session:
        filled = taken_over(kept(session, team_id, member.id, draft_id, drawing.command), form)
        screens = Screens(session, team_id, member, drawing.command)
        match form.callback_id:
            case schedule_check.CHECK:
                view = screens.room(draft_id, filled)
            case schedule_room.ROOM:
                view, filled = screens.when(draft_id, filled)
            case _:
                view = screens.hiring(draft_id, filled)
        keep(session, team_id, draft_id, filled, drawing.now())
    ack()
    after(redraw, client, form, view)


def register(app: App, drawing: Drawing, after: After) -> None:
    """Two steps, the menus in them that change what is proposed, and the way back."""
    app.view(schedule_when.WHEN)(partial(when, drawing=drawing))
    app.view(schedule_room.ROOM)(partial(room, drawing=drawing))
    menus = partial(proposed, drawing=drawing, after=after)
    app.action(schedule_when.CANDIDATE)(menus)
    app.action(re.compile(rf"^{re.escape(schedule_when.PART)}#\d+$"))(menus)
    app.action(schedule_check.LEADS)(partial(led, drawing=drawing, after=after))
    app.action(schedule.BACK)(partial(back, drawing=drawing, after=after))
