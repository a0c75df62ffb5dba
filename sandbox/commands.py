"""A person types a slash command."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox import answers, passes, payloads, posting
from sandbox.local_slack import LocalSlack
from sandbox.outbound import Outgoing, send
from sandbox.refusal import Impossible, Refused
from sandbox.state.apps import Installation
from sandbox.state.conversations import Conversation, Message
from sandbox.state.people import Person
from sandbox.state.world import Workspace


@dataclass(slots=True)
class Outcome:
    """What a person gets to see of an interaction: an error of Slack's or none, and the message it put there."""

    error: str | None = None
    status: int | None = None
    seconds: float = 0.0
    message: Message | None = None
    errors: dict[str, str] | None = None  # at the fields of a modal

    def as_dict(self) -> dict[str, Any]:
        """For the control address; the message in Slack's shape."""
        return {
            "ok": self.error is None and not self.errors,
            "error": self.error,
            "status": self.status,
            "seconds": self.seconds,
            "errors": self.errors or {},
        }


async def type_command(
    slack: LocalSlack, workspace: Workspace, person: Person, conversation: Conversation, name: str, text: str
) -> Outcome:
    """Send `/name text` to the app that has the command, and show what it answers.

    As in Slack the app installed last wins a name, an unknown command is `unknown_command`, silence for three
    seconds `operation_timeout`, and anything but a 200 `dispatch_failed`.
    """
    if person.id not in conversation.members:
        raise Impossible(f"{person.name} is not in {conversation.name or conversation.id}, so cannot type there.")
    owner = _owner(workspace, name)
    if owner is None:
        return Outcome(error="unknown_command")
    entry = owner.app.command(name) or {}
    sent_text = escape(workspace, text) if entry.get("should_escape") else text
    url = passes.give_response_url(slack, owner, conversation.id, person.id, family="commands")
    trigger_id = passes.give_trigger(slack, owner, person.id)
    handed = {"response_url": passes.full_url(slack, url), "trigger_id": trigger_id}
    payload = payloads.command(owner, workspace, conversation, person, (name, sent_text), handed)
    to = owner.app.url_for(entry.get("url"))
    reply = await send(slack, owner.app, Outgoing("slash_commands", "command", payload, to, workspace.id))
    outcome = Outcome(reply.user_error, reply.status, reply.seconds)
    if reply.ok and reply.body:
        try:
            if reply.body.get("response_type") == "in_channel":
                posting.say(slack, conversation, person.id, person.team_id, f"{name} {text}".strip())
            outcome.message = answers.accept(slack, f"answer to {name}", url, reply.body)
        except Refused as refused:
            outcome.error = refused.error
    return outcome


def _owner(workspace: Workspace, name: str) -> Installation | None:
    having = [i for i in workspace.installations.values() if i.app.command(name) and "commands" in i.scopes]
    return having[-1] if having else None


def escape(workspace: Workspace, text: str) -> str:
    """What `should_escape` sends for what was typed: entities, and the ids of people and channels that exist."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    people = {p.handle: p.id for p in workspace.people.values()}
    channels = {c.name: c for c in workspace.conversations.values() if c.kind in {"public", "private"}}

    def mention(found: re.Match[str]) -> str:
        mark, name = found[1], found[2]
        if mark == "@" and name in {"here", "channel", "everyone"}:
            return f"<!{name}>"
        if mark == "@" and name in people:
            return f"<@{people[name]}|{name}>"
        if mark == "#" and name in channels:
            channel = channels[name]
            return f"<#{channel.id}|{name if channel.kind == 'public' else ''}>"
        return found[0]

    text = re.sub(r"(?<!\w)([@#])([\w.-]*\w)", mention, text)
    return re.sub(r"(?<!\S)(https?://\S+)", r"<\1>", text)
