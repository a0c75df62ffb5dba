"""Changing an interview: what it is, what can be done with it, and that it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from prep.interviews import Interview, State
from prep.preferences import Preferences
from slackapp.views import arranged, rooms
from slackapp.views.blocks import Block, View, actions, button, context, divider, modal, section, sure
from slackapp.views.lines import one_line, paragraph
from slackapp.views.wording import count

OPEN: Final = "change.open"
TITLE: Final = "Change an interview"
VIEW: Final = "change"
MOVE: Final = "change.move"
DETAILS: Final = "change.details"
PEOPLE: Final = "change.people"
WHAT: Final = "change.what"
CANCEL: Final = "change.cancel"
MOVE_ALL: Final = "change.move_all"
CANCEL_ALL: Final = "change.cancel_all"
EXPORT: Final = "change.export"
ERASE: Final = "change.erase"
BACK: Final = "change.back"
_HEARS: Final = "will hear from me what changed, and what I sent before says it as it is now."


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do. `all_of`: how many interviews the candidate has ahead, 0 where the reader may not
    change every one of them; `erases`: whether they may see and erase what is kept about the candidate."""

    all_of: int
    erases: bool


def overview(interview: Interview, reader: Preferences, rights: Rights, *, over: bool) -> View:
    """The interview, and what the reader may do with it. One that is over, or was called off, stays as it is."""
    return modal(
        TITLE,
        VIEW,
        [
            paragraph(arranged.interview(interview, reader)),
            *_one(interview, over=over),
            *(_all(interview, rights.all_of) if rights.all_of > 1 else []),
            *(_data(interview) if rights.erases else []),
        ],
    )


def done(interview: Interview, reader: Preferences, what: str, hear: Sequence[str]) -> View:
    """It is done: the interview as it is now. `hear` are the names of those whom I tell what changed."""
    return modal(
        "Done",
        VIEW,
        [
            section(what),
            paragraph(arranged.interview(interview, reader)),
            section(_left_to_do(hear)),
            actions(button("Back to the interview", BACK, interview.id)),
        ],
        close="Done",
    )


def done_all(interviews: Sequence[Interview], reader: Preferences, what: str, hear: Sequence[str]) -> View:
    """The same for all of a candidate's: where each stands now."""
    return modal(
        "Done",
        VIEW,
        [section(what), paragraph(arranged.interviews(interviews, reader)), section(_left_to_do(hear))],
        close="Done",
    )


def moved() -> str:
    """It was moved."""
    return "Moved. Reminders and morning messages that are still to come follow."


def edited() -> str:
    """Links or note were changed."""
    return "Changed. My messages about this interview say it as it is now."


def restaffed() -> str:
    """Other people are in the room."""
    return "Changed. The questions are shared out among those who are in it now; who is new hears of it from me soon."


def reassigned() -> str:
    """It is another candidate's, or for another role or part."""
    return "Changed. The questions are those of the interview that it is now."


def cancelled() -> str:
    """It was called off."""
    return "Cancelled. Reminders and morning messages leave it out."


def gone() -> str:
    """The interview is not there."""
    return "I can't find this interview any more. Your list of interviews shows those that there are."


def not_yours(arranger: str) -> str:
    """Somebody may not change it."""
    return (
        f"This interview was arranged by {one_line(arranger, rooms.MOST_NAME)}, so it isn't yours to change. Please "
        "ask them; people whom your workspace lets move interviews, and its admins, can change it too."
    )


def not_all_yours() -> str:
    """Some of a candidate's interviews are not theirs to change."""
    return "Somebody else arranged some of these interviews. Please change your own one by one, or ask an admin."


def not_yours_to_keep() -> str:
    """Somebody may neither see nor erase what is kept about a candidate."""
    return "Only whoever arranged this candidate's interviews, and admins, can see or erase what is kept about them."


def erased_before() -> str:
    """There is nothing left to see or erase."""
    return "What was kept about this candidate was erased already."


def unchangeable(interview: Interview) -> str:
    """Why it stays as it is."""
    if interview.state is State.CANCELLED:
        return "This interview was cancelled, so there is nothing left to change. Add a new one instead."
    return "This interview is over, so it stays as it was."


def meanwhile() -> str:
    """Somebody else changed it since the form was opened."""
    return "Somebody changed this interview while you had it open, so I did nothing. This is how it is now:"


def _one(interview: Interview, *, over: bool) -> list[Block]:
    if over or interview.state is State.CANCELLED:
        return [section(unchangeable(interview))]
    return [
        actions(
            button("Move", MOVE, interview.id, primary=True),
            button("Edit details", DETAILS, interview.id),
            button("Change people", PEOPLE, interview.id),
            button("Role or candidate", WHAT, interview.id),
            button("Cancel it", CANCEL, interview.id),
        ),
        context("I send no calendar invites: those are yours to change, too."),
    ]


def _all(interview: Interview, ahead: int) -> list[Block]:
    return [
        divider(),
        section(f"All of {rooms.candidate(interview)}'s {count(ahead, 'interview')} ahead"),
        actions(button("Move all", MOVE_ALL, interview.id), button("Cancel all", CANCEL_ALL, interview.id)),
    ]


def _data(interview: Interview) -> list[Block]:
    who = rooms.candidate(interview)
    erase = sure(
        button("Erase this candidate", ERASE, interview.id),
        f"Erase {who}?",
        "Initials or name, notes and links are erased, interviews ahead are cancelled, and what I sent about this "
        "candidate is blanked. This cannot be undone.",
        "Erase",
        "Keep",
    )
    return [
        divider(),
        section(f"What is kept about {who}"),
        actions(button("Export", EXPORT, interview.id), erase),
    ]


def _left_to_do(hear: Sequence[str]) -> str:
    calendar = "The calendar invites are yours to change: I send none."
    return f"{rooms.and_(one_line(each, rooms.MOST_NAME) for each in hear)} {_HEARS} {calendar}" if hear else calendar
