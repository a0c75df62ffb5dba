"""What somebody chooses about their messages."""

from datetime import date, datetime, time
from typing import Final

from prep.messages import Due, Kind
from prep.pauses import Unfit
from prep.preferences import REMINDER_CHOICES, House, Preferences
from slackapp.views import coming, pausing, times
from slackapp.views.blocks import View, actions, button, choice, modal, section
from slackapp.views.fields import boxes, date_field, time_field
from slackapp.views.wording import count

OPEN: Final = "settings.open"
SAVE: Final = "settings.save"
HOUSE: Final = "settings.workspace"
EVENING: Final = "settings.evening"
TOMORROW: Final = "settings.tomorrow"

TIME: Final = "time"
DAYS: Final = "days"
REMINDER: Final = "reminder"
KINDS: Final = "kinds"
PAUSED_UNTIL: Final = "paused_until"

THE_EVENING_BEFORE: Final = time(17)
WEEKDAYS: Final = tuple((times.weekdays([day]), str(day)) for day in range(1, 8))
_OPTIONAL: Final = (
    ("The morning message", Kind.DIGEST.value),
    ("Reminders before an interview", Kind.REMINDER.value),
    ("When I'm added to an interview", Kind.ADDED.value),
    ("When something changes in one", Kind.CORRECTION.value),
    ("After an interview: which questions helped", Kind.AFTERWARDS.value),
    ("An overview of the interviews I arrange, each day", Kind.DAY.value),
)


def settings(theirs: Preferences, house: House, today: date, *, admin: bool, evening: int = 0) -> View:
    """The settings of one person, as they are now; an admin finds the workspace's behind a button.

    `evening`: how often “the evening before” was pressed. It then stands in the field for the time: a new one each
    time, since Slack keeps what stands in a field for as long as its block's id stays.
    """
    until = theirs.rhythm.paused_until
    name, at = (f"{TIME}#{evening}", THE_EVENING_BEFORE) if evening else (TIME, theirs.rhythm.at)
    return modal(
        "Settings",
        SAVE,
        [
            section(_zone(theirs)),
            time_field("Morning message at", name, at, hint=_hint(theirs, house)),
            actions(button(f"{times.wall_clock(THE_EVENING_BEFORE, theirs.locale)}, the evening before", EVENING)),
            boxes("On these days", DAYS, WEEKDAYS, {str(day) for day in theirs.rhythm.days}),
            choice("Remind me before an interview", REMINDER, _reminders(), str(theirs.reminder_minutes)),
            boxes(
                "Send me",
                KINDS,
                _OPTIONAL,
                {value for _, value in _OPTIONAL if value not in theirs.muted},
                optional=True,
                hint="Changes to an interview within 24 hours, and answers to what you ask, always come.",
            ),
            date_field(
                "Pause until",
                PAUSED_UNTIL,
                until if until and until > today else None,
                optional=True,
                hint=f"The first day with messages again. {pausing.MEANING}",
            ),
            actions(
                button("Show my next morning message", TOMORROW),
                *([button("For the workspace", HOUSE)] if admin else []),
            ),
        ],
        submit="Save",
        close="Cancel",
    )


def saved(next_one: Due | None, theirs: Preferences, now: datetime) -> View:
    """The answer to saving: what comes next, and when."""
    paused = coming.pause(theirs, now)
    return modal(
        "Settings",
        SAVE,
        [
            section("Saved."),
            *([section(f"{paused} {pausing.MEANING}")] if paused else []),
            section(coming.next_message(next_one, theirs, now)),
        ],
    )


def unfit_pause(why: Unfit) -> str:
    """The day to pause until cannot be."""
    return pausing.unfit(why)


def _hint(theirs: Preferences, house: House) -> str:
    at, days = times.wall_clock(house.digest_time, theirs.locale), times.weekdays(sorted(house.digest_days))
    return f"The workspace's is {at}, {days}. In the evening it tells of the next day, on Friday of Monday too."


def _zone(theirs: Preferences) -> str:
    if theirs.zone_known:
        where = times.where(theirs.rhythm.zone)
        return f"Times are {where}: your time zone in Slack. I follow when you change it there."
    where = times.where(theirs.rhythm.zone)
    return (
        f"Slack has no time zone for you, so times are the workspace's: {where}. "
        "Choose yours in Slack under Preferences, Language & region."
    )


def _reminders() -> list[tuple[str, str]]:
    return [(f"{count(each, 'minute')} before" if each else "Off", str(each)) for each in REMINDER_CHOICES]
