"""One Web API call: who makes it, with which arguments."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.local_slack import LocalSlack
from sandbox.refusal import Refused
from sandbox.state.apps import App, Installation
from sandbox.state.conversations import Conversation
from sandbox.state.people import Person
from sandbox.state.world import Workspace

Json = dict[str, Any]

# docs.slack.dev/apis/web-api/pagination: "we recommend no more than 200 results at a time"; 1000 is refused above
MOST_A_PAGE = 1000

# docs.slack.dev/apis/web-api/rate-limits: calls a minute, by method, workspace and app
TIER_2, TIER_3, TIER_4 = 20, 50, 100


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose token was recognised. `installation` is missing only for methods of app-level tokens."""

    slack: LocalSlack
    method: str
    arguments: Json
    app: App
    installed: Installation | None

    @property
    def installation(self) -> Installation:
        """Whose bot token was used."""
        if self.installed is None:
            raise Refused("not_allowed_token_type")
        return self.installed

    @property
    def workspace(self) -> Workspace:
        """The workspace of the bot token."""
        return self.slack.world.workspaces[self.installation.team_id]

    def text(self, name: str, missing: str | None = None) -> str:
        """A text argument. Refused with `missing`, or as invalid_arguments, when it is not there."""
        value = self.arguments.get(name)
        if value is None or value == "":
            raise Refused(missing) if missing else _required(name)
        return str(value)

    def flag(self, name: str) -> bool:
        """A boolean argument; false when it is not there."""
        return self.arguments.get(name) in {True, "true", "True", "1"}

    def number(self, name: str, default: int) -> int:
        """A whole number; `default` when it is not there."""
        value = self.arguments.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise Refused("invalid_arguments") from None

    def tree(self, name: str, error: str = "invalid_arguments") -> Any:
        """A list or object, as itself or as JSON in a string; None when it is not there."""
        value = self.arguments.get(name)
        if isinstance(value, str):
            if not value:
                return None
            try:
                value = json.loads(value)
            except ValueError:
                raise Refused(error) from None
        return value

    def view(self) -> Json:
        """The `view` argument."""
        view = self.tree("view")
        if not isinstance(view, dict):
            raise _required("view")
        return view

    def seen_conversation(self) -> Conversation:
        """The conversation named by `channel`, if the app can see it: any public one, others as a member."""
        conversation = self.workspace.conversations.get(self.text("channel", "channel_not_found"))
        if conversation is None or not self.sees(conversation):
            raise Refused("channel_not_found")
        return conversation

    def sees(self, conversation: Conversation) -> bool:
        """Whether the app's bot user can see that it exists."""
        return conversation.kind == "public" or self.installation.bot_user_id in conversation.members

    def person(self, person_id: str) -> Person:
        """Someone the workspace can see; Refused as user_not_found."""
        person = self.workspace.people.get(person_id)
        if person is None:
            raise Refused("user_not_found")
        return person

    def require_scope(self, conversation: Conversation, verb: str) -> None:
        """Refused when the app lacks the scope `verb` for this type of conversation, such as `im:history`."""
        needed = f"{conversation.scope}:{verb}"
        if needed not in self.installation.scopes:
            raise Refused("missing_scope", needed=needed, provided=",".join(self.installation.scopes))

    def page(self, items: list[Any], default: int = 100) -> tuple[list[Any], Json]:
        """One page of `items` by `limit` and `cursor`, and the `response_metadata` that leads to the next."""
        limit = self.number("limit", default) or default
        if not 0 < limit <= MOST_A_PAGE:
            raise Refused("invalid_limit")
        cursor = str(self.arguments.get("cursor") or "")
        try:
            start = int(cursor.removeprefix("from:")) if cursor else 0
        except ValueError:
            raise Refused("invalid_cursor") from None
        end = start + limit
        return items[start:end], {"next_cursor": f"from:{end}" if end < len(items) else ""}


def _required(name: str) -> Refused:
    return Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]})


@dataclass(frozen=True, slots=True)
class Method:
    """A method on offer: what it does, the scopes of which one must be granted, and the kind of its token.

    `per_minute` is its published limit, None where Slack publishes none; `paced` says which channel's seconds a call
    of it takes.
    """

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    bearer: Literal["bot", "app", "either"] = "bot"
    per_minute: int | None = None
    paced: Callable[[Call], str] | None = None
