"""The morning message: the interviews ahead by day, and in each the questions that are the reader's to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from prep.briefs import Brief
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import more_menu, rooms
from slackapp.views.blocks import Block, Message, actions, context, section
from slackapp.views.entries import entry
from slackapp.views.fitting import Fitted, fitted
from slackapp.views.lines import Line, line, paragraph, said
from slackapp.views.times import calendar_day, clock, near, where
from slackapp.views.wording import count

_MOST_CHARACTERS: Final = 3500
_MOST_NEW: Final = 5
_MOST_PARAGRAPHS: Final = 12
_MORE: Final = "There is more than fits here: press Follow-ups for all of it."


@dataclass(frozen=True, slots=True)
class Morning:
    """What a morning message is made of. `ahead` are its interviews by their start, at least one; `new` those further
    ahead of which the reader was not told. `in_full`: ids of those whose reminder would follow within the hour, so
    that their follow-ups stand here and no reminder comes. `read`: the reader said that they have read it."""

    reader: Preferences
    ahead: Sequence[Brief]
    new: Sequence[Brief] = ()
    in_full: frozenset[str] = frozenset()
    read: bool = False

    @property
    def ids(self) -> list[str]:
        """The interviews that it shows."""
        return [each.interview.id for each in self.ahead]

    def by_day(self) -> Iterator[tuple[date, list[Brief]]]:
        """The interviews of each of the reader's days."""
        zone = self.reader.rhythm.zone
        for day, together in groupby(self.ahead, key=lambda each: local(each.interview.starts_at, zone).date()):
            yield day, list(together)


def digest(morning: Morning, delivery_id: str) -> Message:
    """The message, at most 3,500 characters. The first 80 of its text hold nobody's name."""
    ids = morning.ids
    return _message(
        morning,
        actions(
            more_menu.read(ids, done=morning.read),
            more_menu.follow_ups(ids),
            more_menu.cannot(ids),
            more_menu.more(delivery_id),
        ),
    )


def as_it_stands(morning: Morning) -> Message:
    """The same, shown at once to whoever asked for it."""
    ids = morning.ids
    return _message(
        morning,
        actions(more_menu.follow_ups(ids), more_menu.cannot(ids), more_menu.more("")),
        context("Only you see this. It is what your next morning message would say if it came now."),
    )


def nothing(reader: Preferences, now: datetime, comes: datetime | None, command: str) -> Message:
    """Nothing is ahead for now. `comes`: when the next morning message does, None when none is planned."""
    if comes is None:
        words = "You have no interviews ahead. When somebody adds you to one, I'll tell you, and send your questions."
    else:
        day, at = near(comes, now, reader.rhythm.zone), clock(comes, reader.rhythm.zone, reader.locale)
        place = where(reader.rhythm.zone, known=reader.zone_known)
        words = (
            f"Nothing to prepare just now. Your next morning message comes {rooms.on(day)} at {at}, {place}, "
            "with the interviews ahead of you then."
        )
    return Message(words, [section(words), context(f"`{command} mine` shows everything that is planned.")])


def _message(morning: Morning, *below: Block) -> Message:
    lead, law, new = line(_lead(morning)), line(rooms.LAWFULLY), _new(morning)
    headings = [line(_day(day, together)) for day, together in morning.by_day()]
    shown = _fitted(morning, [lead, law, *new, *headings, line(_MORE), line(_after(len(morning.ahead)))])
    told = dict(zip(morning.ids, shown.told, strict=False))
    blocks: list[Block] = []
    spoken = [lead]
    for day, together in morning.by_day():
        heading = line(_day(day, together), bold=True)
        if blocks:
            spoken.append(heading)  # the first is in the lead
        else:
            heading = line(*heading.runs, f" · {_place(morning)}")
        written = [told[each.interview.id] for each in together if each.interview.id in told]
        blocks += [paragraph([heading]), *_paragraphs(written)] if written else []
        spoken += [each for lines in written for each in lines]
    ending = [line(_after(shown.left_out))] if shown.left_out else []
    ending += [line(_MORE)] if shown.shortened or shown.left_out else []
    blocks += [paragraph(lines) for lines in (ending, new) if lines]
    return Message(said([*spoken, *ending, *new, law]), [*blocks, context(rooms.LAWFULLY), *below])


def _fitted(morning: Morning, rest: Sequence[Line]) -> Fitted:
    before: set[str] = set()
    written = []
    for each in morning.ahead:
        in_full = each.interview.id in morning.in_full
        written.append(list(entry(each, morning.reader, before, in_full=in_full)))
        before |= {item.question.id for item in each.mine}
    return fitted(written, rest, _MOST_CHARACTERS)


def _paragraphs(written: Sequence[Sequence[Line]]) -> list[Block]:
    """A block an interview; one for all of them where there are many."""
    if len(written) > _MOST_PARAGRAPHS:
        return [paragraph([each for lines in written for each in lines])]
    return [paragraph(lines) for lines in written]


def _lead(morning: Morning) -> str:
    """What is heard first, and what a notification shows: long enough to keep names out of its 80 characters."""
    day, together = next(morning.by_day())
    first = clock(together[0].interview.starts_at, morning.reader.rhythm.zone, morning.reader.locale)
    begins = f"the first at {first}" if len(together) > 1 else f"at {first}"
    rest = "Who else is in the room, and what is yours to ask, is below."
    return f"{_day(day, together)}, {begins}, {_place(morning)}. {rest}"


def _place(morning: Morning) -> str:
    return where(morning.reader.rhythm.zone, known=morning.reader.zone_known)


def _day(day: date, together: Sequence[Brief]) -> str:
    return f"{calendar_day(day)}: {count(len(together), 'interview')}"


def _after(left_out: int) -> str:
    return f"And {count(left_out, 'more interview')} after these."


def _new(morning: Morning) -> list[Line]:
    """One line for each interview further ahead that is new to the reader."""
    if not morning.new:
        return []
    lines = [line("Also new", bold=True)]
    for each in morning.new[:_MOST_NEW]:
        when = rooms.on_day(each.interview, morning.reader)
        lines.append(line(f"{when} · {rooms.subject(each.interview)}"))
    further = len(morning.new) - _MOST_NEW
    return [*lines, line(f"and {further:,} more")] if further > 0 else lines
