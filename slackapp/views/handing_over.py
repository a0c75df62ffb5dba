"""Handing an interview over: what whoever arranged it hears of it, and what the one who cannot come does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prep.handing_over import HandOver, Request, Said, can_be_undone, stands
from prep.interviews import Interview, State
from prep.preferences import Preferences
from slackapp.views import arranged, arranger, more_menu
from slackapp.views.blocks import Message, actions, button
from slackapp.views.lines import line, paragraph, said

UNDO: Final = "hand_over.undo"
_BELOW: Final = "More about it is below."
_CALENDAR: Final = "The invitation in your calendar is separate: please decline it there too."


@dataclass(frozen=True, slots=True)
class Told:
    """A hand-over, as one of those whom it concerns is told of it. `who` cannot come, `instead` was asked, `arranger`
    arranged it: their names, on one line, or `you`. `reader` is what the one told chose about messages."""

    request: Request
    interview: Interview
    who: str
    instead: str
    arranger: str
    reader: Preferences

    @property
    def when(self) -> str:
        """`Tuesday 24 November, 10:30–11:15 Berlin time`."""
        return arranger.when(self.interview, self.reader)


def handed_over(told: Told, why: Said, now: datetime, delivery_id: str) -> Message:
    """To whoever arranged it: somebody cannot come and asked somebody else; why, and what has become of it."""
    heading = f"{told.who} can't make it, and asked {told.instead} to come instead"
    lead = f"{told.who} can't come to an interview that you arrange, {told.when}, and asked {told.instead} to."
    return _to_arranger(told, f"{lead} {arranger.BELOW}", heading, arranger.reasons(why), now, delivery_id)


def unanswered(told: Told, unreached: str, now: datetime, delivery_id: str, *, fault: str = "") -> Message:
    """To whoever arranged it: there is no answer by half of the time left; or, where `unreached` says why, no message
    gets to whoever was asked; or a mistake of ours, logged under `fault`, kept the question from them."""
    heading = f"I can't reach {told.instead}" if unreached else f"No answer from {told.instead} yet"
    asked = f"I was to ask {told.instead}" if unreached else f"I asked {told.instead}"
    why = f"The reason: {unreached}." if unreached else "Half of the time that was left is over."
    if fault:
        heading, why = f"I couldn't ask {told.instead}", arranger.at_fault(fault)
    lines = [f"{asked} to come instead of {told.who}. {why}"]
    lead = f"{heading}: it is about an interview that you arrange, {told.when}. {arranger.BELOW}"
    return _to_arranger(told, lead, heading, lines, now, delivery_id)


def accepted(told: Told, now: datetime, delivery_id: str) -> Message:
    """To whoever arranged it: whoever was asked to come instead said yes; and what has become of it since."""
    heading = f"{told.instead} said yes, to come instead of {told.who}"
    lead = f"{heading}: it is about an interview that you arrange, {told.when}. {arranger.BELOW}"
    return _to_arranger(told, lead, heading, [], now, delivery_id)


def answered(told: Told, undone_by: str, now: datetime, delivery_id: str) -> Message:
    """To the one who cannot come: what became of whom they asked. `undone_by` is the name of who undid it, if any."""
    heading, text = _what_became(told, undone_by)
    lines = [line(heading, bold=True), line(arranger.which(told.interview, told.reader, now)), line(text)]
    ids = [told.interview.id]
    mine = [more_menu.follow_ups(ids), more_menu.cannot(ids)] if told.request.step is HandOver.UNDONE else []
    lead = f"{heading}: it is about an interview, {told.when}. {_BELOW}"
    row = actions(*mine, more_menu.more(delivery_id))
    return Message(said([line(lead), *lines[1:]]), [paragraph(lines), row])


def undone() -> str:
    """It was undone before."""
    return "This was undone already. All is well."


def not_undoable() -> str:
    """There is nothing left to undo."""
    return (
        "There is nothing to undo any more: it was answered with no, others are in the room by now, or it has begun. "
        "“Change the interview” shows how it is, and lets you choose other people."
    )


def _what_became(told: Told, undone_by: str) -> tuple[str, str]:
    match told.request.step:
        case HandOver.YES:
            return (
                f"{told.instead} comes instead of you",
                f"You are out of it, and I send you nothing more about it. {_CALENDAR}",
            )
        case HandOver.NO:
            knows = "" if told.arranger == "you" else f"{told.arranger} knows that you can't come. "
            return (
                f"{told.instead} can't come instead of you",
                f"You are out of it all the same. {knows}{arranger.now_asks(told.interview)} {_CALENDAR}",
            )
    by = f"{undone_by} has undone it. " if undone_by else ""
    return (
        "You are in it, and your questions are yours",
        f"{by}{told.instead} is not asked to come instead of you any more. If you can't come after all, say so below.",
    )


def _to_arranger(told: Told, lead: str, heading: str, about: Sequence[str], now: datetime, delivery_id: str) -> Message:
    undoable = can_be_undone(told.request, told.interview, now)
    lines = [
        line(heading, bold=True),
        line(arranger.which(told.interview, told.reader, now)),
        *map(line, about),
        line(_so_far(told)),
        *([line(_undo(told))] if undoable else []),
    ]
    change = button("Change the interview", arranger.CHANGE, told.interview.id, primary=not undoable)
    undo = [button("Undo", UNDO, told.request.id)] if undoable else []
    row = actions(*undo, change, more_menu.more(delivery_id))
    return Message(said([line(lead), *lines[1:]]), [paragraph(lines), row])


def _so_far(told: Told) -> str:
    """What has become of it, as it is now."""
    if told.interview.state is State.CANCELLED:
        return arranger.CANCELLED
    room = f"In the room: {arranged.present(told.interview)}."
    if not stands(told.request, told.interview):
        return f"It has been settled otherwise since. {room}"
    match told.request.step:
        case HandOver.YES:
            return f"The answer was yes: the seat is with {told.instead} now, and the questions are the same. {room}"
        case HandOver.NO:
            return f"The answer was no. {arranger.now_asks(told.interview)}"
        case HandOver.UNDONE:
            return f"It was undone. {room}"
    late = "There is no answer yet. " if told.request.step is HandOver.LATE else ""
    return f"{late}Until there is a yes, the seat and its questions stay with {told.who}."


def _undo(told: Told) -> str:
    again = " again" if told.request.step is HandOver.YES else ""
    return f"If you undo it, I tell {told.who} to come{again}, and {told.instead} not to."
