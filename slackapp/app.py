"""The Bolt app with everything it listens to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from slackapp import errors
from slackapp.after import After, quick
from slackapp.choices import Choices
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.installations import Installations
from slackapp.listeners import (
    afterwards,
    ask,
    card,
    change,
    change_done,
    choices,
    declining,
    different,
    digest,
    erase,
    find,
    followups,
    handing_on,
    handing_over,
    house,
    judging,
    mine,
    more,
    pause,
    reactions,
    schedule,
    schedule_add,
    schedule_steps,
    send,
    settings,
    share,
    typed,
    workspace,
)


def build(
    *,
    api_url: str,
    installations: Installations,
    drawing: Drawing,
    after: After,
    nudge: Callable[..., None],
    meet: Callable[[str], None],
    replan: Callable[[str], None],
    now: Callable[[], datetime],
) -> App:
    """The app. Requests reach it verified: by the door over HTTP, by the connection over Socket Mode.

    `nudge`: something is due now; `meet`: somebody may be new in a workspace's interviews; `replan`: a workspace has
    chosen other times, or other people who may move interviews.
    """

    def authorize(**_: Any) -> AuthorizeResult:
        return installations.authorize()

    def arranged(team_id: str) -> None:
        nudge()
        meet(team_id)

    app = App(
        client=quick(api_url),
        authorize=authorize,
        # Acknowledged means done, and no 10 ms poll for the ack: decision record 0001.
        process_before_response=True,
        request_verification_enabled=False,
        raise_error_for_unhandled_request=True,
    )
    errors.register(app, after)
    reactions.register(app, drawing, nudge)  # first: they come in crowds, and Bolt asks one listener after the other
    desk = FrontDesk(app, drawing.command, after)
    find.register(app, desk, drawing, after)
    ask.register(app, desk, drawing, after)
    card.register(app, drawing, after)
    judging.register(app, drawing, after)
    different.register(app, drawing, after)
    more.register(app, drawing, after)
    send.register(app, drawing, after, nudge)
    share.register(app, drawing, after, nudge)
    schedule.register(app, desk, drawing, after)
    schedule_steps.register(app, drawing, after)
    schedule_add.register(app, drawing, after, arranged)
    own = Choices(drawing)
    choices.register(app, desk, own, after)
    settings.register(app, own, drawing, after, nudge)
    house.register(app, drawing, replan)
    pause.register(app, desk, own, drawing, nudge)
    typed.register(app, drawing, nudge)
    digest.register(app, desk, drawing, nudge)
    followups.register(app, drawing, after)
    declining.register(app, drawing, after, nudge)
    handing_over.register(app, drawing, nudge)
    handing_on.register(app, drawing, after, arranged)
    mine.register(app, desk, drawing, after)
    change.register(app, drawing, after)
    change_done.register(app, drawing, arranged)
    erase.register(app, drawing, after, nudge)
    afterwards.register(app, drawing, after, nudge)
    workspace.register(app, drawing.db, now)
    return app
