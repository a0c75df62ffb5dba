"""`POST /_sandbox/OPERATION`: JSON in, JSON out; 400 with a sentence for what cannot be done, 403 for who is not of
this machine."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.control import acting, breaking, clock, inspecting, looking, setting
from sandbox.here import from_here
from sandbox.local_slack import SLACK, LocalSlack
from sandbox.refusal import Impossible

Json = dict[str, Any]
Operation = Callable[[LocalSlack, Json], Awaitable[Json]]

OPERATIONS: dict[str, Operation] = {
    **setting.OPERATIONS,
    **acting.OPERATIONS,
    **looking.OPERATIONS,
    **inspecting.OPERATIONS,
    **breaking.OPERATIONS,
    **clock.OPERATIONS,
}


async def operation(request: web.Request) -> web.Response:
    """Run one operation."""
    if not from_here(request):
        return web.json_response({"problem": "Only this machine may ask here."}, status=403)
    slack = request.app[SLACK]
    name = request.match_info["operation"]
    run = OPERATIONS.get(name)
    if run is None:
        return web.json_response({"problem": "There is no such operation."}, status=404)
    try:
        told = await run(slack, json.loads(await request.read()))
    except Impossible as impossible:
        return web.json_response({"problem": str(impossible)}, status=400)
    if name in setting.OPERATIONS:
        slack.changes.tell()
    return web.json_response(told)
