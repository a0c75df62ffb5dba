"""Telling apps what happened: who subscribed, the envelope, and the retries until it is acknowledged."""

import asyncio
import time
from typing import Any

from sandbox import payloads
from sandbox.local_slack import LocalSlack
from sandbox.outbound import Outgoing, Reply, send
from sandbox.state.apps import Installation
from sandbox.state.conversations import Conversation
from sandbox.state.world import Workspace

Json = dict[str, Any]

# docs.slack.dev/reference/events: the scope without which an app is not told, by event
SCOPES: dict[str, tuple[str, ...]] = {
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "app_mention": ("app_mentions:read",),
}


def tell(
    slack: LocalSlack, workspace: Workspace, subscription: str, inner: Json, conversation: Conversation | None = None
) -> None:
    """Send an event to every app here that subscribed to it, has its scope and is where it happened."""
    for installation in workspace.installations.values():
        needed = SCOPES.get(subscription, ())
        if subscription not in installation.app.bot_events:
            continue
        if needed and not set(needed) & set(installation.scopes):
            continue
        if conversation is not None and installation.bot_user_id not in conversation.members:
            continue
        shared = conversation is not None and conversation.shared
        slack.start(deliver(slack, installation, payloads.event(installation, inner, None, shared=shared)))


async def deliver(slack: LocalSlack, installation: Installation, envelope: Json) -> Reply:
    """Send one event until the app acknowledges it: at once, then after each of the retry delays, with the
    number and the reason of the retry. An answer with `x-slack-no-retry: 1` ends it."""
    app = installation.app
    inner = envelope.get("event", {})
    kind = f"event:{inner.get('type', envelope['type'])}"
    url = app.url_for(app.settings.get("event_subscriptions", {}).get("request_url"))
    reply, reason = Reply(), ""
    for attempt, delay in enumerate((0.0, *slack.timing.retry_delays)):
        await asyncio.sleep(delay)
        outgoing = Outgoing(
            "events_api",
            kind,
            envelope,
            url,
            installation.team_id,
            takes_answer=False,
            attempt=attempt,
            retry_reason=reason,
        )
        reply = await send(slack, app, outgoing)
        if reply.ok or reply.no_retry:
            break
        reason = reply.error or "unknown_error"
        if app.socket_mode and reason == "http_timeout":
            reason = "timeout"
    return reply


def rate_limited(installation: Installation) -> Json:
    """The payload of `app_rate_limited`, which has no inner event."""
    return {
        "token": installation.app.verification_token,
        "type": "app_rate_limited",
        "team_id": installation.team_id,
        "minute_rate_limited": int(time.time()) // 60 * 60,
        "api_app_id": installation.app.id,
    }


async def verify_url(slack: LocalSlack, installation: Installation, challenge: str) -> bool:
    """Ask the request URL of an app to repeat a challenge, as Slack does when the URL is entered."""
    app = installation.app
    payload = {"token": app.verification_token, "challenge": challenge, "type": "url_verification"}
    url = app.url_for(app.settings.get("event_subscriptions", {}).get("request_url"))
    outgoing = Outgoing("events_api", "url_verification", payload, url, installation.team_id)
    reply = await send(slack, app, outgoing)
    return reply.ok and challenge in str(reply.body)


async def check_ssl(slack: LocalSlack, installation: Installation) -> bool:
    """Send what Slack sends now and then to command URLs to see that their certificate is good."""
    app = installation.app
    commands = app.manifest.get("features", {}).get("slash_commands", [{}])
    payload = {"ssl_check": "1", "token": app.verification_token}
    url = app.url_for(commands[0].get("url"))
    reply = await send(slack, app, Outgoing("slash_commands", "ssl_check", payload, url, installation.team_id))
    return reply.ok
