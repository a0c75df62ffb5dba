"""The Bolt app with everything it listens to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from slackapp import errors
from slackapp.after import After, quick
from slackapp.commands import FrontDesk
from slackapp.drawing import Drawing
from slackapp.installations import Installations
from slackapp.listeners import ask, card, different, find, more, send, share, workspace


def build(
    *,
    api_url: str,
    installations: Installations,
    drawing: Drawing,
    after: After,
    nudge: Callable[[], None],
    now: Callable[[], datetime],
) -> App:
    """The app. Requests reach it verified: by the door over HTTP, by the connection over Socket Mode."""

    def authorize(**_: Any) -> AuthorizeResult:
        return installations.authorize()

    app = App(
        client=quick(api_url),
        authorize=authorize,
        # Acknowledged means done, and no 10 ms poll for the ack: decision record 0001.
        process_before_response=True,
        request_verification_enabled=False,
        raise_error_for_unhandled_request=True,
    )
    errors.register(app, after)
    desk = FrontDesk(app, drawing.command)
    find.register(app, desk, drawing, after)
    ask.register(app, desk, drawing, after)
    card.register(app, drawing, after)
    different.register(app, drawing, after)
    more.register(app, drawing, after)
    send.register(app, drawing, after, nudge)
    share.register(app, drawing, after, nudge)
    workspace.register(app, drawing.db, now)
    return app
