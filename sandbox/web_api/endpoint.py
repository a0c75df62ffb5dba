"""`/api/METHOD`: reads arguments and token, applies scopes, limits and faults, runs the method, keeps the record."""

import asyncio
import time

from aiohttp import web

from sandbox.local_slack import SLACK, LocalSlack
from sandbox.refusal import RateLimited, Refused
from sandbox.state.apps import App, Installation
from sandbox.state.faults import Fault
from sandbox.state.limits import Asked
from sandbox.state.packing import pack
from sandbox.state.record import Exchange
from sandbox.trouble import Answer, drop, faulty, too_many
from sandbox.web_api import apps, chat, conversations, history, reactions, users, views
from sandbox.web_api.call import Call, Json, Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **history.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}


async def endpoint(request: web.Request) -> web.StreamResponse:
    """Answer one Web API call. What it asks for is done at once; the answer leaves after the latency in force."""
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
    answer = _answer(slack, name, token, arguments, fault)
    if slack.faults.latency:
        await asyncio.sleep(slack.faults.latency)
    dropped = fault is not None and fault.trouble in {"drop_before", "drop_after"}
    _end(exchange, answer, started, dropped=dropped)
    slack.changes.tell()
    return drop(request) if answer is None or dropped else answer.response()


def _answer(slack: LocalSlack, name: str, token: str, arguments: Json, fault: Fault | None) -> Answer | None:
    if fault and fault.trouble == "drop_before":
        return None
    return (fault and faulty(fault)) or _run(slack, name, token, arguments)


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


def _run(slack: LocalSlack, name: str, token: str, arguments: Json) -> Answer:
    headers = {"x-slack-req-id": "local"}
    try:
        method = _method(name)
        app, installed = _authorised(slack, method, token)
        if installed:
            headers["x-oauth-scopes"] = ",".join(installed.scopes)
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
        call = Call(slack, name, arguments, app, installed)
        channel = method.paced(call) if method.paced else None
        asked = Asked(app.id, installed.team_id if installed else None, name, channel)
        slack.limits.spend(asked, method.per_minute, time.monotonic())
        return Answer({"ok": True} | method.run(call), headers=headers)
    except RateLimited as refused:
        return too_many(refused.retry_after)
    except Refused as refused:
        return Answer({"ok": False, "error": refused.error} | refused.more, headers=headers)


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


def _end(exchange: Exchange, answer: Answer | None, started: float, *, dropped: bool) -> None:
    exchange.seconds = time.perf_counter() - started
    exchange.answer = pack(answer.body) if answer else None
    if dropped or answer is None:
        exchange.error = "dropped"
    else:
        exchange.error, exchange.status = answer.error, answer.status
