"""Showing something else in a modal that is open."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from slackapp.hearing import Form
from slackapp.views.blocks import View

_OVERTAKEN = frozenset({"hash_conflict", "not_found"})


def redraw(client: WebClient, form: Form, view: View) -> None:
    """Puts `view` where the form stood, unless something newer stands there by now, or it was closed."""
    try:
        client.views_update(view_id=form.view_id, hash=form.hash, view=view)
    except SlackApiError as error:
        if error.response["error"] not in _OVERTAKEN:
            raise
