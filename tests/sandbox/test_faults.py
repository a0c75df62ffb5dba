"""Trouble on order."""

import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Installation, Person, SandboxError, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear


@pytest.fixture
def client(slack: Sandbox, app: Installation) -> WebClient:
    """A client that sends nothing twice by itself."""
    return WebClient(token=app.bot_token, base_url=slack.api_url, retry_handlers=[])


def test_slack_is_broken_once(slack: Sandbox, client: WebClient, priya: Person) -> None:
    slack.desk.fault("chat.postMessage", "http_500")
    with pytest.raises(SlackApiError) as raised:
        client.chat_postMessage(channel=priya.id, text="x")
    assert raised.value.response.status_code == 500
    assert client.chat_postMessage(channel=priya.id, text="y")["ok"]
    assert [m.text for m in priya.dm()] == ["y"]


def test_too_many_calls(slack: Sandbox, client: WebClient) -> None:
    slack.desk.fault("auth.test", "rate_limited", seconds=7, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            client.auth_test()
        assert raised.value.response.status_code == 429
        assert raised.value.response.headers["Retry-After"] == "7"
        assert raised.value.response["error"] == "ratelimited"
    assert client.auth_test()["ok"]


def test_an_error_until_it_is_lifted(slack: Sandbox, client: WebClient) -> None:
    fault = slack.desk.fault("*", "error", error="fatal_error", times=None)
    for _ in range(3):
        with pytest.raises(SlackApiError) as raised:
            client.auth_test()
        assert raised.value.response["error"] == "fatal_error"
    slack.desk.lift(fault)
    assert client.auth_test()["ok"]


def test_slow(slack: Sandbox, client: WebClient) -> None:
    slack.desk.fault("auth.test", "slow", seconds=0.2)
    began = time.perf_counter()
    client.auth_test()
    assert time.perf_counter() - began >= 0.2


@pytest.mark.parametrize(("trouble", "there"), [("drop_before", []), ("drop_after", ["x"])])
def test_a_dropped_connection(slack: Sandbox, client: WebClient, priya: Person, trouble: str, there: list[str]) -> None:
    slack.desk.fault("chat.postMessage", trouble)  # type: ignore[arg-type] # one of the two above
    with pytest.raises(OSError, match=r"closed|reset"):
        client.chat_postMessage(channel=priya.id, text="x")
    assert [m.text for m in priya.dm()] == there
    assert slack.desk.calls("chat.postMessage")[0].error == "dropped"


def test_faults_of_deliveries(slack: Sandbox, acme: Workspace, app: Installation, ear: Ear, priya: Person) -> None:
    slack.desk.fault("event", "twice")
    acme.emit(app, {"type": "user_change"})
    assert slack.desk.settled()
    assert len(ear.heard) == 2
    slack.desk.fault("event:user_change", "drop_before")
    assert acme.emit(app, {"type": "user_change"})[0].ok
    assert len(ear.heard) == 3
    slack.desk.fault("command", "drop_after")
    assert priya.command("/hello").error == "dispatch_failed"
    assert len(ear.heard) == 4


def test_one_workspace_only(slack: Sandbox, app: Installation, client: WebClient) -> None:
    globex = slack.desk.workspace("Globex")
    there = apps.client(slack, globex.install(app_of=app))
    slack.desk.fault("auth.test", "error", times=None, team=globex)
    assert client.auth_test()["ok"]
    with pytest.raises(SlackApiError):
        there.auth_test()


def outcomes(client: WebClient, count: int) -> list[bool]:
    """Whether each of so many calls was answered well."""
    answered = []
    for _ in range(count):
        try:
            answered.append(bool(client.auth_test()["ok"]))
        except SlackApiError:
            answered.append(False)
    return answered


def test_by_chance_and_the_same_again_by_the_same_seed(slack: Sandbox, client: WebClient) -> None:
    rounds = []
    for _ in range(2):
        fault = slack.desk.fault("auth.test", "http_500", times=None, share=0.3, seed=7)
        rounds.append(outcomes(client, 60))
        slack.desk.lift(fault)
    assert rounds[0] == rounds[1]
    assert 6 <= rounds[0].count(False) <= 30
    slack.desk.fault("auth.test", "http_500", times=2, share=0.5, seed=7)
    assert outcomes(client, 40).count(False) == 2


def test_an_answer_that_is_late_is_about_something_done(slack: Sandbox, client: WebClient, priya: Person) -> None:
    direct = client.conversations_open(users=priya.id)["channel"]["id"]
    slack.desk.latency(200)
    began = time.time()
    ts = client.chat_postMessage(channel=direct, text="x")["ts"]
    assert time.time() - began >= 0.2
    assert float(ts) - began < 0.2
    slack.desk.latency(0)
    began = time.time()
    client.auth_test()
    assert time.time() - began < 0.2


def test_somebody_leaves_the_company(client: WebClient, priya: Person) -> None:
    direct = client.conversations_open(users=priya.id)["channel"]["id"]
    priya.update(kind="deactivated")
    for channel in (direct, priya.id):
        assert apps.refused(client, "chat.postMessage", channel=channel, text="x") == "user_disabled"
    assert apps.refused(client, "conversations.open", users=priya.id) == "user_disabled"


def test_the_messages_tab_is_turned_off_and_on(client: WebClient, app: Installation, priya: Person) -> None:
    app.turn_messages_tab(on=False)
    assert apps.refused(client, "chat.postMessage", channel=priya.id, text="x") == "messages_tab_disabled"
    app.turn_messages_tab(on=True)
    assert client.chat_postMessage(channel=priya.id, text="x")["ok"]


def test_a_token_dies_with_the_error_asked_for(client: WebClient, acme: Workspace, app: Installation) -> None:
    acme.revoke(app, "account_inactive")
    assert apps.refused(client, "auth.test") == "account_inactive"


def test_no_such_trouble(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match="no trouble known"):
        slack.desk.fault("auth.test", "gremlins")  # type: ignore[arg-type] # wrong on purpose
