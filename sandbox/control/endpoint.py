"""`POST /_sandbox/OPERATION`: JSON in, JSON out; 400 with a sentence for what cannot be done, 403 for who is not of
this machine."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.control import acting, breaking, looking, setting
from sandbox.local_slack import SLACK, LocalSlack
from sandbox.refusal import Impossible

Json = dict[str, Any]
Operation = Callable[[LocalSlack, Json], Awaitable[Json]]

OPERATIONS: dict[str, Operation] = {
    **setting.OPERATIONS,
    **acting.OPERATIONS,
    **looking.OPERATIONS,
    **breaking.OPERATIONS,
}


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def _from_here(request: web.Request) -> bool:
    """Whether this server was asked by its own name, and not by the page of a stranger in somebody's browser."""
    origin = request.headers.get("Origin")
    asked = urlsplit(f"//{request.host}").hostname in LOOPBACK
    return asked and (origin is None or urlsplit(origin).hostname in LOOPBACK)


async def operation(request: web.Request) -> web.Response:
    """Run one operation."""
    if not _from_here(request):
        return web.json_response({"problem": "Only this machine may ask here."}, status=403)
    slack = request.app[SLACK]
    run = OPERATIONS.get(request.match_info["operation"])
    if run is None:
        return web.json_response({"problem": "There is no such operation."}, status=404)
    try:
        return web.json_response(await run(slack, json.loads(await request.read())))
    except Impossible as impossible:
        return web.json_response({"problem": str(impossible)}, status=400)
