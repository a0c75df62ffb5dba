"""conversations.history and conversations.replies: reading what was said. A lag in force hides what is too new."""

import base64
import binascii
import sys
import time
from collections.abc import Callable

from sandbox.refusal import Refused
from sandbox.state.conversations import Message
from sandbox.web_api.call import TIER_3, Call, Json, Method

# docs.slack.dev/reference/methods/conversations.history: "Maximum of 999", 100 unless asked for
MOST, USUAL = 999, 100
USUAL_REPLIES = 1000  # docs.slack.dev/reference/methods/conversations.replies


def history(call: Call) -> Json:
    """What was said in a conversation, newest first, by pages; replies stand in their threads only.

    `oldest` and `latest` are left out themselves unless `inclusive`; metadata comes with `include_all_metadata`.
    """
    limit = call.number("limit", USUAL) or USUAL
    if not 0 < limit <= MOST:
        raise Refused("invalid_limit")
    start = _cursor(str(call.arguments.get("cursor") or ""))
    wanted = _between(call)
    found = [m for m in reversed(_readable(call)) if m.thread_ts in {None, m.ts} and wanted(m)]
    found = [m for m in found if start is None or _micros(m.ts) <= start]
    answer: Json = {"messages": _shown(call, found[:limit]), "has_more": len(found) > limit, "pin_count": 0}
    if len(found) > limit:
        cursor = base64.b64encode(f"next_ts:{_micros(found[limit].ts)}".encode()).decode()
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def replies(call: Call) -> Json:
    """A message and the replies to it, oldest first, by pages."""
    parent = call.text("ts", "thread_not_found")
    thread = [m for m in _readable(call) if parent in {m.ts, m.thread_ts}]
    if not thread or thread[0].ts != parent:
        raise Refused("thread_not_found")
    wanted = _between(call)
    page, more = call.page([m for m in thread if m.ts == parent or wanted(m)], USUAL_REPLIES)
    return {"messages": _shown(call, page), "has_more": bool(more["next_cursor"]), "response_metadata": more}


def _readable(call: Call) -> list[Message]:
    conversation = call.seen_conversation()
    call.require_scope(conversation, "history")
    if call.installation.bot_user_id not in conversation.members:
        raise Refused("not_in_channel")
    known_until = (time.time() - call.slack.faults.history_lag) * 1e6
    return [m for m in conversation.messages.values() if m.only_for is None and _micros(m.ts) <= known_until]


def _between(call: Call) -> Callable[[Message], bool]:
    margin = 0 if call.flag("inclusive") else 1
    oldest = _moment(call, "oldest")
    latest = _moment(call, "latest")
    first = -1 if oldest is None else oldest + margin
    last = sys.maxsize if latest is None else latest - margin
    return lambda message: first <= _micros(message.ts) <= last


def _moment(call: Call, name: str) -> int | None:
    value = call.arguments.get(name)
    if value is None or value == "":
        return None
    try:
        return _micros(str(value))
    except (ValueError, OverflowError):
        raise Refused(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    return round(float(ts) * 1e6)


def _cursor(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next_ts:"))
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None


def _shown(call: Call, messages: list[Message]) -> list[Json]:
    with_metadata = call.flag("include_all_metadata")
    return [message.as_message(with_metadata=with_metadata) for message in messages]


HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS = {
    "conversations.history": Method(history, scopes=HISTORY, per_minute=TIER_3),
    "conversations.replies": Method(replies, scopes=HISTORY, per_minute=TIER_3),
}
