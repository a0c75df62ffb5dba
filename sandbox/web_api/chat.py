"""chat.*: saying something, to all in a conversation or to one; changing it; taking it back."""

import time
from typing import Any

from sandbox import posting
from sandbox.refusal import Refused
from sandbox.state.conversations import Conversation, Message
from sandbox.state.record import Post
from sandbox.web_api.call import TIER_3, TIER_4, Call, Json, Method
from sandbox.web_api.conversations import require_reachable


def post_message(call: Call) -> Json:
    """Post to a conversation, or to the DM with the person whose id stands as `channel`."""
    conversation = _writable(call)
    body = _body(call)
    posting.check(call.slack, call.method, call.installation, body)
    message = posting.post(call.slack, call.installation, conversation, body)
    _keep(call, conversation, message)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": message.as_message(with_metadata=True),
    }


def post_ephemeral(call: Call) -> Json:
    """Show something to one person in a conversation, as long as they look."""
    conversation = _writable(call)
    person_id = call.text("user", "user_not_found")
    if person_id not in call.workspace.people:
        raise Refused("user_not_found")
    if person_id not in conversation.members:
        raise Refused("user_not_in_channel")
    body = _body(call)
    posting.check(call.slack, call.method, call.installation, body)
    message = posting.post(call.slack, call.installation, conversation, body, only_for=person_id)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Change a message of the app's own."""
    conversation, message = _own_message(call, "cant_update_message")
    body = _body(call)
    posting.check(call.slack, call.method, call.installation, body)
    posting.edit(call.slack, conversation, message, body)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_message(with_metadata=True),
    }


def delete(call: Call) -> Json:
    """Take a message of the app's own away."""
    conversation, message = _own_message(call, "cant_delete_message")
    posting.delete(call.slack, conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


def _body(call: Call) -> Json:
    body: Json = {name: call.arguments[name] for name in ("text", "thread_ts") if call.arguments.get(name)}
    for name, error in (("blocks", "invalid_blocks"), ("attachments", "invalid_attachments")):
        if name in call.arguments:
            body[name] = _list(call.tree(name, error), error)
    metadata = call.tree("metadata", "invalid_metadata_format")
    if metadata == {} and call.method == "chat.update":  # docs.slack.dev: an empty object takes it away
        body["metadata"] = None
    elif metadata is not None:
        if not isinstance(metadata, dict) or not metadata.get("event_type") or "event_payload" not in metadata:
            raise Refused("invalid_metadata_format")
        body["metadata"] = metadata
    return body


def _list(value: Any, error: str) -> list[Any]:
    if not isinstance(value or [], list):
        raise Refused(error)
    return list(value or [])


def _writable(call: Call) -> Conversation:
    channel, bot = call.text("channel", "channel_not_found"), call.installation.bot_user_id
    if channel in call.workspace.people:
        require_reachable(call, channel)
        conversation, _ = call.slack.world.direct(call.workspace, [bot, channel])
    else:
        conversation = call.seen_conversation()
    if bot not in conversation.members and (
        "chat:write.public" not in call.installation.scopes or call.method == "chat.postEphemeral"
    ):
        raise Refused("not_in_channel")
    if conversation.archived:
        raise Refused("is_archived")
    if conversation.kind == "im":
        require_reachable(call, conversation.other_than(bot))
        if not call.app.home["messages_tab_enabled"]:
            raise Refused("messages_tab_disabled")
    return conversation


def _keep(call: Call, conversation: Conversation, message: Message) -> None:
    person = conversation.other_than(message.user) if conversation.kind == "im" else None
    team_id, ts, text = call.installation.team_id, message.ts, message.text
    post = Post(team_id, conversation.id, ts, person, text, message.metadata, time.time())
    call.slack.record.posts.append(post)


def _paced(call: Call) -> str:
    """Whose second a message takes: the channel's, or in a DM the person's, however the DM is named."""
    named = call.text("channel", "channel_not_found")
    conversation = call.workspace.conversations.get(named)
    if conversation is not None and conversation.kind == "im":
        return conversation.other_than(call.installation.bot_user_id)
    return named


def _own_message(call: Call, error: str) -> tuple[Conversation, Message]:
    conversation = call.seen_conversation()
    message = conversation.messages.get(call.text("ts", "message_not_found"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    if message.app_id != call.app.id:
        raise Refused(error)
    return conversation, message


# docs.slack.dev/reference/methods/chat.postMessage: "several hundred messages per minute" in a workspace
MESSAGES_A_MINUTE = 300
WRITE = ("chat:write",)

METHODS = {
    "chat.postMessage": Method(post_message, scopes=WRITE, per_minute=MESSAGES_A_MINUTE, paced=_paced),
    "chat.postEphemeral": Method(post_ephemeral, scopes=WRITE, per_minute=TIER_4),
    "chat.update": Method(update, scopes=WRITE, per_minute=TIER_3),
    "chat.delete": Method(delete, scopes=WRITE, per_minute=TIER_3),
}
