"""Starting and stopping the local Slack: in a thread of this process, or as the whole of one."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web

from sandbox.answers import posted
from sandbox.client import Desk
from sandbox.control.endpoint import operation
from sandbox.local_slack import SLACK, LocalSlack, Timing
from sandbox.page.routes import attach
from sandbox.socket_mode import Sockets, connect
from sandbox.web_api.endpoint import endpoint

HOST = "127.0.0.1"  # nobody else's business: it holds no password
LARGEST_BODY = 4 * 1024**2
KEEP_ALIVE_SECONDS = 3600.0
SLACKS = Timing()


@asynccontextmanager
async def running(port: int, timing: Timing, *, rules: bool) -> AsyncIterator[LocalSlack]:
    """Serve on the loopback interface until the block ends. Port 0 takes any free one; `base_url` says which.
    Without `rules` no message and no view is held to Slack's rules."""
    web_app = web.Application(client_max_size=LARGEST_BODY)
    web_app.add_routes(
        [
            web.route("*", "/api/{method}", endpoint),
            web.post("/{family:commands|actions}/{team}/{id}/{token}", posted),
            web.get("/link/", connect),
            web.post("/_sandbox/{operation}", operation),
        ]
    )
    attach(web_app)
    runner = web.AppRunner(web_app, access_log=None, keepalive_timeout=KEEP_ALIVE_SECONDS, shutdown_timeout=1.0)
    async with ClientSession(connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar()) as http:
        slack = LocalSlack(timing, http, Sockets(), base_url="", rules=rules)
        web_app[SLACK] = slack
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            slack.base_url = f"http://{HOST}:{runner.addresses[0][1]}"
            yield slack
        finally:
            await _stop(slack)
            await runner.cleanup()


async def _stop(slack: LocalSlack) -> None:
    for task in list(slack.under_way):
        task.cancel()
    await asyncio.gather(*slack.under_way, return_exceptions=True)
    for app_id in list(slack.sockets.connections):
        await slack.sockets.drop(app_id)


async def serve(
    port: int, timing: Timing, ready: Callable[[str], None], stop: asyncio.Event, *, rules: bool = True
) -> None:
    """Serve until `stop` is set; `ready` is told the address once it is open."""
    async with running(port, timing, rules=rules) as slack:
        ready(slack.base_url)
        await stop.wait()


class Sandbox:
    """A local Slack on an event loop of its own, in a daemon thread of this process."""

    def __init__(self, port: int, timing: Timing, *, rules: bool = True) -> None:
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(port, timing, rules), name="local-slack", daemon=True)
        self.url = ""
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure
        self.desk = Desk(self.url)

    @classmethod
    def start(
        cls,
        port: int = 0,
        *,
        retry_delays: tuple[float, ...] = SLACKS.retry_delays,
        ack_seconds: float = SLACKS.ack,
        trigger_seconds: float = SLACKS.trigger,
        response_url_seconds: float = SLACKS.response_url,
        rules: bool = True,
    ) -> Self:
        """Start one, with Slack's own time limits unless others are given. Without `rules` it takes messages and views
        that Slack would refuse. OSError when the port is taken."""
        return cls(port, Timing(ack_seconds, trigger_seconds, response_url_seconds, retry_delays), rules=rules)

    @property
    def api_url(self) -> str:
        """What a WebClient takes as `base_url`."""
        return f"{self.url}/api/"

    def close(self) -> None:
        """Stop: sockets closed, nothing left listening. Harmless when it has stopped already."""
        self.desk.close()
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _run(self, port: int, timing: Timing, rules: bool) -> None:
        try:
            self._loop.run_until_complete(serve(port, timing, self._opened, self._stop, rules=rules))
        except OSError as failure:
            self._failure = failure
        finally:
            self._loop.close()
            self._ready.set()

    def _opened(self, url: str) -> None:
        self.url = url
        self._ready.set()
