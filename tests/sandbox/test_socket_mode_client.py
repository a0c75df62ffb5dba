"""Slack's own Socket Mode client against the local Slack: it connects, answers, and comes back however it is lost."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from sandbox import Sandbox
from sandbox.client import Installation, Person, Workspace
from tests.sandbox import apps


@pytest.fixture
def app(acme: Workspace) -> Installation:
    return acme.install(apps.manifest(socket=True))


@pytest.fixture(autouse=True)
def connected(slack: Sandbox, app: Installation) -> Iterator[None]:
    """A client that says hi to everything."""

    def hear(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, {"text": "Hi"}))

    web_client = WebClient(base_url=slack.api_url)
    client = SocketModeClient(app_token=app.app_token, web_client=web_client, ping_interval=0.5)
    client.socket_mode_request_listeners.append(hear)
    client.connect()
    assert slack.desk.sockets(app, at_least=1) == 1
    yield
    client.close()


def test_a_command_a_refresh_and_another(slack: Sandbox, app: Installation, priya: Person) -> None:
    assert priya.command("/hello").ok
    slack.desk.refresh_sockets(app)
    assert slack.desk.sockets(app, at_least=1) == 1
    assert priya.command("/hello").ok
    assert [message.text for message in priya.dm()] == ["Hi", "Hi"]


def test_a_clean_close_and_a_cut(
    slack: Sandbox, app: Installation, priya: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")  # the client's own complaints
    slack.desk.drop_sockets(app)
    assert slack.desk.sockets(app, at_least=1, timeout=10) == 1
    assert priya.command("/hello").ok
    slack.desk.cut_sockets(app)
    assert priya.command("/hello").error == "dispatch_failed"
    assert slack.desk.sockets(app, at_least=1, timeout=15) == 1
    assert priya.command("/hello").ok
