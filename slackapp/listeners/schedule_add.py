"""Adding an interview: the end, and on to the candidate's next one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.scheduling.adding import add, added_before, allow, next_of
from slackapp.scheduling.screens import Screens
from slackapp.scheduling.typed import keep, kept, taken_over
from slackapp.scheduling.updating import redraw
from slackapp.views import schedule, schedule_added, schedule_check
from storage import drafts, interviews


def added(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    *,
    drawing: Drawing,
    arranged: Callable[[str], None],
) -> None:
    """Adds it, once however often it is submitted, and says so; shows the check again where it has changed."""
    submitted, form = hearing.submitted(body, context), hearing.form(body)
    team_id, draft_id, now = submitted.team_id, form.metadata, drawing.now()
    member = drawing.people.member(team_id, submitted.member_id)
    with drawing.db.begin() as session:
        drafts.hold(session, team_id, member.id)
        screens = Screens(session, team_id, member, drawing.command)
        interview = added_before(session, team_id, draft_id)
        zone = member.zone
        if interview is None:
            filled = taken_over(kept(session, team_id, member.id, draft_id, drawing.command), form)
            zone = filled.zone
            interview = add(session, team_id, member.id, draft_id, filled, now, drawing.command)
        if interview:
            view = screens.added(interview, zone)
        else:
            view, filled = screens.check(draft_id, filled, now, schedule_check.changed_meanwhile())
            keep(session, team_id, draft_id, filled, now)
    ack(response_action="update", view=view)
    arranged(team_id)


def following(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """The candidate's next interview: who and when, with what will be the same filled in."""
    press, form = hearing.pressed(body, context), hearing.form(body)
    team_id, now = press.team_id, drawing.now()
    member = drawing.people.member(team_id, press.member_id)
    interview_id, _, zone = press.value.partition("|")
    with drawing.db.begin() as session:
        allow(session, team_id, member.id, now)
        interview = interviews.find(session, team_id, interview_id)
        if interview is None:
            raise Sorry(schedule.search_gone(drawing.command))
        draft_id = drafts.begin(session, team_id, member.id, {}, now)
        view, filled = Screens(session, team_id, member, drawing.command).when(draft_id, next_of(interview, zone))
        keep(session, team_id, draft_id, filled, now)
    ack()
    after(redraw, client, form, view)


def register(app: App, drawing: Drawing, after: After, arranged: Callable[[str], None]) -> None:
    """The last step, and the button under it. `arranged` is told of the workspace where something was."""
    app.view(schedule_check.CHECK)(partial(added, drawing=drawing, arranged=arranged))
    app.action(schedule_added.NEXT)(partial(following, drawing=drawing, after=after))
