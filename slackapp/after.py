"""What is done for Slack after the answer, at once or never: opening a view, posting to a `response_url`.

Such calls are worthless later, so they are not queued with deliveries, not retried, and given two seconds. They
run on threads of their own: the listener's thread has answered by then and serves the next person.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from slackapp import trouble
from slackapp.metrics import Metrics
from slackapp.pool import Pool
from slackapp.views import apology

_log = structlog.get_logger(__name__)

SECONDS = 2
"""The longest one call waits for Slack. A `trigger_id` lives three seconds: a later answer opens nothing."""


class NotDelivered(Exception):
    """A `response_url` refused what was posted to it."""


class After:
    """Call it to run something off the listener's thread. It never raises and never blocks."""

    def __init__(self, metrics: Metrics, *, threads: int = 8, waiting: int = 200) -> None:
        self._metrics = metrics
        self._pool = Pool("after", threads=threads, waiting=waiting)

    def __call__(self, do: Callable[..., object], *args: Any, tell: str | None = None, **kwargs: Any) -> None:
        """Runs `do(*args, **kwargs)` soon, on another thread.

        When it fails, the error is logged under an id and counted; with `tell`, a `response_url`, the person is
        told so, with the same id. `do` must bound its own time: `quick` makes clients that do.
        """
        job = partial(self._run, do, args, kwargs, tell)
        if not self._pool.submit(job):
            self._metrics.after.labels("dropped").inc()
            _log.error("too much to do after answers: one was dropped", doing=_name(do))

    def close(self, timeout: float) -> bool:
        """Takes no more and finishes what it has within `timeout` seconds. Whether it did."""
        return self._pool.close(timeout)

    def _run(self, do: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any], tell: str | None) -> None:
        try:
            do(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whoever asked has gone on: this is the last place that can say so
            number = trouble.record(error, f"after: {_name(do)}")
            self._metrics.after.labels("failed").inc()
            if tell:
                self._run(respond, (tell, apology.message(apology.failed(number))), {}, None)
        else:
            self._metrics.after.labels("done").inc()


def quick(base_url: str, token: str | None = None) -> WebClient:
    """A client for calls made through `After`: two seconds, no retries (each would come too late)."""
    return WebClient(token=token, base_url=base_url, timeout=SECONDS, retry_handlers=[])


def respond(response_url: str, message: Mapping[str, Any]) -> None:
    """Posts `message` (the documented fields: `text`, `blocks`, `response_type`, …) to a `response_url`.

    Raises `NotDelivered` when Slack refuses it.
    """
    answer = WebhookClient(response_url, timeout=SECONDS, retry_handlers=[]).send_dict(dict(message))
    if answer.status_code != 200:  # noqa: PLR2004 - what Slack documents for success
        raise NotDelivered(f"{answer.status_code}: {answer.body[:200]}")


def _name(do: Callable[..., object]) -> str:
    while isinstance(do, partial):
        do = do.func
    return getattr(do, "__name__", type(do).__name__)
