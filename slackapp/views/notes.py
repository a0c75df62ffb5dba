"""Short answers that only one person sees: done, or why not."""

from prep.people import Refusal
from slackapp.views.blocks import Message, section

_REFUSALS = {
    Refusal.GUEST: "The interview questions are for members of this workspace, and you are here as a guest. "
    "If you interview for this company, ask an admin to make you a member.",
    Refusal.EXTERNAL: "The interview questions are for people of this company. "
    "If you interview with them, ask your contact there to send you what you need.",
    Refusal.DEACTIVATED: "Your account in this workspace is switched off, so I can't show you its questions. "
    "An admin can switch it on again.",
}


def refused(why: Refusal) -> str:
    """Why somebody sees no questions, kindly."""
    return _REFUSALS[why]


def not_looked_up() -> str:
    """Slack did not say in time who this is."""
    return "Slack didn't tell me in time who you are, so I can't show you anything yet. Please try again in a moment."


def on_its_way() -> Message:
    """The set goes to the asker's messages."""
    return _only("On its way: you'll find these questions in your messages with me.")


def role_gone(command: str) -> str:
    """The role behind a button is not there any more."""
    return f"That role is no longer in the bank. {command} roles shows those that are."


def too_old(command: str) -> str:
    """Slack takes no more answers to a message of over half an hour ago."""
    return (
        f"That list is over half an hour old, and Slack lets me change it no more. Type {command} and the role again."
    )


def _only(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])


def slack_unreached() -> str:
    """Slack has not said yet in which workspace the app is."""
    return "I've only just started and can't reach Slack yet. Please try again in a minute."


def others_not_looked_up() -> str:
    """Slack did not say in time who the people named are."""
    return "Slack didn't tell me in time who these people are. Nothing is lost: please press the button once more."
