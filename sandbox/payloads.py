"""The shapes of what Slack sends to apps, as its documentation shows them. A workspace here is on no Enterprise
Grid, so `enterprise` is always null."""

import time
from typing import Any

from sandbox.elements import initial_values
from sandbox.state.apps import App, Installation
from sandbox.state.conversations import Conversation, Message
from sandbox.state.ids import new_id
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.state.world import Workspace

Json = dict[str, Any]


def user_of(person: Person) -> Json:
    """The person who acted. Somebody of another company carries their own workspace here."""
    return {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team_id}


def team_of(workspace: Workspace) -> Json:
    """The workspace it happened in."""
    return {"id": workspace.id, "domain": workspace.domain}


def acted(kind: str, app: App, workspace: Workspace, person: Person) -> Json:
    """What every interaction payload begins with."""
    return {
        "type": kind,
        "team": team_of(workspace),
        "user": user_of(person),
        "api_app_id": app.id,
        "token": app.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(conversation: Conversation, message: Message) -> Json:
    """Where an interaction in a message happened. An ephemeral message is not sent along: Slack keeps none."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    where: Json = {
        "container": container,
        "channel": {"id": conversation.id, "name": conversation.payload_name},
    }
    if message.only_for is None:
        where["message"] = message.as_message()
    return where


def values_of(message: Message, person_id: str) -> Json:
    """`state.values` of a message as one person left its elements."""
    if person_id not in message.touched:
        message.touched[person_id] = initial_values(message.blocks)
    return message.touched[person_id]


def in_view(view: View) -> Json:
    """Where an interaction in a view happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_view()}


def command(
    installation: Installation,
    workspace: Workspace,
    conversation: Conversation,
    person: Person,
    said: tuple[str, str],
    passes: dict[str, str],
) -> dict[str, str]:
    """A slash command; `said` is its name and its text, `passes` its trigger id and response URL."""
    app = installation.app
    return {
        "token": app.verification_token,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": conversation.id,
        "channel_name": conversation.payload_name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": said[0],
        "text": said[1],
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        "response_url": passes["response_url"],
        "trigger_id": passes["trigger_id"],
    }


def event(installation: Installation, inner: Json, event_id: str | None, *, shared: bool = False) -> Json:
    """The envelope of an event."""
    app = installation.app
    return {
        "token": app.verification_token,
        "team_id": installation.team_id,
        "context_team_id": installation.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id or new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": installation.team_id,
                "user_id": installation.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": new_id("4-"),
    }
