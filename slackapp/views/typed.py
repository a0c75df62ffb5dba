"""The answer to what somebody types to the app."""

from prep.people import Refusal
from slackapp.views import finding, more_menu, notes
from slackapp.views.blocks import Message, actions, context, section


def answer(command: str, delivery_id: str) -> Message:
    """How the app is spoken to instead, and that nothing typed is kept."""
    said = f"I don't read or keep what is typed here. These buttons help, or type {command} anywhere in Slack."
    kept = "Notes about candidates are best kept where your team keeps feedback."
    row = actions(*finding.ways(), more_menu.more(delivery_id))
    return Message(f"{said} {kept}", [section(said), row, context(kept)])


def refused(why: Refusal) -> Message:
    """Why somebody finds nothing here, kindly."""
    said = notes.refused(why)
    return Message(said, [section(said)])
