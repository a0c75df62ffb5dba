"""Letting somebody else arrange interviews that passed on: who, what is wrong with whom one chose, what is done."""

from collections.abc import Sequence
from typing import Final

from prep.handing_over import Unfit
from prep.interviews import Interview
from prep.preferences import Preferences
from slackapp.views import arranged, rooms
from slackapp.views.blocks import View, modal, section
from slackapp.views.fields import people_field
from slackapp.views.lines import one_line, paragraph
from slackapp.views.wording import count

SUBMIT: Final = "passed_on.submit"
WHO: Final = "who"
_TITLE: Final = "Somebody else arranges"
_ANOTHER: Final = "Please choose somebody else."
_UNFIT: Final = {
    Unfit.ONESELF: f"That's you. {_ANOTHER}",
    Unfit.APP: "That's me, and I can't arrange interviews. Please choose a person.",
    Unfit.UNSEEN: f"Slack doesn't show me this person, so I can't tell them. {_ANOTHER}",
    Unfit.EXTERNAL: "{who} is an app or from another company, and only members arrange interviews here. " + _ANOTHER,
    Unfit.GUEST: "{who} is a guest here, and only members arrange interviews. " + _ANOTHER,
    Unfit.DEACTIVATED: "{who}'s Slack account is switched off, so I can't tell them. " + _ANOTHER,
}


def ask(interviews: Sequence[Interview], reader: Preferences, delivery_id: str) -> View:
    """Asks who arranges these interviews, at least one, from now on."""
    return modal(
        _TITLE,
        SUBMIT,
        [
            paragraph(arranged.outlines(interviews, reader)),
            people_field(
                "Who arranges them from now on?",
                WHO,
                (),
                most=1,
                hint="I tell them at once that you asked them to. For those in the room nothing changes.",
            ),
        ],
        submit="Let them arrange",
        close="Cancel",
        metadata=delivery_id,
    )


def nothing_left() -> View:
    """All of them are over, called off, or somebody else's to arrange."""
    return modal(
        _TITLE, "passed_on.none", [section("None of these interviews is ahead and yours to arrange any more.")]
    )


def done(number: int, name: str) -> View:
    """Somebody else, called `name`, arranges so many of them."""
    who = one_line(name, rooms.MOST_NAME)
    arranges = f"{who} arranges {count(number, 'interview')} from now on, and hears it from me now."
    return modal(_TITLE, "passed_on.done", [section(arranges)])


def unfit(why: Unfit, name: str) -> str:
    """Why somebody cannot be chosen, and what to do. `name` is theirs."""
    return _UNFIT[why].format(who=one_line(name, rooms.MOST_NAME))
