"""What an app says to a command at once, and what it posts to a response URL."""

import asyncio
import time
from typing import Any

from aiohttp import web

from sandbox import posting
from sandbox.local_slack import SLACK, LocalSlack
from sandbox.refusal import Refused
from sandbox.state.conversations import Message
from sandbox.state.packing import pack
from sandbox.state.passes import USES_OF_RESPONSE_URL, ResponseUrl
from sandbox.trouble import Answer, drop, faulty

Json = dict[str, Any]


def accept(slack: LocalSlack, place: str, url: ResponseUrl, body: Json) -> Message | None:
    """Do what `body` asks for at the place `url` stands for; the message that is there afterwards, if any.

    Ephemeral unless `response_type` is in_channel. `replace_original` and `delete_original` mean the message that
    was pressed, or the first answer to the command. A message never turns from ephemeral to public or back.
    """
    workspace = slack.world.workspace(url.installation.team_id)
    conversation = workspace.conversations[url.channel]
    original = conversation.messages.get(url.original or "")
    if body.get("delete_original"):
        if original is not None:
            posting.delete(slack, conversation, original)
        return None
    posting.check(slack, place, url.installation, body)
    if body.get("replace_original") and original is not None:
        posting.replace(slack, conversation, original, body)
        return original
    only_for = None if body.get("response_type") == "in_channel" else url.person
    if url.thread_ts and "thread_ts" not in body:
        body = body | {"thread_ts": url.thread_ts}
    message = posting.post(slack, url.installation, conversation, body, only_for=only_for)
    if url.original is None:
        url.original = message.ts
    return message


async def posted(request: web.Request) -> web.StreamResponse:
    """POST to a response URL. Five uses in thirty minutes; membership does not matter. Faults in force are applied."""
    slack = request.app[SLACK]
    url = slack.world.response_urls.get(request.match_info["token"])
    try:
        body = await request.json()
    except ValueError:
        body = None
    exchange = slack.record.begin(
        "call",
        "response_url",
        app_id=url.installation.app.id if url else None,
        team_id=url.installation.team_id if url else None,
        sent=body or {},
        at=time.time(),
    )
    started = time.perf_counter()
    fault = slack.faults.take("response_url", exchange.team_id)
    if fault and fault.trouble == "slow":
        await asyncio.sleep(fault.seconds)
    answer = None
    if not (fault and fault.trouble == "drop_before"):
        answer = (fault and faulty(fault)) or _answer(slack, url, body)
    if fault and fault.trouble == "drop_after":
        answer = None
    exchange.error, exchange.seconds = answer.error if answer else "dropped", time.perf_counter() - started
    if answer:
        exchange.status, exchange.answer = answer.status, pack(answer.body)
    slack.changes.tell()
    return answer.response() if answer else drop(request)


def _answer(slack: LocalSlack, url: ResponseUrl | None, body: object) -> Answer:
    try:
        _use(slack, url, body)
    except Refused as refused:
        status = 404 if refused.error in {"expired_url", "used_url"} else 400
        return Answer({"ok": False, "error": refused.error} | refused.more, status)
    return Answer("ok")


def _use(slack: LocalSlack, url: ResponseUrl | None, body: object) -> None:
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    if url is None or time.monotonic() > url.expires:
        raise Refused("expired_url")
    if url.uses >= USES_OF_RESPONSE_URL:
        raise Refused("used_url")
    url.uses += 1
    accept(slack, "response_url", url, body)
