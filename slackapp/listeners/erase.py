"""What is kept about a candidate: shown to whoever may see it, and erased."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After
from slackapp.changing.editor import Editor
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.scheduling.updating import redraw
from slackapp.views import change, keeping
from storage import exporting


def export(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """What is kept, in the same modal."""
    press = hearing.pressed(body, context)
    member = drawing.people.member(press.team_id, press.member_id)
    with drawing.db.read() as session:
        interview = Editor(session, press.team_id, member, drawing.now()).erasable(press.value)
        kept = exporting.of_candidate(session, press.team_id, interview.candidate.id)
    if kept is None:
        raise Sorry(change.gone())
    ack()
    after(redraw, client, hearing.form(body), keeping.exported(kept, interview.id))


def erase(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    drawing: Drawing,
    after: After,
    nudge: Callable[[], None],
) -> None:
    """Erases it, and has what was sent blanked. Slack asked once more before this is heard."""
    press = hearing.pressed(body, context)
    member = drawing.people.member(press.team_id, press.member_id)
    with drawing.db.begin() as session:
        interview = Editor(session, press.team_id, member, drawing.now()).erase(press.value)
    ack()
    nudge()
    after(redraw, client, hearing.form(body), keeping.erased(interview.candidate.shown_as))


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """Two buttons of the modal."""
    app.action(change.EXPORT)(partial(export, drawing=drawing, after=after))
    app.action(change.ERASE)(partial(erase, drawing=drawing, after=after, nudge=nudge))
