"""Interviews at a glance: those that somebody holds, those they arranged, those of others that they may change; each
can be changed from here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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


class Group(StrEnum):
    """Why an interview stands in somebody's list, and the heading it stands under."""

    HELD = "You hold"
    ARRANGED = "You arrange"
    OTHERS = "Arranged by others"


@dataclass(frozen=True, slots=True)
class Listed:
    """An interview in a list. `changes`: the reader may change it; `by`: who arranged it, where that is to be said;
    `asked`: the names of those who cannot come, each with whom they asked instead who has not answered (or `you`)."""

    interview: Interview
    group: Group
    changes: bool
    by: str = ""
    asked: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, from 0, of interviews in their order. `sizes`: how many each group has on all pages; `is_wide`: the
    reader may change those of others too."""

    shown: Sequence[Listed]
    number: int
    sizes: Mapping[Group, int]
    is_wide: bool

    @property
    def total(self) -> int:
        """How many interviews there are on all pages."""
        return sum(self.sizes.values())

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PAGE_SIZE)

    def size(self, *groups: Group) -> int:
        """How many interviews these groups have together."""
        return sum(self.sizes.get(each, 0) for each in groups)

    @property
    def of_others(self) -> int:
        """How many of them somebody else arranged, and the reader does not hold."""
        return self.size(Group.OTHERS)


def mine(page: Page, reader: Preferences, now: datetime, command: str) -> Message:
    """The interviews that the reader holds, then those that they arranged and do not hold, then those of others that
    they may change, all of them ahead."""
    if not page.total:
        nobody = "and nobody arranged any" if page.is_wide else "and arranged none"
        words = (
            f"You have no interviews ahead: you are in none, {nobody}. When somebody adds you to one, I'll "
            "tell you. If you are the one who arranges them, add the first here."
        )
        return Message(words, [section(words), actions(_add()), context(f"Or type `{command} schedule`.")])
    held, arranged = page.size(Group.HELD), page.size(Group.ARRANGED)
    parts = [f"you hold {count(held, 'interview')}"] if held else []
    parts += [f"you arrange {count(arranged, 'other' if held else 'interview')}"] if arranged else []
    others = f"{page.of_others:,}" if parts else count(page.of_others, "interview")
    parts += [f"others arrange {others} that you may change"] if page.of_others else []
    lead = rooms.and_(parts)
    return _list(page, MINE, f"{lead[:1].upper()}{lead[1:]}", [], reader, now)


def today(page: Page, watched: Sequence[Interview], reader: Preferences, now: datetime, later: int) -> Message:
    """Those of today that the reader arranged, then those of others that they may change, led by those of `watched`
    that need them. `later`: how many the next days have."""
    if not page.total:
        coming = (
            f"The next seven days have {count(later, 'interview')}." if later else "Neither have the next seven days."
        )
        words = f"Today has no interviews that you arrange{_nor_others(page)}. {coming}"
        buttons = [*([button("The next seven days", f"{SHOW}.{WEEK}", f"{WEEK}|0")] if later else []), _add()]
        return Message(words, [section(words), actions(*buttons)])
    return _list(page, TODAY, f"Today: {_whose(page)}", _needs(watched), reader, now)


def week(page: Page, watched: Sequence[Interview], reader: Preferences, now: datetime) -> Message:
    """The same of today and the six days that follow."""
    if not page.total:
        words = f"The next seven days have no interviews that you arrange{_nor_others(page)}."
        everything = button("All my interviews", f"{SHOW}.{MINE}", f"{MINE}|0")
        return Message(words, [section(words), actions(_add(), everything)])
    return _list(page, WEEK, f"The next seven days: {_whose(page)}", _needs(watched), reader, now)


def _whose(page: Page) -> str:
    """`2 interviews that you arrange, 5 that others do`."""
    arranged, others = page.size(Group.ARRANGED), page.of_others
    if not arranged:
        return f"{count(others, 'interview')} that others arrange"
    do = f", {others:,} that others do" if others else ""
    return f"{count(arranged, 'interview')} that you arrange{do}"


def _nor_others(page: Page) -> str:
    return ", and none ahead that others do" if page.is_wide else ""


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
    several = sum(size > 0 for size in page.sizes.values()) > 1
    for kind, group in groupby(page.shown, key=lambda each: each.group):
        if several:
            yield [line(kind.value, bold=True)], []
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
    lines += [
        line(f"{who[:1].upper()}{who[1:]} asked {instead} to come instead. No answer yet.")
        for who, instead in listed.asked
    ]
    lines += [line(f"Arranged by {listed.by}.")] if listed.by else []
    return [*lines, *rooms.links(interview)]


def _needs(watched: Sequence[Interview]) -> list[Interview]:
    return [each for each in watched if any(seat.declined_at for seat in each.panel) or not _covered(each)]


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
