"""Settings, saved: a person's, and the workspace's."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from prep.pauses import check
from prep.people import local_day
from prep.preferences import OPTIONAL_KINDS
from slackapp import hearing
from slackapp.after import After
from slackapp.choices import Choices
from slackapp.drawing import Drawing
from slackapp.hearing import Submitted
from slackapp.scheduling.updating import redraw
from slackapp.views import settings
from storage import agenda, explaining, preferences, seen


def save(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Keeps what somebody chose, together with what that changes of what is planned for them."""
    submitted, form = hearing.submitted(body, context), hearing.form(body)
    team_id, member_id, now = submitted.team_id, submitted.member_id, drawing.now()
    member = drawing.people.member(team_id, member_id)
    until = _until(submitted)
    if until and (why := check(until, local_day(now, member.zone))):
        ack(response_action="errors", errors={settings.PAUSED_UNTIL: settings.unfit_pause(why)})
        return
    with drawing.db.begin() as session:
        if seen.first_time(session, team_id, submitted.once, now):
            preferences.keep(
                session,
                team_id,
                member_id,
                at=time.fromisoformat(form.values[settings.TIME]),
                days=[int(day) for day in submitted.lists[settings.DAYS]],
                reminder_minutes=int(submitted.values[settings.REMINDER]),
                muted=[kind for kind in OPTIONAL_KINDS if kind not in submitted.lists[settings.KINDS]],
            )
            preferences.pause(session, team_id, member_id, until)
            agenda.member_changed(session, team_id, member_id, now)
        theirs = preferences.of_member(session, team_id, member_id)
        coming = explaining.coming(session, team_id, member_id, theirs.rhythm)
    ack(response_action="update", view=settings.saved(coming, theirs, now))
    nudge()


def evening(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, choices: Choices, after: After
) -> None:
    """“The evening before”: its time stands in the field for the time, and everything else stays as it stands."""
    press, form = hearing.pressed(body, context), hearing.form(body)
    pressed_before = int(form.blocks[settings.TIME].partition("#")[2] or 0)
    view = choices.settings(press.team_id, press.member_id, evening=pressed_before + 1)
    ack()
    after(redraw, client, form, view)


def _until(submitted: Submitted) -> date | None:
    chosen = submitted.values[settings.PAUSED_UNTIL]
    return date.fromisoformat(chosen) if chosen else None


def register(app: App, choices: Choices, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """The modal, and the button in it that fills in a time."""
    app.view(settings.SAVE)(partial(save, drawing=drawing, nudge=nudge))
    app.action(settings.EVENING)(partial(evening, choices=choices, after=after))
