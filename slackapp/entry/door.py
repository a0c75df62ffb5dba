"""Where both transports hand in what Slack sent, parsed and trusted, and get what to tell it.

Here it is counted, given a seat or told to try again, and dispatched. Bolt is always given the parsed body, as in
its socket mode, because its own parser takes every form that contains the word "payload" for an interaction.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from slackapp import trouble
from slackapp.after import After
from slackapp.entry.seats import EVENT_SEATS, Seats, arrival
from slackapp.errors import OUTCOME
from slackapp.kinds import Kind, kind_of
from slackapp.metrics import Metrics
from slackapp.refusals import refuse
from slackapp.views import apology

_log = structlog.get_logger(__name__)


class Door:
    """One for a process. Thread-safe."""

    def __init__(self, app: App, seats: Seats, after: After, metrics: Metrics) -> None:
        self._app = app
        self._seats = seats
        self._event_seats = Seats(EVENT_SEATS)
        self._after = after
        self._metrics = metrics
        self._closed = False

    def answer(self, body: dict[str, Any], headers: Mapping[str, str]) -> BoltResponse:
        """What to answer to a request. Never raises.

        Status 200: done, or the person was told why not. Anything else: nothing was done, so an event is to be
        sent again, and whatever a person pressed shows Slack's own warning.
        """
        arrived, kind = arrival(), kind_of(body)
        try:
            outcome, response = self._serve(body, headers, kind, arrived)
        except Exception as error:  # noqa: BLE001 - nothing that Slack sends, however odd, may end a thread unanswered
            trouble.record(error, f"{kind}: could not even be dispatched")
            outcome, response = "failed", BoltResponse(status=500)
        self._metrics.requests.labels(kind, outcome).inc()
        self._metrics.ack_seconds.labels(kind).observe(monotonic() - arrived)
        return response

    def close(self, timeout: float) -> bool:
        """From now on everyone is told to try again. Waits for who is inside; whether all came out in time."""
        self._closed = True
        until = monotonic() + timeout
        return self._seats.wait_empty(timeout) and self._event_seats.wait_empty(max(0.0, until - monotonic()))

    def _serve(
        self, body: dict[str, Any], headers: Mapping[str, str], kind: Kind, arrived: float
    ) -> tuple[str, BoltResponse]:
        """The outcome's name, for the metrics, and the answer."""
        if kind is Kind.RATE_LIMITED:
            return self._rate_limited()
        seats = self._event_seats if kind is Kind.EVENT else self._seats
        if self._closed or not seats.take(arrived):
            return self._busy(body)
        try:
            return self._dispatch(body, headers)
        finally:
            seats.give_back()

    def _dispatch(self, body: dict[str, Any], headers: Mapping[str, str]) -> tuple[str, BoltResponse]:
        request = BoltRequest(mode="socket_mode", body=body, headers=dict(headers))
        response = self._app.dispatch(request)
        done = "answered" if response.status == 200 else "failed"  # noqa: PLR2004 - Slack's "done"
        return request.context.get(OUTCOME, done), response

    def _busy(self, body: Mapping[str, Any]) -> tuple[str, BoltResponse]:
        return "busy", refuse(body, apology.busy(), after=self._after) or BoltResponse(status=503)

    def _rate_limited(self) -> tuple[str, BoltResponse]:
        _log.warning("Slack holds events back: more than 30,000 in an hour from one workspace")
        self._metrics.rate_limited.inc()
        return "answered", BoltResponse(status=200)
