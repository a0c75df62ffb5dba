"""What an operator's machinery asks: is the process up, can it do its work, what has it counted."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from slackapp.entry.site import Reply, Site
from slackapp.metrics import Metrics

_log = structlog.get_logger(__name__)

Check = Callable[[], bool]
"""Whether one thing works; raising means it does not. Answers within a few seconds."""


def site(checks: Mapping[str, Check], metrics: Metrics) -> Site:
    """`/healthz` (up), `/readyz` (every check by name; 503 unless all pass) and `/metrics` (Prometheus)."""
    return Site(
        {
            "/healthz": {"GET": lambda _: Reply(HTTPStatus.OK, "ok\n")},
            "/readyz": {"GET": lambda _: _ready(checks)},
            "/metrics": {"GET": lambda _: _counted(metrics)},
        }
    )


def _ready(checks: Mapping[str, Check]) -> Reply:
    found = {name: _passes(name, check) for name, check in checks.items()}
    status = HTTPStatus.OK if all(found.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    words = {name: "ok" if passed else "failing" for name, passed in found.items()}
    return Reply(status, json.dumps(words) + "\n", "application/json")


def _passes(name: str, check: Check) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever a check raises means the same: not ready
        _log.warning("not ready", check=name, because=type(error).__name__)
        return False


def _counted(metrics: Metrics) -> Reply:
    return Reply(HTTPStatus.OK, generate_latest(metrics.registry).decode(), CONTENT_TYPE_LATEST)
