"""The log: one form for everything, and nothing in it that should not be."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from slackapp import logs


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """The log of the test run is as it was, afterwards."""
    before = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers, logging.root.level = before
    structlog.reset_defaults()


def fail() -> None:
    typed = " ".join(["what", "a", "person", "typed"])
    raise ValueError(len(typed))


def test_json_is_a_line_a_thing(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json", "INFO")
    structlog.get_logger("slackapp.test").info("ready", reached="here")
    logging.getLogger("waitress").warning("of a library")
    try:
        fail()
    except ValueError as error:
        structlog.get_logger("slackapp.test").error("failed", exc_info=error)
    first, second, third = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (first["event"], first["reached"], first["level"]) == ("ready", "here", "info")
    assert (second["event"], second["logger"]) == ("of a library", "waitress")
    assert "ValueError: 19" in third["exception"]


@pytest.mark.parametrize("form", ["console", "json"])
def test_values_of_variables_are_not_printed(capsys: pytest.CaptureFixture[str], form: str) -> None:
    logs.set_up(form, "DEBUG")
    try:
        fail()
    except ValueError as error:
        structlog.get_logger("slackapp.test").error("failed", exc_info=error)
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "what a person typed" not in written


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-abc",
        "xoxe.xoxb-1-abc",
        "xapp-1-A0-2-f",
        "https://hooks.slack.com/commands/T1/2/abc",
        "https://hooks.slack.com/actions/T1/2/abc",
    ],
)
def test_secrets_are_cut_out(capsys: pytest.CaptureFixture[str], secret: str) -> None:
    logs.set_up("console", "INFO")
    structlog.get_logger("slackapp.test").info("token", given=f"is {secret} here")
    logging.getLogger("slack_sdk").warning("got %s", secret)
    written = capsys.readouterr().err
    assert secret not in written
    assert written.count("…") == 2


def test_passwords_are_cut_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("console", "INFO")
    structlog.get_logger("slackapp.test").info("database", at="postgresql+psycopg://u:hunter2@h/d")
    written = capsys.readouterr().err
    assert "hunter2" not in written
    assert "@h/d" in written


def test_only_our_own_speak_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("console", "DEBUG")
    structlog.get_logger("slackapp.test").debug("ours")
    for name in ("slack_sdk.web.client", "slack_bolt.App", "apscheduler.scheduler", "sqlalchemy.engine"):
        logging.getLogger(name).debug("theirs")
    written = capsys.readouterr().err
    assert "ours" in written
    assert "theirs" not in written
