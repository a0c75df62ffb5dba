"""Changing an interview: what each step asks for."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from prep.drafting import Filled
from prep.interviews import Interview
from prep.mistakes import LONGEST, MOST_PEOPLE, SHORTEST
from prep.preferences import Preferences
from slackapp.views import arranged, change, rooms
from slackapp.views.blocks import Block, View, actions, bullets, button, modal, section
from slackapp.views.fields import date_field, menu_field, number_field, people_field, text_field, time_field
from slackapp.views.lines import line, paragraph
from slackapp.views.times import where

MOVED: Final = "change.moved"
EDITED: Final = "change.edited"
STAFFED: Final = "change.staffed"
CANCELLED: Final = "change.cancelled"
LOOKED: Final = "change.looked"
FIRST: Final = "first"
"""Stands for whoever is chosen first as the one who leads."""
MOST_DAYS: Final = 365


def move(interview: Interview, filled: Filled, reader: Preferences, metadata: str, remark: str = "") -> View:
    """Asks for another day, time or length, by the reader's clock."""
    place = where(reader.rhythm.zone, known=reader.zone_known)
    return modal(
        "Move an interview",
        MOVED,
        [
            *_now(interview, reader, remark),
            date_field("Day", "day", date.fromisoformat(filled.day)),
            time_field(
                "Start",
                "start",
                time.fromisoformat(filled.start),
                hint=f"Day and start are by the clocks in {place}. Everybody is told in their own zone.",
            ),
            number_field(
                "Minutes", "minutes", filled.length, hint=f"From {SHORTEST} to {LONGEST}. The questions stay."
            ),
            _back(interview),
        ],
        submit="Move",
        close="Cancel",
        metadata=metadata,
    )


def details(interview: Interview, filled: Filled, reader: Preferences, metadata: str, remark: str = "") -> View:
    """Asks for links and the note."""
    return modal(
        "Edit details",
        EDITED,
        [
            *_now(interview, reader, remark),
            text_field(
                "Link or room", "place", filled.place, optional=True, placeholder="https://meet.example/abc, or Room 4"
            ),
            text_field("CV", "cv", filled.cv, optional=True, placeholder="https://"),
            text_field("Feedback form", "feedback", filled.feedback, optional=True, placeholder="https://"),
            text_field(
                "Note for the interviewers",
                "note",
                filled.note,
                multiline=True,
                optional=True,
                hint="Adjustments to make, such as captions on or a break halfway. Never why.",
            ),
            _back(interview),
        ],
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def people(
    interview: Interview,
    filled: Filled,
    leaders: Sequence[tuple[str, str]],
    reader: Preferences,
    metadata: str,
    remark: str = "",
) -> View:
    """Asks who is there. `leaders`: those who ask now, `(name, value)`; `filled.leads` is the value of one of them."""
    return modal(
        "Change people",
        STAFFED,
        [
            *_now(interview, reader, remark),
            people_field("Interviewers", "interviewers", filled.interviewers, most=MOST_PEOPLE, optional=True),
            people_field("Listening only", "listening", filled.listening, most=MOST_PEOPLE, optional=True),
            text_field(
                "People without Slack",
                "others",
                filled.others,
                multiline=True,
                optional=True,
                hint="One name a line. They ask questions too, but get no messages from me.",
            ),
            menu_field(
                "Who leads",
                "leading",
                [*leaders, ("Whoever is first above", FIRST)],
                filled.leads or FIRST,
                hint="The questions stay the same; who asks which follows.",
            ),
            _back(interview),
        ],
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def cancel(interview: Interview, reader: Preferences, metadata: str, remark: str = "") -> View:
    """Asks once more, and for a reason that interviewers never see."""
    return modal(
        "Cancel an interview",
        CANCELLED,
        [
            *_now(interview, reader, remark),
            section("Whoever I told of it hears that it is off. This can't be undone; you can add it again."),
            _reason(),
            _back(interview),
        ],
        submit="Cancel interview",
        close="Keep it",
        metadata=metadata,
    )


def worth_a_look(interview: Interview, said: Sequence[str], metadata: str) -> View:
    """What stands out in what is about to be done; it is done when this is submitted."""
    return modal(
        "Worth a look",
        LOOKED,
        [
            section("Nothing is changed yet. Before it is:"),
            bullets(said[:20]),
            _back(interview),
        ],
        submit="Change it anyway",
        close="Leave it",
        metadata=metadata,
    )


def move_all(
    interview: Interview, ahead: Sequence[Interview], reader: Preferences, metadata: str, remark: str = ""
) -> View:
    """Asks by how many days all of a candidate's interviews move."""
    place = where(reader.rhythm.zone, known=reader.zone_known)
    return modal(
        "Move all",
        change.MOVE_ALL,
        [
            *_ahead(ahead, reader, remark),
            number_field(
                "Days later",
                "days",
                None,
                hint=f"A minus moves them earlier. The times of day stay, by the clocks in {place}.",
            ),
            _back(interview),
        ],
        submit="Move all",
        close="Cancel",
        metadata=metadata,
    )


def cancel_all(
    interview: Interview, ahead: Sequence[Interview], reader: Preferences, metadata: str, remark: str = ""
) -> View:
    """Asks once more before all of a candidate's interviews are called off."""
    return modal(
        "Cancel all",
        change.CANCEL_ALL,
        [*_ahead(ahead, reader, remark), _reason(), _back(interview)],
        submit="Cancel all of them",
        close="Keep them",
        metadata=metadata,
    )


def no_days() -> str:
    """By how many days is not said, or cannot be."""
    return f"Please give a whole number of days other than 0, at most {MOST_DAYS}."


def one_in_the_past(interview: Interview, reader: Preferences) -> str:
    """One of them would be over already."""
    return f"The one on {rooms.on_day(interview, reader)} would then be in the past. Please choose another number."


def one_left_out(interview: Interview, reader: Preferences) -> str:
    """One of them would be at a time that does not exist."""
    return (
        f"The one on {rooms.on_day(interview, reader)} would be at a time that the clocks leave out on that day. "
        "Please move that one by itself, or choose another number."
    )


def _now(interview: Interview, reader: Preferences, remark: str) -> list[Block]:
    said = [section(remark)] if remark else []
    return [*said, paragraph(arranged.interview(interview, reader))]


def _ahead(ahead: Sequence[Interview], reader: Preferences, remark: str) -> list[Block]:
    said = [section(remark)] if remark else []
    return [
        *said,
        paragraph([line(f"All of {rooms.subject(ahead[0])}", bold=True), *arranged.interviews(ahead, reader)]),
    ]


def _reason() -> Block:
    return text_field(
        "Why (for the record only)",
        "reason",
        "",
        optional=True,
        multiline=True,
        hint="Interviewers never see this.",
    )


def _back(interview: Interview) -> Block:
    return actions(button("Back", change.BACK, interview.id))
