"""Showing something else in a modal that is open."""

from collections.abc import Callable
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from slackapp.hearing import Form
from slackapp.views.blocks import View

_NEWER: Final = "hash_conflict"
_OVERTAKEN: Final = frozenset({_NEWER, "not_found"})


def redraw(client: WebClient, form: Form, view: View) -> None:
    """Puts `view` where the form stood, unless something newer stands there by now, or it was closed."""
    _update(client, form.view_id, view, form.hash)


def redraw_last(client: WebClient, form: Form, draw: Callable[[], View]) -> None:
    """Puts what `draw` makes where the form stood; where something newer stands there by now, what it makes then: so of
    two quick presses the last thing shown is what both came to. Nothing where it was closed."""
    if _update(client, form.view_id, draw(), form.hash) == _NEWER:
        _update(client, form.view_id, draw(), None)


def _update(client: WebClient, view_id: str, view: View, hash_: str | None) -> str | None:
    """How Slack says that it came too late; None when it did not."""
    try:
        client.views_update(view_id=view_id, hash=hash_, view=view)
    except SlackApiError as error:
        told: str = error.response["error"]
        if told not in _OVERTAKEN:
            raise
        return told
    return None
