"""Somebody is asked to come to an interview instead of a colleague who cannot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from prep.briefs import Brief
from prep.handing_over import Closed, Said
from prep.interviews import Interview, Seat
from slackapp.views import arranger, more_menu, rooms
from slackapp.views.blocks import Block, Message, actions, button
from slackapp.views.handing_over import Told
from slackapp.views.lines import Line, line, one_line, paragraph, said

YES: Final = "substitute.yes"
NO: Final = "substitute.no"
_BELOW: Final = "What it is, and what you can do, is below."
_NOTHING: Final = "There is nothing for you to do."
_HEADINGS: Final = {
    Closed.YES: "You said yes, and are in it",
    Closed.NO: "You said no",
    Closed.UNDONE: "You are not asked any more",
    Closed.CALLED_OFF: "It was cancelled",
    Closed.RESTAFFED: "You are not asked any more",
    Closed.BEGUN: "You were asked, and it has begun",
}


def ask(
    told: Told, brief: Brief, why: Said, clashes: Sequence[Interview], was: str, now: datetime, delivery_id: str
) -> Message:
    """The question, with all that somebody needs to answer it.

    `brief` is the interview as the one who cannot come is told of it; `clashes` are the reader's other interviews at
    that time; `was` is when it was when they were first asked, empty unless it moved. `why` stays empty for all but
    whoever arranged it. The first 80 characters of the text hold no candidate's name.
    """
    lead = f"{told.who} can't come to an interview, {told.when}, and asks whether you can instead. {_BELOW}"
    lines = [
        line(f"Can you come to an interview instead of {told.who}?", bold=True),
        line(arranger.which(told.interview, told.reader, now)),
        *([line(f"It has moved since I first asked you: it was {was}.")] if was else []),
        line(_part(brief)),
        *(line(f"⚠ You have another interview then: {rooms.on_day(each, told.reader)}.") for each in clashes),
        *map(line, arranger.reasons(why)),
        line(f"It was arranged by {told.arranger}. Until you say yes, it stays with {told.who}."),
    ]
    value = refer(told)
    yes, no = button("Yes, I can", YES, value, primary=True), button("No, I can't", NO, value)
    return _message(lead, lines, yes, no, more_menu.more(delivery_id))


def ended(told: Told, why: Closed, now: datetime, delivery_id: str) -> Message:
    """What became of the question."""
    heading = _HEADINGS[why]
    lines = [
        line(heading, bold=True),
        line(arranger.which(told.interview, told.reader, now)),
        line(_details(told, why)),
    ]
    ids = [told.interview.id]
    mine = [more_menu.follow_ups(ids), more_menu.cannot(ids)] if why is Closed.YES else []
    theirs = [button("Change the interview", arranger.CHANGE, told.interview.id)] if told.arranger == "you" else []
    lead = f"{heading}: it is about the interview of {told.when}. {_BELOW}"
    return _message(lead, lines, *mine, *theirs, more_menu.more(delivery_id))


def refer(told: Told) -> str:
    """What the buttons remember: the request, and when the interview is that was asked about."""
    return f"{told.request.id}|{told.interview.starts_at.isoformat()}|{told.interview.minutes}"


def gone() -> str:
    """The question is not there, or was somebody else's."""
    return "I can't find this question any more, so there is nothing to answer."


def moved(told: Told) -> str:
    """It is at another time than the one that was answered for."""
    return (
        f"This interview has moved since I asked you: it is on {told.when} now. Nothing is agreed yet: please answer "
        "once more, for that time."
    )


def too_late(told: Told, why: Closed) -> str:
    """Why there is nothing to answer any more."""
    return f"{_HEADINGS[why]} ({told.when}). {_details(told, why)}"


def _details(told: Told, why: Closed) -> str:
    others = rooms.and_(dict.fromkeys(each for each in (told.who, told.arranger) if each != "you"))
    match why:
        case Closed.YES:
            return (
                f"Thank you: {told.who} is out of it. Your questions come before it starts, and are under Follow-ups "
                "already. The calendar is separate: please ask for the invitation."
            )
        case Closed.NO:
            return f"Thank you for saying so: {others} {'know' if ' and ' in others else 'knows'}."
        case Closed.BEGUN:
            return f"Until there is a yes, it stays with {told.who}. {_NOTHING}"
        case Closed.UNDONE | Closed.RESTAFFED:
            return f"Others see to it. {_NOTHING}"
    return _NOTHING


def _part(brief: Brief) -> str:
    part = f"{one_line(brief.interview.part.title, rooms.MOST_TITLE)}, {brief.interview.minutes} minutes."
    others = rooms.and_(map(rooms.seated, brief.others))
    company = f"In the room with you: {others}." if others else "Nobody else is in the room."
    return f"{part} {_role(brief)} {company}"


def _role(brief: Brief) -> str:
    if brief.reader.seat is Seat.LISTENING:
        return "You would only listen."
    leads = brief.reader.seat is Seat.LEADS
    if not brief.mine:
        return "You would lead." if leads else "No question would be yours to ask."
    asks = f"ask {rooms.questions(len(brief.mine))} about {rooms.skills(brief)}"
    return f"You would lead, and {asks}." if leads else f"You would {asks}."


def _message(lead: str, lines: Sequence[Line], *row: Block) -> Message:
    return Message(said([line(lead), *lines[1:]]), [paragraph(lines), actions(*row)])
