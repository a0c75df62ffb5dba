"""The one place where what went wrong in a listener becomes an answer.

Listeners do not catch. Whoever pressed or typed reads one kind sentence, with the id under which the traceback
stands in the log; an event is answered with 500, so that Slack sends it again.
"""

from functools import partial

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError

from slackapp import trouble
from slackapp.after import After
from slackapp.kinds import Kind, kind_of
from slackapp.refusals import refuse
from slackapp.views import apology
from storage.database import Unavailable

_log = structlog.get_logger(__name__)

OUTCOME = "outcome"
"""Where a request's context says how it ended, for the metrics; absent when it was simply answered."""


class Sorry(Exception):
    """Raise it anywhere in a listener to answer with one kind sentence: plain text, at most 300 characters.

    It is an answer and no failure: nothing is logged as an error. An event that ends so is not sent again by
    Slack, unless `again`: what was in the way will pass.
    """

    def __init__(self, sentence: str, *, again: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.again = again


def register(app: App, after: After) -> None:
    """Makes `on_error` the app's error handler, for listeners and for middleware."""
    app.error(partial(on_error, after=after))


def on_error(error: Exception, request: BoltRequest, *, after: After) -> BoltResponse:
    """Answers a request whose listener, or whose middleware, raised `error`.

    What was acknowledged stays acknowledged: a raise after `ack()` is logged and the answer kept, because what
    the person was told is committed.
    """
    body, context = request.body, request.context
    outcome, sentence = _explain(error, request)
    context[OUTCOME] = outcome
    given = context.ack.response
    if given is not None:
        return given
    told = refuse(body, sentence, after=after, client=context.client)
    if told is not None:
        return told
    once_more = outcome == "failed" or (isinstance(error, Sorry) and error.again)
    return BoltResponse(status=500 if once_more else 200)


def _explain(error: Exception, request: BoltRequest) -> tuple[str, str]:
    """The outcome's name and the sentence for the person; writes the log."""
    what = _what(request)
    if isinstance(error, Sorry):
        return "sorry", error.sentence
    if isinstance(error, BoltUnhandledRequestError):
        _log.warning("nothing listens to this", what=what)
        return "unheard", apology.unheard()
    number = trouble.record(error, what)
    if isinstance(error, Unavailable):
        return "failed", apology.out_of_reach(number)
    return "failed", apology.failed(number)


def _what(request: BoltRequest) -> str:
    """What was asked for, by the names we gave it ourselves: never what a person wrote."""
    body = request.body
    kind = kind_of(body)
    match kind:
        case Kind.COMMAND:
            name = body["command"]
        case Kind.ACTION:
            name = ", ".join(str(action.get("action_id")) for action in body.get("actions", ()))
        case Kind.SUBMISSION | Kind.CLOSED:
            name = body.get("view", {}).get("callback_id")
        case Kind.EVENT:
            name = body.get("event", {}).get("type")
        case _:
            name = body.get("callback_id") or body.get("action_id") or body.get("type")
    return f"{kind} {name}"
