"""Interviews that somebody else arranged are yours to arrange: said once, and how they pass on to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from prep.interviews import Interview
from prep.messages import Kind
from prep.preferences import Preferences
from prep.succession import Why
from slackapp.views import agenda, arranged, more_menu, rooms
from slackapp.views.blocks import Message, actions, button
from slackapp.views.lines import line, paragraph, said
from slackapp.views.times import where
from slackapp.views.wording import count

OPEN: Final = "passed_on.open"
_MOST_NAMES: Final = 3
_BELOW: Final = "Which ones, why you, and what follows from it, is below."
_WHY: Final = {
    Why.MOVER: ["They came to you because you may change anyone's interviews here."],
    Why.ADMIN: ["They came to you because you are an admin of this workspace."],
    Why.ASKED: [],
}


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What somebody is to be told. `interviews`, at least one, by their start; `before`: the names of those who
    arranged them until now. `left`: their accounts are switched off."""

    interviews: Sequence[Interview]
    before: Sequence[str]
    left: bool
    why: Why
    reader: Preferences


def passed_on(told: PassedOn, delivery_id: str) -> Message:
    """Which interviews are theirs to arrange now, whose they were, why them, and what follows from it."""
    place = where(told.reader.rhythm.zone, known=told.reader.zone_known)
    heading = _heading(told)
    which = arranged.outlines(told.interviews, told.reader)
    rest = [line(each) for each in (*_WHY[told.why], _follows(told))]
    row = actions(
        button("All my interviews", f"{agenda.SHOW}.{agenda.MINE}", f"{agenda.MINE}|0"),
        button("Let somebody else arrange these", OPEN, delivery_id),
        more_menu.more(delivery_id),
    )
    title = line(*line(heading, bold=True).runs, f" · {place}")
    return Message(said([line(f"{heading}. {_BELOW}"), *which, *rest]), [paragraph([title, *which, *rest]), row])


def _heading(told: PassedOn) -> str:
    names = [*told.before[:_MOST_NAMES], "others"] if len(told.before) > _MOST_NAMES else told.before
    who, number = rooms.and_(names), len(told.interviews)
    if told.why is Why.ASKED:
        return f"{who} asked you to arrange {count(number, 'interview')}"
    have = "have" if len(told.before) > 1 else "has"
    gone = f"{have} left" if told.left else "can't look after interviews here any more"
    are = "is" if number == 1 else "are"
    return f"{who} {gone}, and {count(number, 'interview')} that they arranged {are} yours to arrange now"


def _follows(told: PassedOn) -> str:
    day = "" if Kind.DAY in told.reader.muted else "they stand in my message to you about the day, and "
    return (
        f"From now on {day}you hear when somebody can't come. For those in the room nothing changes. "
        "Change, move or cancel them from “All my interviews”."
    )
