"""The address that Slack posts to: who may speak is checked here, and what was said is parsed, once.

Bolt's own check is off: it answers a timestamp that is no number with 500, and logs the body of what it refuses.
"""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier

from slackapp.entry.door import Door
from slackapp.entry.site import Environ, Reply, Site
from slackapp.metrics import Metrics

MAX_BODY = 1024 * 1024
"""Bytes. The largest that Slack sends is a view, of 250 KB at most."""
_MAX_FIELDS = 100
"""A command has about a dozen."""


def site(door: Door, verifier: SignatureVerifier, metrics: Metrics) -> Site:
    """`POST /slack/events` for all that Slack sends, and `GET /healthz`: the process is up."""
    return Site(
        {
            "/slack/events": {
                "POST": lambda environ: _hear(environ, door, verifier, metrics),
                "GET": _certificate_check,
            },
            "/healthz": {"GET": lambda _: Reply(HTTPStatus.OK, "ok\n")},
        }
    )


def _certificate_check(environ: Environ) -> Reply:
    """Slack looks at a command's address now and then, with `ssl_check=1` and no signature."""
    if dict(parse_qsl(environ.get("QUERY_STRING", ""))).get("ssl_check") == "1":
        return Reply(HTTPStatus.OK)
    return Reply(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "POST"})


def _hear(environ: Environ, door: Door, verifier: SignatureVerifier, metrics: Metrics) -> Reply:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > MAX_BODY:
        metrics.refused.labels("too large").inc()
        return Reply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    raw: bytes = environ["wsgi.input"].read(length)
    if _is_certificate_check(raw):
        return Reply(HTTPStatus.OK)
    if not _is_from_slack(raw, environ, verifier):
        metrics.refused.labels("signature").inc()
        return Reply(HTTPStatus.UNAUTHORIZED)
    body = _parsed(raw.decode(), environ.get("CONTENT_TYPE", ""))
    if body is None:
        metrics.refused.labels("unreadable").inc()
        return Reply(HTTPStatus.BAD_REQUEST)
    answer = door.answer(body, _retry_headers(environ))
    return Reply(HTTPStatus(answer.status), answer.body, answer.headers["content-type"][0])


def _is_certificate_check(raw: bytes) -> bool:
    """Unsigned and harmless: the answer is empty, and nothing is dispatched."""
    return b"ssl_check=1" in raw and dict(parse_qsl(raw)).get(b"ssl_check") == b"1"


def _is_from_slack(raw: bytes, environ: Environ, verifier: SignatureVerifier) -> bool:
    try:
        return verifier.is_valid(
            body=raw,
            timestamp=environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP"),
            signature=environ.get("HTTP_X_SLACK_SIGNATURE"),
        )
    except (ValueError, TypeError):  # a timestamp that is no number, a body that is no UTF-8; a signature beyond ASCII
        return False


def _parsed(text: str, content_type: str) -> dict[str, Any] | None:
    """The body as Slack meant it: JSON (events), a form with JSON in `payload` (interactions), a form (commands)."""
    try:
        if content_type.startswith("application/json"):
            parsed = json.loads(text)
        else:
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MAX_FIELDS))
            parsed = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):  # no JSON, nested without end, or too many fields
        return None
    return parsed if isinstance(parsed, dict) and parsed else None


def _retry_headers(environ: Environ) -> dict[str, str]:
    names = ("HTTP_X_SLACK_RETRY_NUM", "HTTP_X_SLACK_RETRY_REASON")
    return {name[5:].replace("_", "-").lower(): environ[name] for name in names if name in environ}
