"""The page's socket: the page says what it looks at, and is told whatever changes there."""

import asyncio
import json
from contextlib import suppress
from functools import partial

from aiohttp import WSMsgType, web

from sandbox.here import from_here
from sandbox.local_slack import SLACK, LocalSlack
from sandbox.page.watch import Look, Watch

PAGES: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("pages", set)  # those that are open
PAUSE = 0.03  # seconds in which what happens together is told together
STILL = 3600.0


async def live(request: web.Request) -> web.StreamResponse:
    """One open page, until it goes."""
    if not from_here(request):
        raise web.HTTPForbidden(text="Only this machine may ask here.")
    slack, watch = request.app[SLACK], Watch()
    socket = web.WebSocketResponse(heartbeat=20.0, timeout=1.0)
    await socket.prepare(request)
    request.app[PAGES].add(socket)
    telling = asyncio.get_running_loop().create_task(_tell(slack, socket, watch))
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                with suppress(ValueError, TypeError, AttributeError):  # what makes no sense changes nothing
                    watch.look = Look.of(json.loads(message.data))
                    slack.changes.tell()
    finally:
        request.app[PAGES].discard(socket)
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
    return socket


async def say_goodbye(app: web.Application) -> None:
    """Close all pages' sockets: the server stops."""
    pages = app[PAGES]
    for socket in list(pages):
        await socket.close()


async def _tell(slack: LocalSlack, socket: web.WebSocketResponse, watch: Watch) -> None:
    while not socket.closed:
        count = slack.changes.count
        if news := watch.news(slack):
            try:
                await socket.send_json(news)
            except ConnectionError:
                return  # the page was closed
        await slack.changes.until(partial(_moved_on, slack, count), STILL)
        await asyncio.sleep(PAUSE)


def _moved_on(slack: LocalSlack, count: int) -> bool | None:
    """True once there were more changes than so many; None until then."""
    return slack.changes.count != count or None
