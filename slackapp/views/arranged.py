"""Interviews in lines, as whoever may change them sees them."""

from collections.abc import Sequence
from typing import Final

from prep.interviews import Interview, Seat
from prep.preferences import Preferences
from slackapp.views import rooms
from slackapp.views.lines import Line, line, one_line
from slackapp.views.times import day, where
from slackapp.views.wording import count

_MOST: Final = 10


def interview(shown: Interview, reader: Preferences) -> list[Line]:
    """The interview as it is now: who and what, when, who is there, note and links."""
    place = where(reader.rhythm.zone, known=reader.zone_known)
    part = one_line(shown.part.title, rooms.MOST_TITLE)
    gone = [rooms.name(each) for each in shown.panel if each.declined_at]
    return [
        line(rooms.subject(shown), bold=True),
        line(f"{part}, {count(shown.minutes, 'minute')}"),
        line(f"{day(shown.starts_at, reader.rhythm.zone)}, {rooms.hours(shown, reader)}, {place}"),
        line(f"{present(shown)}."),
        *([line(f"⚠ {rooms.and_(gone)} can't come.")] if gone else []),
        *rooms.note(shown),
        *rooms.links(shown),
    ]


def present(shown: Interview) -> str:
    """`Ana Costa (leads), Ben Okoro and Chloé Martin (listening)`, without a full stop."""
    seats = list(Seat)
    room = sorted(shown.in_room, key=lambda each: seats.index(each.seat))
    return rooms.and_(map(rooms.seated, room)) or "Nobody is in the room"


def interviews(shown: Sequence[Interview], reader: Preferences) -> list[Line]:
    """When each is, and what it is."""
    return [line(f"{rooms.on_day(each, reader)} · {one_line(each.part.title, 50)}", bullet=True) for each in shown]


def outlines(shown: Sequence[Interview], reader: Preferences) -> list[Line]:
    """When each of the first ten is, whose and for what; and how many more there are."""
    lines = [line(f"{rooms.on_day(each, reader)} · {rooms.subject(each)}", bullet=True) for each in shown[:_MOST]]
    further = len(shown) - len(lines)
    return [*lines, line(f"and {further:,} more")] if further else lines
