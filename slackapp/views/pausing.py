"""Pausing the messages, and taking them up again."""

from datetime import date, datetime
from typing import Final

from prep.messages import Due
from prep.pauses import Unfit
from prep.preferences import Preferences
from slackapp.views import coming, times
from slackapp.views.blocks import Message, View, context, modal, section
from slackapp.views.fields import date_field
from slackapp.views.wording import cut

OPEN: Final = "pause.open"
SAVE: Final = "pause.save"
UNTIL: Final = "until"
MEANING: Final = (
    "Until then I send you only changes to interviews within 24 hours, and answers to what you ask. What needs you "
    "about interviews that you arrange comes a day before they start, or when the pause is over. Your interviews stay "
    "yours, and whoever arranges them sees or hears that you have paused."
)
_UNFIT: Final = {
    Unfit.UNCLEAR: "I can't tell which day that is. Try “friday”, “24 dec”, “2026-12-24” or “for 3 days”.",
    Unfit.NOT_AHEAD: "That day is not ahead. Please choose tomorrow or a later day: the first with messages again.",
    Unfit.TOO_FAR: "That is more than a year ahead. Please choose a day within a year.",
}


def ask(theirs: Preferences, today: date) -> View:
    """Asks until when, and says what a pause does."""
    until = theirs.rhythm.paused_until
    return modal(
        "Pause messages",
        SAVE,
        [
            section(MEANING),
            date_field(
                "Pause until",
                UNTIL,
                until if until and until > today else None,
                hint="The first day with messages again.",
            ),
        ],
        submit="Pause",
        close="Cancel",
    )


def paused(until: date, next_one: Due | None, theirs: Preferences, now: datetime, command: str) -> Message:
    """The answer to `/interview pause until …`."""
    lines = _paused(until, next_one, theirs, now)
    tip = f"Sooner: {command} resume."
    return Message(
        " ".join([*lines, tip]), [*(section(line) for line in lines), context(f"Sooner: `{command} resume`.")]
    )


def paused_view(until: date, next_one: Due | None, theirs: Preferences, now: datetime, command: str) -> View:
    """The same, as the modal's answer."""
    lines = [*_paused(until, next_one, theirs, now), f"Sooner: {command} resume."]
    return modal("Pause messages", SAVE, [section(line) for line in lines])


def resumed(next_one: Due | None, theirs: Preferences, now: datetime, *, was_paused: bool) -> Message:
    """Messages come again, or came all along."""
    said = "Welcome back: messages come again." if was_paused else "You have not paused: messages come as usual."
    told = coming.next_message(next_one, theirs, now)
    return Message(f"{said} {told}", [section(said), section(told)])


def unfit(why: Unfit) -> str:
    """Why a day cannot end a pause."""
    return _UNFIT[why]


def not_paused(typed: str, why: Unfit, command: str) -> Message:
    """The words after `/interview pause until` are no day that can be; nothing is paused."""
    said = f"“{cut(typed, 80)}”: {unfit(why)}"
    return Message(
        f"{said} Or type {command} pause alone, and choose a day.",
        [section(said), context(f"Nothing is paused. Or type `{command} pause` alone, and choose a day.")],
    )


def _paused(until: date, next_one: Due | None, theirs: Preferences, now: datetime) -> list[str]:
    return [f"Paused until {times.calendar_day(until)}. {MEANING}", coming.next_message(next_one, theirs, now)]
