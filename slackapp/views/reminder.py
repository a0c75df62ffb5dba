"""The reminder: the plan for the room, shortly before the interview."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from prep.briefs import Brief
from prep.corrections import Change
from prep.interviews import State
from prep.preferences import Preferences
from slackapp.views import rooms, running
from slackapp.views.blocks import Message
from slackapp.views.lines import characters, line, paragraph, said
from slackapp.views.times import near

_MOST_CHARACTERS: Final = 3500


def reminder(
    told: Brief, reader: Preferences, now: datetime, delivery_id: str, *, again: bool = False, more: Sequence[str] = ()
) -> Message:
    """The message, at most 3,500 characters: the true time left at `now`, who asks what, in order, and where. Drawn
    anew, what changed since; `again`: another reminder comes of the interview as it is. `more` is said at its end.

    The first 80 characters of its text hold nobody's name.
    """
    lead = _lead(told, reader, now)
    comes = [f"A new reminder comes {reader.reminder_minutes} minutes before."] if again else []
    ending = [line(each) for each in (*more, *comes)]
    blocks, (heading, *lines) = running.room(told, reader, now, _MOST_CHARACTERS - len(lead) - characters(ending))
    which = heading if told.changed else line(rooms.subject(told.interview))
    spoken = [line(lead), which, *lines, *ending]
    below = [paragraph(ending)] if ending else []
    return Message(said(spoken), [*blocks, *below, running.buttons([told], [told], delivery_id)])


def _lead(told: Brief, reader: Preferences, now: datetime) -> str:
    role, hours = rooms.title(told.interview), rooms.hours_there(told.interview, reader)
    if told.interview.state is State.CANCELLED:
        return f"Cancelled: your interview for {role} does not take place. There is nothing to prepare any more."
    if not told.stands:
        return f"You are no longer in this interview for {role}. There is nothing for you to prepare any more."
    if Change.MOVED in told.changed:
        day = near(told.interview.starts_at, now, reader.rhythm.zone)
        return f"Moved: your interview for {role} is now {rooms.on(day)}, {hours}. Who asks what, in order, is below."
    when = f"{running.time_left(told, now)}, {hours}"
    return f"{when}: your interview for {role}. Who asks what, in order, is below."
