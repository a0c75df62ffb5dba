"""Breaking things, and sending what does not come from a person: faults, sockets, hand-made events."""

import asyncio
import secrets
from typing import Any

from sandbox import events, payloads
from sandbox.local_slack import LocalSlack
from sandbox.outbound import Reply
from sandbox.refusal import Impossible
from sandbox.state.faults import TROUBLES, Fault
from sandbox.state.limits import Limits

Json = dict[str, Any]


async def fault(slack: LocalSlack, asked: Json) -> Json:
    """Put a fault in force."""
    if asked["trouble"] not in TROUBLES:
        raise Impossible(f"{asked['trouble']!r} is no trouble known here. There is: {', '.join(TROUBLES)}.")
    made = Fault(**asked)
    slack.faults.active.append(made)
    slack.changes.tell()
    return {"id": made.id}


async def lift(slack: LocalSlack, asked: Json) -> Json:
    """End one fault, or all."""
    slack.faults.lift(asked.get("id"))
    slack.changes.tell()
    return {}


async def latency(slack: LocalSlack, asked: Json) -> Json:
    """How long answers of the Web API take from now on."""
    slack.faults.latency = asked["seconds"]
    return {}


async def lag_history(slack: LocalSlack, asked: Json) -> Json:
    """How old a message must be to stand in the history."""
    slack.faults.history_lag = asked["seconds"]
    return {}


async def rate_limits(slack: LocalSlack, asked: Json) -> Json:
    """Put Slack's rate limits in force, or end them, in one workspace or in all."""
    limits = Limits(asked["per_minute"], asked["per_channel_seconds"]) if asked["on"] else None
    slack.limits.switch(limits, asked["team"])
    return {}


async def messages_tab(slack: LocalSlack, asked: Json) -> Json:
    """Turn the messages tab of an app's home on or off, everywhere it is installed."""
    features = slack.world.apps[asked["app"]].manifest.setdefault("features", {})
    features.setdefault("app_home", {})["messages_tab_enabled"] = asked["on"]
    return {}


async def emit(slack: LocalSlack, asked: Json) -> Json:
    """Send an event of any shape to one app, `times` over with one event id, and wait until it is settled."""
    installation = slack.world.installation(asked["team"], asked["app"])
    envelope = payloads.event(installation, asked["event"], asked.get("event_id"))
    copies = [events.deliver(slack, installation, envelope) for _ in range(asked.get("times", 1))]
    return {"replies": [_shown(reply) for reply in await asyncio.gather(*copies)]}


async def rate_limited(slack: LocalSlack, asked: Json) -> Json:
    """Tell an app that it gets too many events."""
    installation = slack.world.installation(asked["team"], asked["app"])
    return _shown(await events.deliver(slack, installation, events.rate_limited(installation)))


async def verify_url(slack: LocalSlack, asked: Json) -> Json:
    """Ask an app's request URL to repeat a challenge."""
    installation = slack.world.installation(asked["team"], asked["app"])
    return {"verified": await events.verify_url(slack, installation, secrets.token_urlsafe(16))}


async def check_ssl(slack: LocalSlack, asked: Json) -> Json:
    """Send an app's command URL the check of its certificate."""
    installation = slack.world.installation(asked["team"], asked["app"])
    return {"ok": await events.check_ssl(slack, installation)}


async def sockets(slack: LocalSlack, asked: Json) -> Json:
    """How many connections an app has that are not about to end; waits for `at_least` so many, up to `timeout`."""

    def enough() -> bool | None:
        return True if len(slack.sockets.staying(asked["app"])) >= asked["at_least"] else None

    await slack.changes.until(enough, asked["timeout"])
    return {"count": len(slack.sockets.staying(asked["app"]))}


async def refresh_sockets(slack: LocalSlack, asked: Json) -> Json:
    """Let an app's connections come to their planned end."""
    await slack.sockets.refresh(asked["app"], asked["warning"])
    return {}


async def drop_sockets(slack: LocalSlack, asked: Json) -> Json:
    """Close an app's connections cleanly."""
    await slack.sockets.drop(asked["app"])
    return {}


async def cut_sockets(slack: LocalSlack, asked: Json) -> Json:
    """Break an app's connections."""
    slack.sockets.cut(asked["app"])
    return {}


def _shown(reply: Reply) -> Json:
    return {"ok": reply.ok, "status": reply.status, "error": reply.error, "seconds": reply.seconds}


OPERATIONS = {
    f.__name__: f
    for f in (
        fault,
        lift,
        latency,
        lag_history,
        rate_limits,
        messages_tab,
        emit,
        rate_limited,
        verify_url,
        check_ssl,
        sockets,
        refresh_sockets,
        drop_sockets,
        cut_sockets,
    )
}
