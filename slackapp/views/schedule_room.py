"""Adding an interview, the third step: who is there, and what they need."""

from typing import Final

from prep.drafting import Filled
from prep.mistakes import MOST_PEOPLE
from slackapp.views.blocks import View, actions, button, modal
from slackapp.views.fields import people_field, text_field
from slackapp.views.schedule import BACK, TITLE, step

ROOM: Final = "schedule.room"


def room(filled: Filled, draft_id: str) -> View:
    """Asks for people, links and a note."""
    return modal(
        TITLE,
        ROOM,
        [
            step(3, "who is there"),
            people_field(
                "Interviewers",
                "interviewers",
                filled.interviewers,
                most=MOST_PEOPLE,
                optional=True,
                hint="They share the questions. The first leads, unless you say otherwise in the next step.",
            ),
            people_field(
                "Listening only",
                "listening",
                filled.listening,
                most=MOST_PEOPLE,
                optional=True,
                hint="They get the plan for the room, and have no questions of their own.",
            ),
            text_field(
                "People without Slack",
                "others",
                filled.others,
                multiline=True,
                optional=True,
                hint="One name a line. They ask questions too, but get no messages from me.",
            ),
            text_field(
                "Link or room",
                "place",
                filled.place,
                optional=True,
                placeholder="https://meet.example/abc, or Room 4",
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
            actions(button("Back", BACK)),
        ],
        submit="Next",
        close="Cancel",
        metadata=draft_id,
    )
