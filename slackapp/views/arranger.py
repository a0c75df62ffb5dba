"""What whoever arranged an interview hears: somebody in it cannot come, or cannot be reached."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from prep.handing_over import Reason, Said
from prep.interviews import Interview, Panelist, Seat, State
from prep.preferences import Preferences
from slackapp.views import arranged, more_menu, rooms
from slackapp.views.blocks import Message, actions, button
from slackapp.views.lines import Line, line, one_line, paragraph, said
from slackapp.views.times import calendar_day, day, left

CHANGE: Final = "change.open"
NOBODY: Final = "Nobody is left to ask the questions."
CANCELLED: Final = "The interview was cancelled."
BELOW: Final = "Which one it is, and what you can do, is below."
_FIND: Final = "Please find somebody else, or another time."
_MOST_REASON: Final = 500
_REASONS: Final = {Reason.CLASH: "They have a clash.", Reason.KNOWS: "They know this person."}
_WHY: Final = {
    "user_disabled": "their Slack account is switched off",
    "account_inactive": "their Slack account is switched off",
    "deactivated": "their Slack account is switched off",
    "user_not_found": "Slack does not find them in this workspace",
    "channel_not_found": "Slack knows no conversation between them and me",
    "messages_tab_disabled": "messages to me are switched off in this workspace",
    "cannot_dm_bot": "Slack does not let me write to other apps",
    "restricted_action": "a setting of this workspace does not let me write to them",
    "guest": "they are a guest here, and the questions are for members",
    "external": "they are of another company, and the questions are for people of this one",
}


def cannot(
    interview: Interview,
    who: str,
    why: Said,
    asked: str,
    reader: Preferences,
    now: datetime,
    delivery_id: str,
    *,
    seen_to: bool = False,
) -> Message:
    """Somebody cannot come: who, to which, when, why if they said so, and what becomes of their questions.

    `asked` is the name of whoever was asked to come instead and said no, empty where nobody was. `seen_to`: they are
    in it again, or the room was filled otherwise.
    """
    name = one_line(who, rooms.MOST_NAME)
    lines = [
        line(f"{name} can't make it", bold=True),
        line(which(interview, reader, now)),
        *map(line, reasons(why)),
        *([line(f"{one_line(asked, rooms.MOST_NAME)} was asked to come instead, and said no.")] if asked else []),
        line(_stands(interview, seen_to=seen_to)),
    ]
    lead = f"{name} can't come to an interview that you arrange, {when(interview, reader)}. {BELOW}"
    return _told(lead, lines, interview, delivery_id)


def unreached(
    interview: Interview, who: Panelist, reason: str, reader: Preferences, now: datetime, delivery_id: str
) -> Message:
    """No message gets to somebody: who, in which, why, and what to do."""
    name, why = rooms.name(who), refused(reason)
    lines = [
        line(f"I can't reach {name}", bold=True),
        line(which(interview, reader, now)),
        line(f"The reason: {why}. Nothing about this interview has got through, so please tell them yourself."),
    ]
    lead = f"I can't reach {name}, who is in an interview that you arrange, {when(interview, reader)}. {BELOW}"
    return _told(lead, lines, interview, delivery_id)


def unsent(
    shown: Sequence[Interview], who: Panelist, fault: str, reader: Preferences, now: datetime, delivery_id: str
) -> Message:
    """A mistake of ours kept a message from somebody: whom, about which interviews, and what to do. `fault` is the id
    under which it was logged."""
    name, first = rooms.name(who), shown[0]
    about = "this interview" if len(shown) == 1 else "these interviews"
    which_ones = [line(which(first, reader, now))] if len(shown) == 1 else arranged.outlines(shown, reader)
    lines = [
        line(f"I couldn't send {name} a message", bold=True),
        *which_ones,
        line(f"Please tell them about {about} yourself. {at_fault(fault)}"),
    ]
    lead = f"I couldn't send {name} a message about an interview that you arrange, {when(first, reader)}. {BELOW}"
    return _told(lead, lines, first, delivery_id)


def at_fault(fault: str) -> str:
    """Why somebody has no message, where that is a mistake of ours; it was logged under the id `fault`."""
    return f"Something went wrong on my side, not on theirs. Please tell whoever runs this app: {fault}."


def paused(
    interview: Interview, who: Panelist, until: date, reader: Preferences, now: datetime, delivery_id: str
) -> Message:
    """Somebody's pause hides the interview from them: who, which, until when, and what to do."""
    name = rooms.name(who)
    lines = [
        line(f"{name} has paused messages", bold=True),
        line(which(interview, reader, now)),
        line(
            f"They get none until {calendar_day(until)}, so no morning message tells them of this interview. "
            "Please make sure that they know of it, or find somebody else."
        ),
    ]
    lead = f"{name} has paused messages, and is in an interview that you arrange, {when(interview, reader)}. {BELOW}"
    return _told(lead, lines, interview, delivery_id)


def now_asks(interview: Interview) -> str:
    """`All questions are still asked: Ana Costa has them now.`, or that nobody is left to ask them."""
    asking = [rooms.name(each) for each in interview.in_room if each.asks]
    if asking:
        return f"All questions are still asked: {rooms.and_(asking)} {'share' if len(asking) > 1 else 'has'} them now."
    if all(each.seat is Seat.LISTENING for each in interview.in_room):
        return NOBODY
    return "No questions are planned for it."


def reasons(why: Said) -> list[str]:
    """Why somebody cannot come, as far as they say so: for whoever arranged it, and nobody else."""
    chosen = _REASONS.get(why.why) if why.why else None
    own = [f"They say: “{one_line(why.words, _MOST_REASON)}”"] if why.words.strip() else []
    return [*([chosen] if chosen else []), *own]


def refused(reason: str) -> str:
    """Why no message gets to somebody, by Slack's name for it or a `prep.people.Refusal`; without a full stop."""
    return _WHY.get(reason, "Slack does not take my messages to them")


def which(interview: Interview, reader: Preferences, now: datetime) -> str:
    """`J.S. · Analyst · Tuesday 24 November, 10:30–11:15 Berlin time, in 2 hours.`"""
    return f"{rooms.subject(interview)} · {when(interview, reader)}, {left(interview.starts_at, now)}."


def when(interview: Interview, reader: Preferences) -> str:
    """`Tuesday 24 November, 10:30–11:15 Berlin time`."""
    return f"{day(interview.starts_at, reader.rhythm.zone)}, {rooms.hours_there(interview, reader)}"


def _stands(interview: Interview, *, seen_to: bool) -> str:
    if interview.state is State.CANCELLED:
        return CANCELLED
    if seen_to:
        return f"It is seen to. In the room: {arranged.present(interview)}."
    asks = now_asks(interview)
    return f"{asks} {_FIND}" if asks == NOBODY else asks


def _told(lead: str, lines: Sequence[Line], interview: Interview, delivery_id: str) -> Message:
    row = actions(button("Change the interview", CHANGE, interview.id, primary=True), more_menu.more(delivery_id))
    return Message(said([line(lead), *lines[1:]]), [paragraph(lines), row])
