"""Changing an interview: whose it is, and what for."""

from collections.abc import Sequence
from typing import Final

from prep.drafting import NEW
from prep.interviews import Candidate, Interview, Opening, Part
from prep.preferences import Preferences
from slackapp.views import arranged, change
from slackapp.views.blocks import View, actions, button, modal, section
from slackapp.views.fields import MAX_OPTIONS, menu_field, text_field
from slackapp.views.lines import paragraph
from slackapp.views.schedule_when import named
from slackapp.views.wording import cut

REASSIGNED: Final = "change.reassigned"
PART: Final = "part"
CANDIDATE: Final = "candidate"
NAME: Final = "name"
_MOST_TITLE: Final = 25
"""With the part's name it fits into an option's 75 characters."""


def what(
    interview: Interview,
    parts: Sequence[tuple[Opening, Part]],
    candidates: Sequence[Candidate],
    reader: Preferences,
    metadata: str,
    remark: str = "",
    *,
    keeps_names: bool,
) -> View:
    """Asks for the candidate, and for which of the plans' interviews it is; `parts` are all there are, the interview's
    own search first."""
    known = [(each.shown_as, each.id) for each in candidates]
    kept = "Everybody in the interview sees this name." if keeps_names else "I keep and show only the initials."
    return modal(
        "Role or candidate",
        REASSIGNED,
        [
            *([section(remark)] if remark else []),
            paragraph(arranged.interview(interview, reader)),
            menu_field(
                "Interview",
                PART,
                [(_label(*each), refer(*each)) for each in parts],
                refer(interview.opening, interview.part),
                hint="Another interview has other questions. Another role takes the candidate along.",
            ),
            menu_field(
                "Candidate",
                CANDIDATE,
                [*known[: MAX_OPTIONS - 1], ("A new candidate", NEW)],
                interview.candidate.id,
            ),
            text_field(
                "Name of the new candidate", NAME, "", optional=True, placeholder="Jane Smith, or J.S.", hint=kept
            ),
            actions(button("Back", change.BACK, interview.id)),
        ],
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def refer(opening: Opening, part: Part) -> str:
    """A part of a search as the menu remembers it."""
    return f"{opening.id}|{part.position}"


def referred(value: str) -> tuple[str, int]:
    """The reverse of `refer`: the search's id and the part's position."""
    opening_id, _, position = value.partition("|")
    return opening_id, int(position)


def part_gone() -> str:
    """The search has ended, or has no such interview."""
    return "This interview is no longer in a plan. Please choose another."


def _label(opening: Opening, part: Part) -> str:
    return f"{cut(opening.title, _MOST_TITLE)} · {named(part)}"
