"""What whoever arranged an interview hears: somebody in it cannot come, or cannot be reached."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from prep.interviews import Interview, Panelist, Seat
from prep.preferences import Preferences
from slackapp.views import more_menu, rooms
from slackapp.views.blocks import Message, actions, button
from slackapp.views.lines import Line, line, one_line, paragraph, said
from slackapp.views.times import day, left

CHANGE: Final = "change.open"
NOBODY: Final = "Nobody is left to ask the questions."
_FIND: Final = "Please find somebody else, or another time."
_MOST_REASON: Final = 500
_BELOW: Final = "Which one it is, and what you can do, is below."
_WHY: Final = {
    "user_disabled": "their Slack account is switched off",
    "account_inactive": "their Slack account is switched off",
    "deactivated": "their Slack account is switched off",
    "user_not_found": "Slack does not find them in this workspace",
    "channel_not_found": "Slack knows no conversation between them and me",
    "messages_tab_disabled": "messages to me are switched off in this workspace",
    "cannot_dm_bot": "Slack does not let me write to other apps",
    "guest": "they are a guest here, and the questions are for members",
    "external": "they are of another company, and the questions are for people of this one",
}


def cannot(
    interview: Interview, who: Panelist, reason: str, reader: Preferences, now: datetime, delivery_id: str
) -> Message:
    """Somebody cannot come: who, to which, when, why if they said so, and what becomes of their questions."""
    name, asks = rooms.name(who), now_asks(interview)
    lines = [
        line(f"{name} can't make it", bold=True),
        line(_which(interview, reader, now)),
        *([line(f"They say: “{one_line(reason, _MOST_REASON)}”")] if reason.strip() else []),
        line(f"{asks} {_FIND}" if asks == NOBODY else asks),
    ]
    lead = f"{name} can't come to an interview that you arranged, {_when(interview, reader)}. {_BELOW}"
    return _told(lead, lines, interview, delivery_id)


def unreached(
    interview: Interview, who: Panelist, reason: str, reader: Preferences, now: datetime, delivery_id: str
) -> Message:
    """No message gets to somebody: who, in which, why, and what to do."""
    name = rooms.name(who)
    why = _WHY.get(reason, "Slack does not take my messages to them")
    lines = [
        line(f"I can't reach {name}", bold=True),
        line(_which(interview, reader, now)),
        line(f"The reason: {why}. Nothing about this interview has got through, so please tell them yourself."),
    ]
    lead = f"I can't reach {name}, who is in an interview that you arranged, {_when(interview, reader)}. {_BELOW}"
    return _told(lead, lines, interview, delivery_id)


def now_asks(interview: Interview) -> str:
    """`All questions are still asked: Ana Costa has them now.`, or that nobody is left to ask them."""
    asking = [rooms.name(each) for each in interview.in_room if each.asks]
    if asking:
        return f"All questions are still asked: {rooms.and_(asking)} {'share' if len(asking) > 1 else 'has'} them now."
    if all(each.seat is Seat.LISTENING for each in interview.in_room):
        return NOBODY
    return "No questions are planned for it."


def _told(lead: str, lines: Sequence[Line], interview: Interview, delivery_id: str) -> Message:
    row = actions(button("Change the interview", CHANGE, interview.id, primary=True), more_menu.more(delivery_id))
    return Message(said([line(lead), *lines[1:]]), [paragraph(lines), row])


def _which(interview: Interview, reader: Preferences, now: datetime) -> str:
    starts = left(interview.starts_at, now)
    return f"{rooms.subject(interview)} · {_when(interview, reader)}, {starts}."


def _when(interview: Interview, reader: Preferences) -> str:
    return f"{day(interview.starts_at, reader.rhythm.zone)}, {rooms.hours_there(interview, reader)}"
