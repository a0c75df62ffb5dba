"""How a request is answered with a sentence instead of what was asked: each kind its own way.

Slack gives every kind another place for words: a command's answer is a message, a modal shows an error at a field,
a button's answer may carry nothing at all, so there the words follow by another road.
"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk import WebClient

from slackapp.after import After, respond
from slackapp.kinds import Kind, kind_of
from slackapp.views import apology


def refuse(
    body: Mapping[str, Any], sentence: str, *, after: After, client: WebClient | None = None
) -> BoltResponse | None:
    """An answer with status 200 through which the person reads `sentence`.

    None where there is no person (an event), or no way to reach one: then a status other than 200 makes Slack
    send an event again, or show its own warning where the person pressed. `client` needs a token; without it,
    what is pressed in a modal cannot be answered in words.
    """
    match kind_of(body):
        case Kind.COMMAND:
            return BoltResponse(status=200, body=apology.message(sentence))
        case Kind.SUBMISSION:
            return BoltResponse(status=200, body=_submission(body.get("view") or {}, sentence))
        case Kind.ACTION | Kind.SHORTCUT:
            return _by_another_road(body, sentence, after, client)
    return None


def _submission(view: Mapping[str, Any], sentence: str) -> dict[str, Any]:
    fields = [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]
    if fields:
        return {"response_action": "errors", "errors": {fields[-1]: sentence}}
    return {"response_action": "update" if _stack_is_full(view) else "push", "view": apology.modal(sentence)}


def _by_another_road(
    body: Mapping[str, Any], sentence: str, after: After, client: WebClient | None
) -> BoltResponse | None:
    view = body.get("view")
    if body.get("response_url"):
        after(respond, body["response_url"], apology.message(sentence))
    elif client is None or not client.token or not body.get("trigger_id"):
        return None
    elif view is None or view.get("type") != "modal":
        after(client.views_open, trigger_id=body["trigger_id"], view=apology.modal(sentence))
    elif _stack_is_full(view):
        after(client.views_update, view_id=view["id"], view=apology.modal(sentence))
    else:
        after(client.views_push, trigger_id=body["trigger_id"], view=apology.modal(sentence))
    return BoltResponse(status=200)


def _stack_is_full(view: Mapping[str, Any]) -> bool:
    """Whether it is the third view of its stack, the most Slack allows: one lies between it and the root."""
    return view.get("previous_view_id") not in (None, view.get("root_view_id"))
