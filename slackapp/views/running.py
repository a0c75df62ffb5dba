"""The plan for the room: who asks what, in order, with the reader's follow-ups written out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from prep.briefs import Brief, Item
from prep.corrections import Change
from prep.interviews import Panelist, Seat
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import changed, more_menu, rooms
from slackapp.views.blocks import Block, actions
from slackapp.views.lines import Line, characters, line, one_line, paragraph
from slackapp.views.times import left, where

EITHER_END: Final = (
    "Keep five minutes at either end: first to say hello and how this will go, last for the questions they have."
)


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters there are for what; 0: it is left out."""

    mine: int
    follow_up: int
    theirs: int


_ROOMS: Final = (_Room(400, 250, 250), _Room(300, 160, 120), _Room(250, 100, 70), _Room(200, 0, 50), _Room(90, 0, 0))


def room(told: Brief, reader: Preferences, now: datetime, most: int) -> tuple[list[Block], list[Line]]:
    """The plan for the room in at most `most` characters: as blocks, and as lines to be said. `now` is the moment of
    which the message tells the time left; of what does not take place any more there is no more than that."""
    heading = _heading(told, reader, now)
    if not told.stands:
        return [paragraph([heading])], [heading]
    top = [heading, *changed.notes(told), line(_who(told)), *too_short(told)]
    bottom = [line(EITHER_END), *rooms.note(told.interview), *rooms.links(told.interview)]
    asked = order(told, most - characters([*top, *bottom]))
    return [paragraph(top), *([paragraph(asked)] if asked else []), paragraph(bottom)], [*top, *asked, *bottom]


def _heading(told: Brief, reader: Preferences, now: datetime) -> Line:
    place = where(reader.rhythm.zone, known=reader.zone_known)
    if not told.stands or not {Change.MOVED, Change.LENGTH}.isdisjoint(told.changed):
        head = changed.head(told, reader, local(now, reader.rhythm.zone).date(), dated=True)
        return line(*head.runs, f" · {place}")
    heading = line(f"{time_left(told, now)}: {rooms.subject(told.interview)}", bold=True)
    return line(*heading.runs, f" · {rooms.hours(told.interview, reader)} {place}")


def buttons(in_full: Sequence[Brief], briefs: Sequence[Brief], delivery_id: str) -> Block:
    """What can be pressed under it: what to listen for in what is told `in_full` (where there is more than one with
    questions of theirs: all their follow-ups, from where that is one tap away), “I can't make it”, the `⋯` menu."""
    standing = [each for each in briefs if each.stands]
    ids = [each.interview.id for each in standing]
    closer = [more_menu.listen(each.interview.id) for each in in_full if each.stands]
    if len(closer) > 1 or any(each.mine for each in standing if each not in in_full):
        closer = [more_menu.follow_ups(ids)]
    return actions(*closer, *([more_menu.cannot(ids)] if ids else []), more_menu.more(delivery_id))


def time_left(told: Brief, now: datetime) -> str:
    """`In 12 minutes`."""
    words = left(told.interview.starts_at, now)
    return words[:1].upper() + words[1:]


def too_short(told: Brief) -> list[Line]:
    """What will not fit, where the interview is shorter than its questions take."""
    over = [each for each in told.order if not each.fits]
    if not over:
        return []
    interview = told.interview
    planned = f"This is {interview.minutes} minutes, and the questions were planned for {interview.part.minutes}."
    if len(over) == 1:
        return [line(f"{planned} The last will not fit: leave it out rather than hurry.")]
    if len(over) == len(told.order):
        return [line(f"{planned} They will not all fit: begin at the top.")]
    return [line(f"{planned} The last {len(over)} will not fit: leave them out rather than hurry.")]


def order(told: Brief, space: int) -> list[Line]:
    """All questions in order, with who asks each, in about `space` characters: colleagues' in fewer words first."""
    for at in _ROOMS:
        lines = list(_asked(told, at))
        if characters(lines) <= space:
            return lines
    more = line("… and more, under What to listen for.")
    kept: list[Line] = []
    for each in lines:
        if characters([*kept, each, more]) > space:
            break
        kept.append(each)
    return [*kept, more]


def _asked(told: Brief, at: _Room) -> Iterator[Line]:
    for asker, together in groupby(told.order, key=lambda each: each.asker):
        items = list(together)
        yield line(_asker(told, asker), bold=True)
        if asker != told.reader and not at.theirs:
            yield line(f"{rooms.questions(len(items))}")
            continue
        for each in items:
            yield from _mine(each, at) if asker == told.reader else [rooms.question(each, at.theirs)]


def _mine(item: Item, at: _Room) -> list[Line]:
    return [rooms.question(item, at.mine), *(rooms.follow_ups(item, at.follow_up) if at.follow_up else [])]


def _asker(told: Brief, asker: Panelist | None) -> str:
    if asker is None:
        return "Nobody asks these yet"
    return "You ask" if asker == told.reader else f"{rooms.name(asker)} asks"


def _who(told: Brief) -> str:
    part = f"{one_line(told.interview.part.title, rooms.MOST_TITLE)}, {told.interview.minutes} minutes"
    if told.reader.seat is Seat.LISTENING:
        return f"{part}. {rooms.company(told)} You're listening only; this is what they ask."
    return f"{part}. {rooms.company(told)}" + ("" if told.mine else f" {rooms.asks(told)}.")
