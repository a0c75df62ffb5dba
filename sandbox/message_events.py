"""Telling apps of messages: said, changed, taken away. As in Slack the app that wrote one is told of it too."""

from typing import Any

from sandbox import events
from sandbox.local_slack import LocalSlack
from sandbox.state.conversations import Conversation, Message

Json = dict[str, Any]

# What `channel_type` calls a conversation, and by it the subscription: message.channels, message.im, …
TYPES = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}
SUBSCRIPTIONS = {"public": "message.channels", "private": "message.groups", "im": "message.im", "mpim": "message.mpim"}


def said(slack: LocalSlack, conversation: Conversation, message: Message) -> Json:
    """A message came; its event as it was sent. What an app wrote has a `bot_id` and no subtype."""
    inner = message.as_message() | {"event_ts": message.ts}
    if message.bot_id:
        inner["bot_profile"] = _bot_profile(slack, conversation, message)
    return _tell(slack, conversation, inner)


def changed(slack: LocalSlack, conversation: Conversation, message: Message, before: Json) -> None:
    """A message was edited; `before` is what it was. Nobody is told of an ephemeral one."""
    if message.only_for is None:
        _tell_of(slack, conversation, "message_changed", message=message.as_message(), previous_message=before)


def deleted(slack: LocalSlack, conversation: Conversation, message: Message) -> None:
    """A message was taken away. Nobody is told of an ephemeral one."""
    if message.only_for is None:
        _tell_of(slack, conversation, "message_deleted", deleted_ts=message.ts, previous_message=message.as_message())


def _tell_of(slack: LocalSlack, conversation: Conversation, subtype: str, **more: Any) -> None:
    ts = slack.world.timestamps.next()
    _tell(slack, conversation, {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts} | more)


def _tell(slack: LocalSlack, conversation: Conversation, inner: Json) -> Json:
    inner |= {"channel": conversation.id, "channel_type": TYPES[conversation.kind]}
    workspace = slack.world.workspaces[conversation.team_id]
    events.tell(slack, workspace, SUBSCRIPTIONS[conversation.kind], inner, conversation)
    return inner


def _bot_profile(slack: LocalSlack, conversation: Conversation, message: Message) -> Json:
    bot = slack.world.workspaces[conversation.team_id].people[message.user]
    profile = {"id": message.bot_id, "app_id": message.app_id, "user_id": bot.id, "name": bot.name}
    return profile | {"team_id": conversation.team_id, "deleted": False, "updated": bot.updated, "icons": {}}
