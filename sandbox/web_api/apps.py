"""auth.*, apps.*, team.* and bots.*: who I am and where."""

from sandbox.refusal import Refused
from sandbox.web_api.call import TIER_3, Call, Json, Method


def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    if call.installed is None:
        return {"app_name": call.app.name, "app_id": call.app.id}
    workspace, installation = call.workspace, call.installation
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.people[installation.bot_user_id].handle,
        "team_id": workspace.id,
        "user_id": installation.bot_user_id,
        "bot_id": installation.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """A WebSocket address for Socket Mode, good for one connection."""
    if not call.app.socket_mode:
        raise Refused("forbidden_team")
    return {"url": call.slack.sockets.give_url(call.slack.base_url, call.app)}


def team_info(call: Call) -> Json:
    """Name and domain of the workspace."""
    workspace = call.workspace
    return {
        "team": {
            "id": workspace.id,
            "name": workspace.name,
            "domain": workspace.domain,
            "url": f"https://{workspace.domain}.slack.com/",
            "email_domain": "",
            "icon": {"image_default": True},
            "is_verified": False,
        }
    }


def bots_info(call: Call) -> Json:
    """The bot of an app installed here."""
    for installation in call.workspace.installations.values():
        if installation.bot_id == call.arguments.get("bot", installation.bot_id):
            return {
                "bot": {
                    "id": installation.bot_id,
                    "deleted": False,
                    "name": installation.app.bot_name,
                    "updated": 0,
                    "app_id": installation.app.id,
                    "user_id": installation.bot_user_id,
                }
            }
    raise Refused("bot_not_found")


METHODS = {
    "auth.test": Method(auth_test, bearer="either"),
    "apps.connections.open": Method(connections_open, bearer="app", per_minute=TIER_3),
    "team.info": Method(team_info, scopes=("team:read",), per_minute=TIER_3),
    "bots.info": Method(bots_info, scopes=("users:read",), per_minute=TIER_3),
}
