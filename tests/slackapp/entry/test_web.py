"""What comes over HTTP: who is let in, how it is read, what never stands in the log."""

import io
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from slack_bolt import Ack, App

from slackapp import logs
from tests.slackapp.entry.front import Desk, Http, a_press, bolt, desk, http_front, signature

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def app() -> App:
    app = bolt()

    @app.command("/interview")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        ack(f"heard: {command['text']}")

    @app.action("try.press")
    def press(ack: Ack) -> None:
        ack()

    @app.event("user_change")
    def changed(event: dict[str, Any]) -> None:
        if event.get("broken"):
            raise RuntimeError(event["broken"])

    return app


@pytest.fixture
def opened(app: App) -> Iterator[Desk]:
    with desk(app) as opened:
        yield opened


@pytest.fixture
def front(opened: Desk) -> Iterator[Http]:
    with http_front(opened) as front:
        yield front


@pytest.mark.parametrize("text", ["payload design", "payload={}", "a&payload=b", "ssl_check=1", "", "ünï ☃ %26"])
def test_a_command_is_heard_whatever_its_text(front: Http, text: str) -> None:
    assert front.command(text) == (200, f"heard: {text}")


def test_interactions_and_events_are_heard(front: Http) -> None:
    assert front.interact(a_press()) == (200, "")
    assert front.event({"type": "user_change"}) == (200, "")


def test_the_address_is_verified_and_its_certificate_looked_at(front: Http) -> None:
    status, body = front.signed(json.dumps({"type": "url_verification", "challenge": "xyz"}), "application/json")
    assert (status, json.loads(body)) == (200, {"challenge": "xyz"})
    assert front.send("GET", "/slack/events?ssl_check=1") == (200, "")
    assert front.send("POST", "/slack/events", "token=x&ssl_check=1", {"Content-Type": FORM}) == (200, "")


def test_only_slack_is_let_in(front: Http, opened: Desk) -> None:
    body = "command=/interview&text=secret"
    now = str(int(time.time()))
    good = signature(body)["X-Slack-Signature"]
    for stamp, sign in [
        ("", ""),
        (now, ""),
        (now, "v0=abc"),
        (now, "v0=\xe9"),
        ("soon", good),
        ("1e400", good),
        (str(int(now) - 301), signature(body, str(int(now) - 301))["X-Slack-Signature"]),
    ]:
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign, "Content-Type": FORM}
        assert front.send("POST", "/slack/events", body, headers) == (401, ""), (stamp, sign)
    assert front.send("POST", "/slack/events", b"\xff\xfe", {**signature("x"), "Content-Type": FORM}) == (401, "")
    assert opened.counted("refused", reason="signature") == 8


def test_what_cannot_be_read_is_refused_and_not_dispatched(front: Http, opened: Desk) -> None:
    for body in ["{", "[]", "{}", "[" * 100_000, ""]:
        assert front.signed(body, "application/json; charset=utf-8")[0] == 400, body[:20]
    for body in ["", "payload={", "payload=[]", "&".join(f"f{n}=1" for n in range(200))]:
        assert front.signed(body, FORM)[0] == 400, body[:20]
    assert opened.counted("refused", reason="unreadable") == 9


def test_a_body_of_any_size_ends(front: Http) -> None:
    assert front.command("x" * 10_000)[0] == 200
    assert front.send("POST", "/slack/events", b"x" * (1024 * 1024 + 1), signature("x"))[0] == 413


def test_there_is_nothing_else_here(front: Http) -> None:
    assert front.send("GET", "/healthz") == (200, "ok\n")
    assert front.send("HEAD", "/healthz") == (200, "")
    assert front.send("GET", "/slack/events")[0] == 405
    assert front.send("PUT", "/slack/events")[0] == 405
    assert front.send("GET", "/")[0] == 404


def test_slack_holding_events_back_is_acknowledged_and_counted(front: Http, opened: Desk) -> None:
    body = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820, "api_app_id": "A1"}
    assert front.signed(json.dumps(body), "application/json") == (200, "")
    assert opened.counted("app_rate_limited") == 1


def test_an_event_that_failed_is_not_acknowledged(front: Http, opened: Desk) -> None:
    status, _ = front.event({"type": "user_change", "broken": "x"}, **{"X-Slack-Retry-Num": "1"})
    assert status == 500
    assert opened.counted("requests", kind="event", outcome="failed") == 1


def test_a_client_id_in_the_environment_takes_no_token_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "x")
    app = bolt()
    tokens: list[str | None] = []

    @app.command("/interview")
    def keep(ack: Ack, client: Any) -> None:
        tokens.append(client.token)
        ack("done")

    with desk(app) as opened, http_front(opened) as front:
        assert front.command("") == (200, "done")
    assert tokens == ["xoxb-of-the-test"]


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_bodies_and_tokens_stay_out_of_the_log(level: str, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    before = logging.root.handlers[:], logging.root.level
    logs.set_up("console", level)
    try:
        fresh = bolt()

        @fresh.command("/interview")
        def fail(command: dict[str, Any]) -> None:
            raise ValueError(f"for {command['response_url']} with xoxb-123-abc")

        with desk(fresh) as opened, http_front(opened) as front:
            assert front.command("my secret words", response_url="https://hooks.slack.com/commands/T1/2/abc")[0] == 200
            front.send("POST", "/slack/events", "text=my+secret+words", {"Content-Type": FORM})
            front.signed("payload=my+secret+words", FORM)
    finally:
        logging.root.handlers, logging.root.level = before
        structlog.reset_defaults()
    assert "ValueError" in written.getvalue()
    for hidden in ("secret", "xoxb", "hooks.slack.com", "v0="):
        assert hidden not in written.getvalue()
