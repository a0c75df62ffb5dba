"""Socket Mode: an app's WebSockets, the envelopes sent over them, and how they come to an end."""

import asyncio
import itertools
import json
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.local_slack import SLACK
from sandbox.outbound import Outgoing, Reply
from sandbox.state.apps import App

Json = dict[str, Any]

MOST_CONNECTIONS = 10  # docs.slack.dev/apis/events-api/using-socket-mode
TICKET_SECONDS = 30.0
CONNECTION_SECONDS = 3600  # what hello announces as approximate_connection_time
PING_SECONDS = 10.0
CLOSE_SECONDS = 1.0  # how long an app has to answer a close frame


@dataclass(eq=False, slots=True)
class Connection:
    """One WebSocket of an app. Once it is `leaving` it gets payloads only while there is no other."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Sockets:
    """All Socket Mode connections, and the envelopes that are not acknowledged yet."""

    connections: dict[str, list[Connection]] = field(default_factory=dict)  # by app id
    _tickets: dict[str, tuple[str, float]] = field(default_factory=dict)
    _unacknowledged: dict[str, "asyncio.Future[Json]"] = field(default_factory=dict)
    _turn: "itertools.count[int]" = field(default_factory=itertools.count)

    def give_url(self, base_url: str, app: App) -> str:
        """An address for one connection, good for half a minute."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = (app.id, time.monotonic() + TICKET_SECONDS)
        return f"{base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={app.id}"

    def take_ticket(self, ticket: str) -> str | None:
        """The app whose ticket this is; None when it is unknown, used or too old."""
        app_id, expires = self._tickets.pop(ticket, (None, 0.0))
        return app_id if time.monotonic() < expires else None

    def of(self, app_id: str) -> list[Connection]:
        """The app's connections, oldest first."""
        return self.connections.setdefault(app_id, [])

    def staying(self, app_id: str) -> list[Connection]:
        """Those that are open and were not asked to go."""
        return [c for c in self.of(app_id) if not c.leaving and not c.socket.closed]

    async def send(self, app: App, outgoing: Outgoing, seconds: float) -> Reply:
        """Send an envelope over any one connection and wait for its acknowledgement. It may come over another
        connection than it went, as it does when an app was reconnecting meanwhile."""
        open_ones = self.staying(app.id) or [c for c in self.of(app.id) if not c.socket.closed]
        if not open_ones:
            return Reply(error="connection_failed")
        connection = open_ones[next(self._turn) % len(open_ones)]
        envelope_id = str(uuid.uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": outgoing.family,
            "accepts_response_payload": outgoing.takes_answer and outgoing.family != "events_api",
            "payload": outgoing.payload,
        }
        if outgoing.family == "events_api":
            envelope |= {"retry_attempt": outgoing.attempt, "retry_reason": outgoing.retry_reason}
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._unacknowledged[envelope_id] = future
        try:
            await connection.socket.send_json(envelope)
            body = await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return Reply(error="http_timeout")
        except ConnectionError:
            return Reply(error="connection_failed")
        finally:
            self._unacknowledged.pop(envelope_id, None)
        return Reply(status=200, body=body)

    def heard(self, text: str) -> None:
        """Take in what an app sent: an acknowledgement, or nothing that matters."""
        try:
            message = json.loads(text)
        except ValueError:
            return
        if not isinstance(message, dict):
            return
        future = self._unacknowledged.get(str(message.get("envelope_id")))
        if future is not None and not future.done():
            payload = message.get("payload")
            future.set_result(payload if isinstance(payload, dict) else {})

    async def refresh(self, app_id: str, seconds: float) -> None:
        """Ask the app to reconnect as Slack does every few hours: a warning, and for connections that are still
        there `seconds` later the request and a clean close. Returns when the old connections are gone."""
        going = list(self.of(app_id))
        for connection in going:
            connection.leaving = True
            await say_goodbye(connection, "warning")
        gone = [asyncio.ensure_future(connection.gone.wait()) for connection in going]
        _, waiting = await asyncio.wait(gone, timeout=seconds) if gone else (set(), set())
        for late in waiting:
            late.cancel()
        for connection in going:
            if not connection.gone.is_set():
                await say_goodbye(connection, "refresh_requested")
                await connection.socket.close()

    async def drop(self, app_id: str) -> None:
        """Close the app's connections cleanly, without a word before."""
        for connection in list(self.of(app_id)):
            await connection.socket.close()

    def cut(self, app_id: str) -> None:
        """Break the app's connections as a dead network does: no close frame, no goodbye."""
        for connection in list(self.of(app_id)):
            if connection.transport is not None:
                connection.transport.abort()


async def say_goodbye(connection: Connection, reason: str) -> None:
    """Send a `disconnect` message, if the app is still there to hear it."""
    if not connection.socket.closed:
        message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}}
        try:
            await connection.socket.send_json(message)
        except ConnectionError:
            return


async def connect(request: web.Request) -> web.StreamResponse:
    """An app opens one of its WebSockets."""
    slack = request.app[SLACK]
    app_id = slack.sockets.take_ticket(request.query.get("ticket", ""))
    if app_id is None:
        return web.Response(status=401, text="invalid ticket")
    socket = web.WebSocketResponse(heartbeat=PING_SECONDS, timeout=CLOSE_SECONDS)
    await socket.prepare(request)
    there = slack.sockets.of(app_id)
    connection = Connection(socket, request.transport)
    if len(there) >= MOST_CONNECTIONS:
        await say_goodbye(connection, "too_many_websockets")
        await socket.close()
        return socket
    there.append(connection)
    slack.changes.tell()
    try:
        await socket.send_json(_hello(app_id, len(there)))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                slack.sockets.heard(message.data)
    except ConnectionError:
        pass  # the app went away between two messages
    finally:
        there.remove(connection)
        connection.gone.set()
        slack.changes.tell()
    return socket


def _hello(app_id: str, number: int) -> Json:
    return {
        "type": "hello",
        "num_connections": number,
        "debug_info": {
            "host": "applink-local",
            "build_number": 1,
            "approximate_connection_time": CONNECTION_SECONDS,
        },
        "connection_info": {"app_id": app_id},
    }
