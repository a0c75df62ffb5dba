"""`/api/METHOD`: reads arguments and token, applies scopes and faults, runs the method, keeps the record."""

import asyncio
import time

from aiohttp import web

from sandbox.local_slack import SLACK, LocalSlack
from sandbox.refusal import Refused
from sandbox.state.apps import App, Installation
from sandbox.state.faults import Fault
from sandbox.state.record import Exchange
from sandbox.web_api import apps, chat, conversations, users, views
from sandbox.web_api.call import Call, Json, Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **users.METHODS,
    **views.METHODS,
}


async def endpoint(request: web.Request) -> web.StreamResponse:
    """Answer one Web API call. `ok: false` is an answer like any other: HTTP 200."""
    slack = request.app[SLACK]
    name = request.match_info["method"]
    arguments = await _arguments(request)
    token = _token(request, arguments)
    app, installed = _owner(slack, token)
    exchange = slack.record.begin(
        "call",
        name,
        app_id=app.id if app else None,
        team_id=installed.team_id if installed else None,
        sent=arguments,
        at=time.time(),
    )
    started = time.perf_counter()
    fault = slack.faults.take(name, exchange.team_id)
    if fault and fault.trouble == "slow":
        await asyncio.sleep(fault.seconds)
    if fault and (faulty := _faulty(fault)):
        return _finish(exchange, faulty, started)
    if fault and fault.trouble == "drop_before":
        return _drop(request, exchange, started)
    answer = _run(slack, name, token, arguments)
    exchange.error = answer.get("error")
    if fault and fault.trouble == "drop_after":
        exchange.answer = answer
        return _drop(request, exchange, started)
    response = web.json_response(answer, headers=_headers(name, installed))
    exchange.answer = answer
    return _finish(exchange, response, started)


async def _arguments(request: web.Request) -> Json:
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        return arguments | body if isinstance(body, dict) else arguments
    return arguments | dict(await request.post())


def _token(request: web.Request, arguments: Json) -> str:
    header = request.headers.get("Authorization", "")
    given = str(arguments.pop("token", "") or "")
    return header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else given


def _owner(slack: LocalSlack, token: str) -> tuple[App | None, Installation | None]:
    installed = slack.world.bot_tokens.get(token)
    return (installed.app, installed) if installed else (slack.world.app_tokens.get(token), None)


def _run(slack: LocalSlack, name: str, token: str, arguments: Json) -> Json:
    try:
        method = _method(name)
        app, installed = _authorised(slack, method, token)
        return {"ok": True} | method.run(Call(slack, name, arguments, app, installed))
    except Refused as refused:
        return {"ok": False, "error": refused.error} | refused.more


def _method(name: str) -> Method:
    if name not in METHODS:
        raise Refused("unknown_method", req_method=name)
    return METHODS[name]


def _authorised(slack: LocalSlack, method: Method, token: str) -> tuple[App, Installation | None]:
    if not token:
        raise Refused("not_authed")
    app, installed = _owner(slack, token)
    if app is None:
        raise Refused("invalid_auth")
    if installed and installed.dead:
        raise Refused(installed.dead)
    if method.bearer not in {"either", "bot" if installed else "app"}:
        raise Refused("not_allowed_token_type")
    if installed and method.scopes and not set(method.scopes) & set(installed.scopes):
        raise Refused("missing_scope", needed=method.scopes[0], provided=",".join(installed.scopes))
    return app, installed


def _headers(name: str, installed: Installation | None) -> dict[str, str]:
    headers = {"x-slack-req-id": "local"}
    if installed:
        headers["x-oauth-scopes"] = ",".join(installed.scopes)
        accepted = METHODS[name].scopes if name in METHODS else ()
        headers["x-accepted-oauth-scopes"] = ",".join(accepted)
    return headers


def _faulty(fault: Fault) -> web.Response | None:
    if fault.trouble == "http_500":
        return web.Response(status=500, text="Internal Server Error")
    if fault.trouble == "rate_limited":
        headers = {"Retry-After": str(max(1, round(fault.seconds)))}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if fault.trouble == "error":
        return web.json_response({"ok": False, "error": fault.error})
    return None


def _finish(exchange: Exchange, response: web.Response, started: float) -> web.Response:
    exchange.status = response.status
    if exchange.answer is None:
        exchange.answer = response.text
    exchange.seconds = time.perf_counter() - started
    return response


def _drop(request: web.Request, exchange: Exchange, started: float) -> web.StreamResponse:
    exchange.error, exchange.seconds = "dropped", time.perf_counter() - started
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
