"""“I can't make one”: which, if there are several, a reason if one likes, and what happens."""

from collections.abc import Sequence
from typing import Final

from prep.interviews import Interview
from prep.preferences import Preferences
from slackapp.views import rooms
from slackapp.views.arranger import now_asks
from slackapp.views.blocks import View, choice, modal, section
from slackapp.views.fields import text_field
from slackapp.views.wording import cut

SUBMIT: Final = "cannot.say"
WHICH: Final = "which"
REASON: Final = "reason"
_TITLE: Final = "Can't make it"
_MOST: Final = 100


def ask(interviews: Sequence[Interview], arrangers: Sequence[str], reader: Preferences) -> View:
    """Asks which of the interviews, at least one. `arrangers`: the names of those who will hear of it."""
    who = rooms.and_([cut(each, rooms.MOST_NAME) for each in arrangers])
    first = interviews[0]
    which = [(f"{rooms.on_day(each, reader)} · {rooms.subject(each)}", each.id) for each in interviews[:_MOST]]
    said = f"I tell {who} at once. What was yours to ask goes to the others, and I send you nothing more about it."
    return modal(
        _TITLE,
        SUBMIT,
        [
            choice("Which one?", WHICH, which, first.id) if len(which) > 1 else section(which[0][0]),
            text_field("Why, if you like", REASON, "", optional=True, hint=f"Only {who} will read it."),
            section(said),
        ],
        submit="Tell them",
        close="Cancel",
        metadata=first.id if len(which) == 1 else "",
    )


def nothing_left() -> View:
    """All of the message's interviews are over, called off, or were declined before."""
    return modal(_TITLE, "cannot.none", [section("None of these interviews is ahead of you any more.")])


def done(interview: Interview, arranger: str, reader: Preferences, *, oneself: bool) -> View:
    """They are out of it. `oneself`: they arranged it themselves, so that nobody has to be told."""
    who = (
        "You arranged it yourself, so I tell nobody."
        if oneself
        else f"{cut(arranger, rooms.MOST_NAME)} hears of it now."
    )
    which = f"{rooms.on_day(interview, reader)} · {rooms.subject(interview)}"
    return modal(
        _TITLE,
        "cannot.done",
        [
            section(f"You are out of it: {which}."),
            section(f"{who} {now_asks(interview)}"),
            section("The invitation in your calendar is separate: please decline it there too."),
        ],
    )


def said_before(interview: Interview | None, reader: Preferences) -> View:
    """It was said before, or the interview is not theirs any more."""
    which = f" ({rooms.on_day(interview, reader)} · {rooms.subject(interview)})" if interview else ""
    return modal(_TITLE, "cannot.again", [section(f"You are not in that interview any more{which}. All is well.")])
