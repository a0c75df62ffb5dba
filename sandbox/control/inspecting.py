"""Looking closely at one exchange between Slack and an app, and having it once more."""

from typing import Any

from sandbox.local_slack import LocalSlack
from sandbox.outbound import Family, Outgoing, send
from sandbox.refusal import Impossible
from sandbox.state.apps import App
from sandbox.state.record import Exchange

Json = dict[str, Any]


async def exchange(slack: LocalSlack, asked: Json) -> Json:
    """One exchange, with all that was said in it."""
    return {"exchange": _found(slack, asked["number"]).read()}


async def deliver_again(slack: LocalSlack, asked: Json) -> Json:
    """Send a payload to its app once more, as Slack does when it missed an acknowledgement. What the app answers is
    kept on the record and shown to nobody."""
    before = _found(slack, asked["number"])
    app = slack.world.apps.get(before.app_id or "")
    if before.direction != "delivery" or app is None:
        raise Impossible("Only what Slack sent to an app can be sent again.")
    family, url = _where(app, before.name)
    payload = before.read()["sent"]
    reply = await send(slack, app, Outgoing(family, before.name, payload, url, before.team_id, attempt=1))
    return {"ok": reply.ok, "error": reply.error}


def _where(app: App, kind: str) -> tuple[Family, str | None]:
    """How an app is told of this kind of thing, and where without Socket Mode."""
    if kind == "command":
        commands = app.manifest.get("features", {}).get("slash_commands") or [{}]
        return "slash_commands", app.url_for(commands[0].get("url"))
    if kind.startswith("event:"):
        return "events_api", app.url_for(app.settings.get("event_subscriptions", {}).get("request_url"))
    return "interactive", app.url_for(app.settings.get("interactivity", {}).get("request_url"))


def _found(slack: LocalSlack, number: int) -> Exchange:
    for one in reversed(slack.record.exchanges):
        if one.number == number:
            return one
    raise Impossible("That exchange is not on record any more.")


OPERATIONS = {f.__name__: f for f in (exchange, deliver_again)}
