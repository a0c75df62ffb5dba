"""reactions.*: what people made of a message."""

from sandbox.refusal import Refused
from sandbox.web_api.call import TIER_3, Call, Json, Method


def get(call: Call) -> Json:
    """One message with its reactions."""
    if not (call.arguments.get("channel") and call.arguments.get("timestamp")):
        raise Refused("no_item_specified")
    conversation = call.seen_conversation()
    message = conversation.messages.get(call.text("timestamp"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    return {"type": "message", "channel": conversation.id, "message": message.as_message()}


METHODS = {"reactions.get": Method(get, scopes=("reactions:read",), per_minute=TIER_3)}
