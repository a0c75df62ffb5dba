"""What a person reads, and what Slack is told, when a listener raises."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from slackapp import trouble
from slackapp.errors import Sorry
from storage.database import Unavailable
from tests.slackapp.entry.front import (
    Desk,
    Slack,
    a_command,
    a_press,
    a_slack,
    a_submission,
    a_view,
    an_event,
    bolt,
    desk,
)

INPUT = {"type": "input", "block_id": "text", "element": {"type": "plain_text_input"}}
LATER_INPUT = {"type": "input", "block_id": "count", "element": {"type": "plain_text_input"}}
SECTION = {"type": "section", "block_id": "words", "text": {"type": "plain_text", "text": "hello"}}


def oops() -> None:
    raise RuntimeError("a mistake of ours")


def out_of_reach() -> None:
    raise Unavailable("locked")


def sorry() -> None:
    raise Sorry("There is no role <like> that.")


def not_now() -> None:
    raise Sorry("Not just now.", again=True)


@pytest.fixture
def slack() -> Iterator[Slack]:
    with a_slack() as slack:
        yield slack


@pytest.fixture
def failing(slack: Slack) -> Iterator[Callable[[Callable[[], None]], Desk]]:
    """Opens a desk whose every listener does the given thing."""
    stack = []

    def failing(fail: Callable[[], None], *, acked: bool = False) -> Desk:
        app: App = bolt(f"{slack.url}/api/")

        def listener(ack: Ack) -> None:
            if acked:
                ack("told")
            fail()

        app.command("/interview")(listener)
        app.action("try.press")(listener)
        app.view("try.form")(listener)
        app.view_closed("try.form")(listener)
        app.options("try.search")(listener)
        app.shortcut("try.shortcut")(listener)
        app.event("user_change")(listener)
        context = desk(app)
        stack.append(context)
        return context.__enter__()

    yield failing
    for context in stack:
        context.__exit__(None, None, None)


def logged_id(logs: list[Any]) -> str:
    [entry] = [entry for entry in logs if entry["log_level"] == "error"]
    assert re.fullmatch(r"[0-9a-f]{6}", entry["id"])
    return str(entry["id"])


def test_a_command_that_fails_is_answered_with_the_id_that_is_logged(failing: Any) -> None:
    opened = failing(oops)
    with capture_logs() as logs:
        response = opened.door.answer(a_command("trust-safety"), {})
    body = json.loads(response.body)
    assert response.status == 200
    assert body["response_type"] == "ephemeral"
    assert logged_id(logs) in body["text"]
    assert body["blocks"][0]["text"]["text"] == body["text"]
    assert opened.counted("requests", kind="command", outcome="failed") == 1


def test_a_database_out_of_reach_has_its_own_sentence(failing: Any) -> None:
    with capture_logs() as logs:
        body = json.loads(failing(out_of_reach).door.answer(a_command(""), {}).body)
    assert "can't reach" in body["text"]
    assert logged_id(logs) in body["text"]


def test_sorry_is_an_answer_and_no_failure(failing: Any) -> None:
    opened = failing(sorry)
    with capture_logs() as logs:
        body = json.loads(opened.door.answer(a_command(""), {}).body)
    assert body["blocks"][0]["text"] == {"type": "plain_text", "text": "There is no role <like> that.", "emoji": False}
    assert body["text"] == "There is no role &lt;like&gt; that."
    assert logs == []
    assert opened.counted("requests", kind="command", outcome="sorry") == 1


def test_a_form_shows_the_sentence_at_its_last_field(failing: Any) -> None:
    view = a_view(INPUT, LATER_INPUT, SECTION)
    response = failing(oops).door.answer(a_submission(view), {})
    answer = json.loads(response.body)
    assert (response.status, answer["response_action"], list(answer["errors"])) == (200, "errors", ["count"])


@pytest.mark.parametrize(("above", "action"), [(None, "push"), ("V0", "push"), ("V9", "update")])
def test_a_view_without_fields_gets_a_view_of_its_own(failing: Any, above: str | None, action: str) -> None:
    view = a_view(SECTION, previous_view_id=above, root_view_id="V0")
    answer = json.loads(failing(sorry).door.answer(a_submission(view), {}).body)
    assert answer["response_action"] == action
    assert answer["view"]["blocks"][0]["text"]["text"] == "There is no role <like> that."


def test_a_button_is_answered_with_nothing_and_the_person_told_beside_it(failing: Any, slack: Slack) -> None:
    opened = failing(oops)
    with capture_logs() as logs:
        response = opened.door.answer(a_press(response_url=slack.response_url), {})
        [(name, told)] = slack.wait()
    assert (response.status, response.body) == (200, "")
    assert name == "response"
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)
    assert logged_id(logs) in told["text"]


@pytest.mark.parametrize(
    ("more", "method"),
    [
        ({"view": a_view()}, "views.push"),
        ({"view": a_view(previous_view_id="V8", root_view_id="V7")}, "views.update"),
        ({"view": a_view(type="home")}, "views.open"),
        ({}, "views.open"),
    ],
)
def test_a_button_without_a_message_is_answered_in_a_view(
    failing: Any, slack: Slack, more: dict[str, Any], method: str
) -> None:
    assert failing(sorry).door.answer(a_press(**more), {}).status == 200
    [(name, call)] = slack.wait()
    assert name == method
    assert "no role" in str(call)


def test_a_shortcut_is_answered_in_a_view(failing: Any, slack: Slack) -> None:
    shortcut = {
        "type": "shortcut",
        "callback_id": "try.shortcut",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "trigger_id": "1.2",
    }
    assert failing(oops).door.answer(shortcut, {}).status == 200
    assert slack.wait()[0][0] == "views.open"


@pytest.mark.parametrize(
    ("fail", "status"),
    [(oops, 500), (out_of_reach, 500), (not_now, 500), (sorry, 200)],
    ids=("oops", "reach", "now", "sorry"),
)
def test_an_event_is_sent_again_unless_that_would_not_help(failing: Any, fail: Callable[[], None], status: int) -> None:
    assert failing(fail).door.answer(an_event({"type": "user_change"}), {}).status == status


def test_options_that_fail_are_left_to_slack_to_show(failing: Any) -> None:
    search = {
        "type": "block_suggestion",
        "action_id": "try.search",
        "block_id": "b",
        "value": "x",
        "team": {"id": "T1"},
    }
    assert failing(oops).door.answer(search, {}).status == 500


@pytest.mark.parametrize(
    "body", [a_command(""), a_press(), a_submission(a_view(INPUT))], ids=["command", "press", "form"]
)
@pytest.mark.parametrize("fail", [oops, sorry, out_of_reach])
def test_what_was_acknowledged_stays_acknowledged(failing: Any, fail: Callable[[], None], body: dict[str, Any]) -> None:
    response = failing(fail, acked=True).door.answer(body, {})
    assert (response.status, response.body) == (200, "told")


def test_a_raise_after_the_answer_is_logged(failing: Any) -> None:
    with capture_logs() as logs:
        failing(oops, acked=True).door.answer(a_command(""), {})
    assert logged_id(logs)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (a_command("") | {"command": "/other"}, 200),
        (a_submission(a_view(INPUT, callback_id="old")), 200),
        (an_event({"type": "channel_rename"}), 200),
        ({"type": "something_new"}, 200),
    ],
    ids=["command", "form", "event", "new"],
)
def test_what_nobody_listens_to_is_answered(failing: Any, body: dict[str, Any], status: int) -> None:
    opened = failing(oops)
    with capture_logs() as logs:
        response = opened.door.answer(body, {})
    assert response.status == status
    assert [entry["log_level"] for entry in logs] == ["warning"]


def test_an_old_button_says_so(failing: Any, slack: Slack) -> None:
    press = a_press(response_url=slack.response_url)
    press["actions"][0]["action_id"] = "from.before"
    assert failing(oops).door.answer(press, {}).status == 200
    assert "older version" in slack.wait()[0][1]["text"]


@pytest.mark.parametrize(("body", "status"), [(a_command(""), 200), (an_event({"type": "user_change"}), 500)])
def test_an_authorization_that_fails_is_answered_the_same_way(body: dict[str, Any], status: int) -> None:
    def refuse() -> AuthorizeResult:
        raise Sorry("Not just now.", again=True)

    app = App(authorize=refuse, process_before_response=True, request_verification_enabled=False)
    with desk(app) as opened:
        response = opened.door.answer(body, {})
    assert response.status == status
    assert ("Not just now." in response.body) == (status == 200)


@pytest.mark.parametrize(
    "body", [{"type": []}, {"type": "block_actions", "actions": 3}, {"type": "view_submission", "view": 1}]
)
def test_nothing_odd_gets_past_the_door(failing: Any, body: dict[str, Any]) -> None:
    with capture_logs():
        assert failing(oops).door.answer(body, {}).status in {200, 500}


def test_parameters_of_statements_stay_out_of_the_log() -> None:
    engine = create_engine("sqlite://")
    with pytest.raises(OperationalError) as raised, engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": "my secret words"})
    engine.dispose()
    outer = RuntimeError("while asking")
    outer.__cause__ = raised.value
    with capture_logs():
        trouble.record(outer, "a test")
    assert "my secret words" not in str(raised.value)
