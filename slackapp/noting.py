"""A message says that what its reader said of it was heard."""

from dataclasses import replace

from sqlalchemy.orm import Session

from slackapp.views import noted as words
from slackapp.views.blocks import Message, context
from storage import ratings
from storage.sent_messages import Sent


def noted(session: Session, sent: Sent, message: Message) -> Message:
    """The message, whose last block are its buttons, with a line above them of what was said of its questions by
    reactions on it."""
    numbers = sent.content.get("numbers", {})
    here = ratings.at_message(sent.channel_id, sent.ts)
    said = ratings.said_at(session, sent.team_id, sent.member_id, here, numbers) if numbers else {}
    line = words.noted(numbers, said)
    if not line:
        return message
    *above, buttons = message.blocks
    return replace(message, text=f"{message.text}\n{line}", blocks=[*above, context(line), buttons])
