"""What changed since a message was sent, where the interview stands in it: always in words, struck through besides."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from prep.briefs import Brief
from prep.corrections import Change, Facts
from prep.interviews import Seat, State
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import rooms
from slackapp.views.blocks import run
from slackapp.views.lines import Line, line, one_line
from slackapp.views.times import clock, short_day, span

_CANCELLED: Final = "Cancelled:"
_OFF: Final = "You're no longer in this one:"
_MOVED: Final = "Moved:"
_CHANGED: Final = "Changed:"


def head(told: Brief, reader: Preferences, today: date | None, *, dated: bool = False, bold: bool = True) -> Line:
    """`10:30–11:15 · J.S. · Data Analyst`; `Moved: now today 16:30–17:15 (was 15:00) · J.S. · Data Analyst`.

    `today` is the reader's day; `dated`: it does not stand under a heading with its day.
    """
    if not told.stands:
        label = _CANCELLED if told.interview.state is State.CANCELLED else _OFF
        return line(run(label, "bold"), " ", run(_as_told(told, reader, dated=dated), "strike"))
    moved = Change.MOVED in told.changed
    if told.told and (moved or Change.LENGTH in told.changed):
        label = _MOVED if moved else _CHANGED
        times = f" {_now(told, reader, today, dated=dated)} ({_was(told, told.told, reader)})"
        return line(run(label, "bold"), times, *line(f" · {rooms.subject(told.interview)}", bold=bold).runs)
    heading = rooms.heading(told.interview, reader)
    day = f"{short_day(told.interview.starts_at, reader.rhythm.zone)}, " if dated else ""
    return line(f"{day}{heading}", bold=bold)


def notes(told: Brief) -> list[Line]:
    """What else changed: `Changed: now with R.T. (was M.K.); you lead now.`"""
    before = told.told
    if before is None or not told.stands:
        return []
    found = [words for each in told.changed for words in _note(each, told, before)]
    return [line(run(_CHANGED, "bold"), f" {'; '.join(found)}.")] if found else []


def title(facts: Facts) -> str:
    """`Data Analyst, Casework`: the role and the part of its plan that somebody was told."""
    return f"{one_line(facts.role, rooms.MOST_TITLE)}, {one_line(facts.part, rooms.MOST_TITLE)}"


def seat(told: Brief) -> str:
    """What the reader does in the room now, where that is another seat."""
    if told.reader.seat is Seat.INTERVIEWER:
        return "you ask questions now" if told.told and told.told.seat is Seat.LISTENING else "somebody else leads now"
    return "you lead now" if told.reader.seat is Seat.LEADS else "you're listening only now"


def _note(change: Change, told: Brief, before: Facts) -> Iterator[str]:
    interview = told.interview
    match change:
        case Change.ROLE:
            part = one_line(interview.part.title, rooms.MOST_TITLE)
            yield f"now for {rooms.title(interview)}, {part} (was {title(before)})"
        case Change.CANDIDATE:
            yield f"now with {rooms.candidate(interview)} (was {one_line(before.candidate, rooms.MOST_NAME)})"
        case Change.PLACE:
            yield "another place" if interview.links.place.strip() else "the place was taken out"
        case Change.QUESTIONS:
            yield "other questions are yours"
        case Change.SEAT:
            yield seat(told)
        case Change.ON:
            yield "you are in it again"


def _now(told: Brief, reader: Preferences, today: date | None, *, dated: bool) -> str:
    """`now today 16:30–17:15`, `now Thu 26 Nov, 16:30–17:15`; without the day where it stands above."""
    zone = reader.rhythm.zone
    starts = told.interview.starts_at
    hours = rooms.hours(told.interview, reader)
    if local(starts, zone).date() == today:
        return f"now today {hours}"
    same_day = told.told and local(told.told.starts_at, zone).date() == local(starts, zone).date()
    return f"now {hours}" if same_day and not dated else f"now {short_day(starts, zone)}, {hours}"


def _was(told: Brief, before: Facts, reader: Preferences) -> str:
    """`was 15:00`, `was Tue 24 Nov, 15:00`; `was until 15:45` of one that only takes shorter or longer."""
    zone = reader.rhythm.zone
    if Change.MOVED not in told.changed:
        return f"was until {clock(before.ends_at, zone, reader.locale)}"
    at = clock(before.starts_at, zone, reader.locale)
    same_day = local(before.starts_at, zone).date() == local(told.interview.starts_at, zone).date()
    return f"was {at}" if same_day else f"was {short_day(before.starts_at, zone)}, {at}"


def _as_told(told: Brief, reader: Preferences, *, dated: bool) -> str:
    """`10:30–11:15 · J.S. · Data Analyst`, as it was told."""
    before = told.told
    if before is None:
        return rooms.heading(told.interview, reader)
    zone = reader.rhythm.zone
    day = f"{short_day(before.starts_at, zone)}, " if dated else ""
    hours = span(before.starts_at, before.ends_at, zone, reader.locale)
    who, role = one_line(before.candidate, rooms.MOST_NAME), one_line(before.role, rooms.MOST_TITLE)
    return f"{day}{hours} · {who} · {role}"
