"""The reminder: the plan for the room, shortly before the interview."""

from datetime import datetime
from typing import Final

from prep.briefs import Brief
from prep.preferences import Preferences
from slackapp.views import rooms, running
from slackapp.views.blocks import Message
from slackapp.views.lines import line, said

_MOST_CHARACTERS: Final = 3500


def reminder(told: Brief, reader: Preferences, now: datetime, delivery_id: str) -> Message:
    """The message, at most 3,500 characters: the true time left at `now`, who asks what, in order, and where.

    The first 80 characters of its text hold nobody's name.
    """
    lead = _lead(told, reader, now)
    blocks, (_, *lines) = running.room(told, reader, now, _MOST_CHARACTERS - len(lead))
    spoken = [line(lead), line(rooms.subject(told.interview)), *lines]
    return Message(said(spoken), [*blocks, running.buttons([told], [told], delivery_id)])


def _lead(told: Brief, reader: Preferences, now: datetime) -> str:
    when = f"{running.time_left(told, now)}, {rooms.hours_there(told.interview, reader)}"
    return f"{when}: your interview for {rooms.title(told.interview)}. Who asks what, in order, is below."
