"""Socket Mode as it goes over the wire: envelopes, acknowledgements, several connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Answer, Installation, Person, Workspace
from tests.sandbox import apps

Json = dict[str, Any]


@pytest.fixture
def app(acme: Workspace) -> Installation:
    return acme.install(apps.manifest(socket=True))


@asynccontextmanager
async def connected(slack: Sandbox, app: Installation) -> AsyncIterator[tuple[ClientWebSocketResponse, Json]]:
    """A WebSocket of the app, and the first message that came over it."""
    client = WebClient(base_url=slack.api_url)
    opened = await asyncio.to_thread(client.apps_connections_open, app_token=app.app_token)
    async with ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        yield socket, await socket.receive_json()


def typing(priya: Person, text: str = "") -> "asyncio.Task[Answer]":
    """Priya types the command meanwhile."""
    return asyncio.create_task(asyncio.to_thread(priya.command, "/hello", text))


def test_hello_a_command_and_its_answer(slack: Sandbox, app: Installation, priya: Person) -> None:
    async def conversation() -> None:
        async with connected(slack, app) as (socket, hello):
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            assert hello["connection_info"] == {"app_id": app.app_id}
            assert hello["debug_info"]["approximate_connection_time"] == 3600
            typed = typing(priya, "there")
            envelope = await socket.receive_json()
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
            assert (envelope["payload"]["command"], envelope["payload"]["text"]) == ("/hello", "there")
            await socket.send_str("not JSON")
            await socket.send_json(["nor", "an", "object"])
            await socket.send_json({"envelope_id": "unknown"})
            await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Hi"}})
            answer = await typed
            assert answer.message is not None
            assert (answer.message.text, answer.status) == ("Hi", 200)
            typed = typing(priya)
            await socket.send_json({"envelope_id": (await socket.receive_json())["envelope_id"]})
            answer = await typed
            assert (answer.ok, answer.message) == (True, None)

    asyncio.run(conversation())
    assert {delivery.transport for delivery in slack.desk.deliveries("command")} == {"socket"}


def test_events_take_no_payload_and_come_again(slack: Sandbox, acme: Workspace, app: Installation) -> None:
    async def conversation() -> None:
        async with connected(slack, app) as (socket, _):
            emitted = asyncio.create_task(asyncio.to_thread(acme.emit, app, {"type": "user_change"}, event_id="Ev1"))
            first, second = await socket.receive_json(), await socket.receive_json()
            await socket.send_json({"envelope_id": second["envelope_id"]})
            [receipt] = await emitted
            assert receipt.ok
            assert (first["type"], first["accepts_response_payload"]) == ("events_api", False)
            assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
            assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
            assert first["envelope_id"] != second["envelope_id"]
            assert first["payload"] == second["payload"]
            assert first["payload"]["event_id"] == "Ev1"

    asyncio.run(conversation())


def test_silence_and_nobody_there(slack: Sandbox, app: Installation, priya: Person) -> None:
    async def conversation() -> None:
        assert (await typing(priya)).error == "dispatch_failed"
        async with connected(slack, app) as (socket, _):
            typed = typing(priya)
            await socket.receive_json()
            assert (await typed).error == "operation_timeout"

    asyncio.run(conversation())


def test_each_payload_goes_to_one_of_several_connections(slack: Sandbox, app: Installation, priya: Person) -> None:
    async def conversation() -> None:
        async with connected(slack, app) as (first, _), connected(slack, app) as (second, hello):
            assert hello["num_connections"] == 2
            for socket in (first, second, first, second):
                typed = typing(priya)
                await socket.send_json({"envelope_id": (await socket.receive_json())["envelope_id"]})
                assert (await typed).ok

    asyncio.run(conversation())


def test_a_refresh_warns_asks_and_closes(slack: Sandbox, app: Installation, priya: Person) -> None:
    async def conversation() -> None:
        async with connected(slack, app) as (old, _):
            refreshed = asyncio.create_task(asyncio.to_thread(slack.desk.refresh_sockets, app, warning=1.5))
            assert (await old.receive_json())["reason"] == "warning"
            typed = typing(priya)  # nobody else is there to hear it
            late = await old.receive_json()
            async with connected(slack, app) as (new, _):
                # What was heard over the old connection may be acknowledged over the new one.
                await new.send_json({"envelope_id": late["envelope_id"], "payload": {"text": "still here"}})
                answer = await typed
                assert answer.message is not None
                assert answer.message.text == "still here"
                typed = typing(priya)
                await new.send_json({"envelope_id": (await new.receive_json())["envelope_id"]})
                assert (await typed).ok
                assert (await old.receive_json())["reason"] == "refresh_requested"
                await old.receive()
                assert old.closed
                await refreshed
                assert await asyncio.to_thread(slack.desk.sockets, app) == 1

    asyncio.run(conversation())


def test_ten_connections_and_no_more(slack: Sandbox, app: Installation) -> None:
    async def eleven() -> list[Json]:
        async with AsyncExitStack() as stack:
            return [(await stack.enter_async_context(connected(slack, app)))[1] for _ in range(11)]

    *hellos, refused = asyncio.run(eleven())
    assert [hello["num_connections"] for hello in hellos] == list(range(1, 11))
    assert (refused["type"], refused["reason"]) == ("disconnect", "too_many_websockets")


def test_an_address_is_good_for_one_connection_of_a_socket_mode_app(
    slack: Sandbox, acme: Workspace, app: Installation
) -> None:
    address = f"{slack.url}/link/?ticket=made-up&app_id={app.app_id}"
    with pytest.raises(HTTPError) as refused:
        urlopen(address)  # noqa: S310 - http, to this machine
    assert refused.value.code == 401
    refused.value.close()
    over_http = acme.install(apps.manifest())
    with pytest.raises(SlackApiError):
        WebClient(base_url=slack.api_url).apps_connections_open(app_token=over_http.app_token)
