"""Putting messages into conversations, changing them, taking them away; for every way an app has to do so."""

from typing import Any

from sandbox import message_events
from sandbox.elements import with_ids
from sandbox.local_slack import LocalSlack
from sandbox.state.apps import Installation
from sandbox.state.conversations import Conversation, Message

Json = dict[str, Any]


# Rules differ by the way a message is sent; what is no method here is an answer: an ack or a response URL.
SURFACES = {"chat.postMessage": "message", "chat.update": "update", "chat.postEphemeral": "ephemeral"}


def check(slack: LocalSlack, place: str, installation: Installation, body: Json) -> None:
    """Refused when Slack would not take this as a message: empty, or against its rules."""
    checked = {k: body[k] for k in ("text", "blocks", "attachments", "metadata") if body.get(k)}
    slack.require_message(place, installation.app.id, checked, SURFACES.get(place, "response"))


def post(
    slack: LocalSlack,
    installation: Installation,
    conversation: Conversation,
    body: Json,
    *,
    only_for: str | None = None,
) -> Message:
    """Put a checked message of the app into a conversation; for one person only when it is ephemeral."""
    message = Message(
        ts=slack.world.timestamps.next(),
        channel=conversation.id,
        user=installation.bot_user_id,
        text=str(body.get("text") or ""),
        attachments=list(body.get("attachments") or []),
        thread_ts=body.get("thread_ts"),
        metadata=body.get("metadata"),
        app_id=installation.app.id,
        bot_id=installation.bot_id,
        team=installation.team_id,
        only_for=only_for,
    )
    message.blocks = with_ids(body.get("blocks") or [])
    conversation.messages[message.ts] = message
    slack.changes.tell()
    if only_for is None:
        message_events.said(slack, conversation, message)
    return message


def edit(slack: LocalSlack, conversation: Conversation, message: Message, body: Json) -> None:
    """Change what a message says, as chat.update does: what `body` does not name stays as it is."""
    before = message.as_message()
    if "text" in body:
        message.text = str(body["text"] or "")
    if "blocks" in body:
        message.blocks, message.touched = with_ids(body["blocks"]), {}
    if "attachments" in body:
        message.attachments = list(body["attachments"])
    if "metadata" in body:
        message.metadata = body["metadata"]
    _edited(slack, conversation, message, before)


def replace(slack: LocalSlack, conversation: Conversation, message: Message, body: Json) -> None:
    """Put something else in a message's place, as `replace_original` does: nothing of it stays."""
    before = message.as_message()
    message.text = str(body.get("text") or "")
    message.blocks, message.touched = with_ids(body.get("blocks") or []), {}
    message.attachments = list(body.get("attachments") or [])
    _edited(slack, conversation, message, before)


def delete(slack: LocalSlack, conversation: Conversation, message: Message) -> None:
    """Take a message away for everyone who saw it."""
    if conversation.messages.pop(message.ts, None) is not None:
        slack.changes.tell()
        message_events.deleted(slack, conversation, message)


def _edited(slack: LocalSlack, conversation: Conversation, message: Message, before: Json) -> None:
    message.edited_ts = slack.world.timestamps.next()
    slack.changes.tell()
    message_events.changed(slack, conversation, message, before)


def say(slack: LocalSlack, conversation: Conversation, person: str, team_id: str, text: str) -> Message:
    """Put what a person typed into a conversation."""
    message = Message(slack.world.timestamps.next(), conversation.id, person, text, team=team_id)
    conversation.messages[message.ts] = message
    slack.changes.tell()
    return message
