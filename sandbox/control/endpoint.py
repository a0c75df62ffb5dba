"""`POST /_sandbox/OPERATION`: JSON in, JSON out; 400 with a sentence for what cannot be done."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

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


async def operation(request: web.Request) -> web.Response:
    """Run one operation."""
    slack = request.app[SLACK]
    run = OPERATIONS.get(request.match_info["operation"])
    if run is None:
        return web.json_response({"problem": "There is no such operation."}, status=404)
    try:
        return web.json_response(await run(slack, json.loads(await request.read())))
    except Impossible as impossible:
        return web.json_response({"problem": str(impossible)}, status=400)
