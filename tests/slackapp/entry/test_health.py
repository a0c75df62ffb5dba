"""What an operator's machinery is told."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from structlog.testing import capture_logs

from slackapp.entry import health
from slackapp.entry.http_server import HttpServer
from slackapp.metrics import Metrics
from tests.slackapp.entry.front import Http


@contextmanager
def observed(checks: Mapping[str, Callable[[], bool]], metrics: Metrics) -> Iterator[Http]:
    server = HttpServer(health.site(checks, metrics), "127.0.0.1", 0, threads=2, variable="METRICS_PORT")
    server.start()
    try:
        yield Http(server.port)
    finally:
        assert server.stop(5)


def broken() -> bool:
    raise RuntimeError("no database")


@pytest.mark.parametrize(
    ("checks", "status", "words"),
    [
        ({"database": lambda: True, "slack": lambda: True}, 200, {"database": "ok", "slack": "ok"}),
        ({"database": lambda: True, "slack": lambda: False}, 503, {"database": "ok", "slack": "failing"}),
        ({"database": broken, "slack": lambda: True}, 503, {"database": "failing", "slack": "ok"}),
    ],
)
def test_ready_is_when_everything_works(
    checks: Mapping[str, Callable[[], bool]], status: int, words: dict[str, str]
) -> None:
    with observed(checks, Metrics()) as front, capture_logs():
        got, body = front.send("GET", "/readyz")
        assert front.send("GET", "/healthz") == (200, "ok\n"), "up, whatever does not work"
    assert (got, json.loads(body)) == (status, words)


def test_what_was_counted_is_shown() -> None:
    metrics = Metrics()
    metrics.requests.labels("command", "answered").inc()
    metrics.deliveries.labels("set", "sent").inc(3)
    with observed({}, metrics) as front:
        status, body = front.send("GET", "/metrics")
    assert status == 200
    assert 'interview_prep_requests_total{kind="command",outcome="answered"} 1.0' in body
    assert 'interview_prep_deliveries_total{kind="set",state="sent"} 3.0' in body
