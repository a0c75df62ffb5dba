"""All workspaces of one local Slack, and how things in them are found."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.refusal import Impossible
from sandbox.state.apps import App, Installation
from sandbox.state.conversations import Conversation, ConversationKind, Message
from sandbox.state.ids import Timestamps, new_id
from sandbox.state.passes import ResponseUrl, Trigger
from sandbox.state.people import Person
from sandbox.state.views import View


@dataclass(slots=True)
class Workspace:
    """One workspace. `installations` is in order of installing: a command goes to the latest that has it."""

    id: str
    name: str
    domain: str
    zone: str | None
    people: dict[str, Person] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    installations: dict[str, Installation] = field(default_factory=dict)  # by app id
    directs: dict[frozenset[str], Conversation] = field(default_factory=dict)  # DMs and group DMs, by their members


@dataclass(slots=True)
class World:
    """Everything this server knows. Only its event loop touches it, so nothing here locks."""

    timestamps: Timestamps = field(default_factory=Timestamps)
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    installations: list[Installation] = field(default_factory=list)
    bot_tokens: dict[str, Installation] = field(default_factory=dict)
    app_tokens: dict[str, App] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)  # every modal still open, by id
    stacks: dict[str, list[View]] = field(default_factory=dict)  # by person, the top last
    homes: dict[tuple[str, str], View] = field(default_factory=dict)  # by app and person
    marks: dict[tuple[str, str], str] = field(default_factory=dict)  # by person and conversation: read up to this ts

    def workspace(self, team_id: str) -> Workspace:
        """The workspace with this id; Impossible when there is none."""
        try:
            return self.workspaces[team_id]
        except KeyError:
            raise Impossible(f"There is no workspace {team_id}.") from None

    def person(self, team_id: str, person_id: str) -> Person:
        """A person whom this workspace can see; Impossible when it cannot."""
        try:
            return self.workspace(team_id).people[person_id]
        except KeyError:
            raise Impossible(f"Nobody with id {person_id} is in {self.workspace(team_id).name}.") from None

    def conversation(self, team_id: str, channel_id: str) -> Conversation:
        """A conversation of this workspace; Impossible when there is none."""
        try:
            return self.workspace(team_id).conversations[channel_id]
        except KeyError:
            raise Impossible(f"There is no conversation {channel_id} in {self.workspace(team_id).name}.") from None

    def installation(self, team_id: str, app_id: str | None = None) -> Installation:
        """This app's installation here, or without `app_id` the latest one; Impossible when there is none."""
        found = self.workspace(team_id).installations
        if app_id is None and found:
            return list(found.values())[-1]
        if app_id not in found:
            raise Impossible(f"{'No app' if app_id is None else app_id} is not installed here.")
        return found[app_id]

    def add_conversation(
        self, workspace: Workspace, kind: ConversationKind, name: str, members: list[str], **more: Any
    ) -> Conversation:
        """A new conversation with these members."""
        prefix = "D" if kind == "im" else "C"
        conversation = Conversation(new_id(prefix), kind, name, workspace.id, members=dict.fromkeys(members), **more)
        workspace.conversations[conversation.id] = conversation
        return conversation

    def direct(self, workspace: Workspace, members: list[str]) -> tuple[Conversation, bool]:
        """The DM or group DM of exactly these members, and whether it was there before."""
        wanted = frozenset(members)
        if there := workspace.directs.get(wanted):
            return there, True
        kind: ConversationKind = "mpim" if len(wanted) > 2 else "im"  # noqa: PLR2004 - two make a DM
        name = ""
        if kind == "mpim":
            name = "mpdm-" + "--".join(workspace.people[m].handle for m in members) + "-1"
        workspace.directs[wanted] = self.add_conversation(workspace, kind, name, members)
        return workspace.directs[wanted], False

    def message(self, team_id: str, channel_id: str, ts: str) -> Message:
        """One message; Impossible when it is not there (any more)."""
        try:
            return self.conversation(team_id, channel_id).messages[ts]
        except KeyError:
            raise Impossible(f"There is no message {ts} in {channel_id}.") from None
