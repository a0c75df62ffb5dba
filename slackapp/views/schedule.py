"""Adding an interview, the first step: what it is for. And the ways into it."""

from collections.abc import Sequence
from typing import Final

from slackapp.views.blocks import Message, View, actions, button, context, modal, section
from slackapp.views.fields import MAX_OPTIONS, menu_field

OPEN: Final = "schedule.open"
HIRING: Final = "schedule.hiring"
BACK: Final = "schedule.back"
TITLE: Final = "Add an interview"


def hiring(options: Sequence[tuple[str, str]], chosen: str, remark: str, command: str, draft_id: str) -> View:
    """Which search it belongs to: `options` are `(label, value)`, one more than fit means there are more."""
    more = f"There are more roles than fit here: {command} schedule and the role's name finds any of them."
    hint = "The first interview of a search fixes its questions: every candidate gets the same."
    return modal(
        TITLE,
        HIRING,
        [
            step(1, "hiring for"),
            *([section(remark)] if remark else []),
            menu_field("Hiring for", "hiring", options, chosen, hint=more if len(options) > MAX_OPTIONS else hint),
        ],
        submit="Next",
        close="Cancel",
        metadata=draft_id,
    )


def nothing_to_hire_for(caretakers: str) -> View:
    """There is no role yet."""
    said = "There are no roles in the bank yet, so there is nothing to add an interview for."
    return modal(TITLE, HIRING, [section(said), context(caretakers)])


def unknown_role(typed: str) -> str:
    """The words after the command name no role."""
    return f"I know no role called “{typed}”. Choose one here."


def what_to_add() -> Message:
    """`add` alone, or with something that cannot be added."""
    said = "What would you like to add?"
    return Message(said, [section(said), actions(button(TITLE, OPEN, primary=True))])


def search_gone(command: str) -> str:
    """The search or the role is not there any more."""
    return f"What this interview was for is no longer there. Please start again: {command} schedule."


def draft_gone(command: str) -> str:
    """What was typed is not kept any more."""
    return f"This form stood open for so long that I let it go. Please start again: {command} schedule."


def enough_for_today(most: int) -> str:
    """A member adds so many interviews in 24 hours."""
    return (
        f"You have added {most} interviews in the last 24 hours, and that is as many as one person can. "
        "Please ask a colleague to add this one, or go on tomorrow."
    )


def step(number: int, about: str) -> dict[str, object]:
    """Where one is."""
    return context(f"Step {number} of 4: {about}")
