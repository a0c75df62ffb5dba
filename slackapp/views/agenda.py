"""Interviews at a glance: those that somebody holds, and those they arranged; each can be changed from here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from prep.interviews import Interview, Seat
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import arranged, change, rooms, schedule
from slackapp.views.blocks import Block, Message, actions, button, context, section
from slackapp.views.lines import Line, line, one_line, paragraph, said
from slackapp.views.times import calendar_day, where
from slackapp.views.wording import count

SHOW: Final = "mine.show"
PAGE: Final = "mine.page"
MINE: Final = "mine"
TODAY: Final = "today"
WEEK: Final = "week"
PAGE_SIZE: Final = 12
"""With a heading for each day, a row of buttons for each interview and what stands round them: under 50 blocks."""
_MOST_NEEDS: Final = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """An interview in a list. `held`: the reader is in the room; `changes`: they may change it."""

    interview: Interview
    held: bool
    changes: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page, from 0, of interviews in their order."""

    listed: Sequence[Listed]
    number: int

    @property
    def shown(self) -> Sequence[Listed]:
        """Those on it."""
        return self.listed[self.number * PAGE_SIZE : (self.number + 1) * PAGE_SIZE]

    @property
    def pages(self) -> int:
        """How many there are."""
        return -(-len(self.listed) // PAGE_SIZE)


def mine(page: Page, reader: Preferences, now: datetime, command: str) -> Message:
    """The interviews that the reader holds, then those that they arranged and do not hold, all of them ahead."""
    if not page.listed:
        words = (
            "You have no interviews ahead: you are in none, and arranged none. When somebody adds you to one, I'll "
            "tell you. If you are the one who arranges them, add the first here."
        )
        return Message(words, [section(words), actions(_add()), context(f"Or type `{command} schedule`.")])
    held = sum(each.held for each in page.listed)
    arranged = len(page.listed) - held
    parts = [f"you hold {count(held, 'interview')}"] if held else []
    parts += [f"you arranged {count(arranged, 'other' if held else 'interview')}"] if arranged else []
    lead = rooms.and_(parts)
    return _list(page, MINE, f"{lead[:1].upper()}{lead[1:]}", [], reader, now)


def today(page: Page, reader: Preferences, now: datetime, later: int) -> Message:
    """Those the reader arranged that are today, led by what needs them. `later`: how many the next days have."""
    if not page.listed:
        coming = (
            f"The next seven days have {count(later, 'interview')}." if later else "Neither have the next seven days."
        )
        words = f"Today has no interviews that you arranged. {coming}"
        buttons = [*([button("The next seven days", f"{SHOW}.{WEEK}", f"{WEEK}|0")] if later else []), _add()]
        return Message(words, [section(words), actions(*buttons)])
    return _list(
        page, TODAY, f"Today: {count(len(page.listed), 'interview')} that you arranged", _needs(page), reader, now
    )


def week(page: Page, reader: Preferences, now: datetime) -> Message:
    """Those the reader arranged that are today or on the six days that follow, led by what needs them."""
    if not page.listed:
        words = "The next seven days have no interviews that you arranged."
        everything = button("All my interviews", f"{SHOW}.{MINE}", f"{MINE}|0")
        return Message(words, [section(words), actions(_add(), everything)])
    title = f"The next seven days: {count(len(page.listed), 'interview')} that you arranged"
    return _list(page, WEEK, title, _needs(page), reader, now)


def _list(page: Page, what: str, title: str, needs: Sequence[Interview], reader: Preferences, now: datetime) -> Message:
    place = where(reader.rhythm.zone, known=reader.zone_known)
    pages = f" · page {page.number + 1} of {page.pages}" if page.pages > 1 else ""
    lead = line(line(title, bold=True).runs[0], f" · {place}{pages} · only you see this")
    needing = _needing(needs, reader)
    blocks = [paragraph([lead]), *([paragraph(needing)] if needing else [])]
    spoken = [lead, *needing]
    for lines, row in _entries(page, reader, now):
        spoken += lines
        blocks += [paragraph(lines), *row]
    return Message(said(spoken), [*blocks, *_turns(page, what)])


def _entries(page: Page, reader: Preferences, now: datetime) -> Iterator[tuple[list[Line], list[Block]]]:
    """Lines with the buttons under them: headings, and what each interview is."""
    both = len({each.held for each in page.listed}) > 1
    for held, group in groupby(page.shown, key=lambda each: each.held):
        if both:
            yield [line("You hold" if held else "You arranged", bold=True)], []
        for day, together in groupby(group, key=lambda each: _day(each.interview, reader)):
            yield [line(day, bold=True)], []
            for each in together:
                lines = [line(_heading(each.interview, reader, now), bold=True), *_about(each, reader)]
                yield lines, [_change(each)] if each.changes else []


def _about(listed: Listed, reader: Preferences) -> list[Line]:
    interview = listed.interview
    lines = [line(f"{one_line(interview.part.title, rooms.MOST_TITLE)}. {arranged.present(interview)}.")]
    gone = [rooms.name(each) for each in interview.panel if each.declined_at]
    lines += [line(f"⚠ {rooms.and_(gone)} can't come.")] if gone else []
    lines += [line("⚠ Nobody is there to ask the questions.")] if not _covered(interview) else []
    return [*lines, *rooms.links(interview)]


def _needs(page: Page) -> list[Interview]:
    return [
        each.interview
        for each in page.listed
        if any(seat.declined_at for seat in each.interview.panel) or not _covered(each.interview)
    ]


def _needing(needs: Sequence[Interview], reader: Preferences) -> list[Line]:
    if not needs:
        return []
    lines = [line(f"{count(len(needs), 'interview')} {'needs' if len(needs) == 1 else 'need'} you", bold=True)]
    for each in needs[:_MOST_NEEDS]:
        gone = [f"{rooms.name(seat)} can't come" for seat in each.panel if seat.declined_at]
        gone += [] if _covered(each) else ["nobody is there to ask the questions"]
        lines.append(line(f"{rooms.on_day(each, reader)} · {rooms.candidate(each)}: {rooms.and_(gone)}", bullet=True))
    more = len(needs) - _MOST_NEEDS
    return [*lines, *([line(f"… and {more} more, below.")] if more > 0 else [])]


def _covered(interview: Interview) -> bool:
    return any(each.seat is not Seat.LISTENING for each in interview.in_room)


def _heading(interview: Interview, reader: Preferences, now: datetime) -> str:
    over = " · over" if interview.ends_at <= now else ""
    under_way = " · now" if interview.starts_at <= now < interview.ends_at else ""
    return f"{rooms.heading(interview, reader)}{over}{under_way}"


def _day(interview: Interview, reader: Preferences) -> str:
    return calendar_day(local(interview.starts_at, reader.rhythm.zone).date())


def _change(listed: Listed) -> Block:
    return actions(button("Change", change.OPEN, listed.interview.id))


def _turns(page: Page, what: str) -> list[Block]:
    turns = [button("Earlier ones", f"{PAGE}.previous", f"{what}|{page.number - 1}")] if page.number else []
    last = page.number + 1 >= page.pages
    turns += [] if last else [button("Later ones", f"{PAGE}.next", f"{what}|{page.number + 1}")]
    return [actions(*turns)] if turns else []


def _add() -> Block:
    return button(schedule.TITLE, schedule.OPEN, primary=True)
