"""Views: modals in a stack a person has open, and Home tabs."""

import secrets
import time
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sandbox.state.ids import new_id

MOST_IN_STACK = 3  # docs.slack.dev/surfaces/modals: a root view and two pushed on it


def new_hash() -> str:
    """A value that changes whenever a view does."""
    return f"{int(time.time())}.{secrets.token_hex(4)}"


@dataclass(slots=True)
class View:
    """A view as Slack keeps it: what the app sent (`body`, with every block id filled in) and what Slack added."""

    app_id: str
    bot_id: str
    person: str
    team_id: str  # of the person
    installed_team_id: str
    body: dict[str, Any]
    id: str = field(default_factory=lambda: new_id("V"))
    hash: str = field(default_factory=new_hash)
    root_id: str = ""
    previous_id: str | None = None
    values: dict[str, dict[str, Any]] = field(default_factory=dict)  # state.values
    errors: dict[str, str] = field(default_factory=dict)  # shown at the fields, by block id

    def as_view(self) -> dict[str, Any]:
        """The view object of the Web API and of interaction payloads."""
        body = self.body
        return {
            "id": self.id,
            "team_id": self.team_id,
            "type": body["type"],
            "blocks": body["blocks"],
            "private_metadata": body.get("private_metadata", ""),
            "callback_id": body.get("callback_id", ""),
            "state": {"values": deepcopy(self.values)},
            "hash": self.hash,
            "title": body.get("title"),
            "clear_on_close": bool(body.get("clear_on_close", False)),
            "notify_on_close": bool(body.get("notify_on_close", False)),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id or self.id,
            "app_id": self.app_id,
            "external_id": body.get("external_id", ""),
            "app_installed_team_id": self.installed_team_id,
            "bot_id": self.bot_id,
        }
