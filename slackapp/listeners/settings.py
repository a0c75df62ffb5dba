"""Settings, saved: a person's, and the workspace's."""

from datetime import date, time
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from prep.pauses import check
from prep.people import local_day
from prep.preferences import OPTIONAL_KINDS
from slackapp import hearing
from slackapp.drawing import Drawing
from slackapp.hearing import Submitted
from slackapp.views import settings
from storage import agenda, explaining, preferences, seen


def save(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing) -> None:
    """Keeps what somebody chose, together with what that changes of what is planned for them."""
    submitted = hearing.submitted(body, context)
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
                at=time.fromisoformat(submitted.values[settings.TIME]),
                days=[int(day) for day in submitted.lists[settings.DAYS]],
                reminder_minutes=int(submitted.values[settings.REMINDER]),
                muted=[kind for kind in OPTIONAL_KINDS if kind not in submitted.lists[settings.KINDS]],
            )
            preferences.pause(session, team_id, member_id, until)
            agenda.member_changed(session, team_id, member_id, now)
        theirs = preferences.of_member(session, team_id, member_id)
        coming = explaining.coming(session, team_id, member_id, theirs.rhythm)
    ack(response_action="update", view=settings.saved(coming, theirs, now))


def _until(submitted: Submitted) -> date | None:
    chosen = submitted.values[settings.PAUSED_UNTIL]
    return date.fromisoformat(chosen) if chosen else None


def register(app: App, drawing: Drawing) -> None:
    """The modal."""
    app.view(settings.SAVE)(partial(save, drawing=drawing))
