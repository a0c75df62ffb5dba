"""The morning message: the interviews ahead by day, and in each the questions that are the reader's to ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Final

from prep.briefs import Brief
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import afterwards_lines, changed, more_menu, rooms
from slackapp.views.afterwards_lines import FollowUp
from slackapp.views.blocks import MAX_BLOCKS, Block, Message, actions, context, section
from slackapp.views.entries import Place, entry
from slackapp.views.fitting import Fitted, fitted
from slackapp.views.lines import Line, line, paragraph, said
from slackapp.views.times import calendar_day, clock, near, where
from slackapp.views.wording import count

_MOST_CHARACTERS: Final = 3500
_MOST_NEW: Final = 5
_NOTED: Final = 1
"""The block that says what was heard of its reader's reactions is added later."""
_MORE: Final = "There is more than fits here: press Follow-ups for all of it."

_Day = tuple[Line, Sequence[Sequence[Line]]]
"""A day's heading, and the lines of each of its interviews."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What a morning message is made of. `ahead` are its interviews by their start, at least one; `new` those further
    ahead of which the reader was not told. `in_full`: ids of those whose reminder would follow within the hour, so
    that their follow-ups stand here and no reminder comes. `also`: the days of other morning messages that show an
    interview, by its id. `read`: the reader said that they have read it.

    Of one that is drawn anew, `placed` are the starts by which the interviews stand where they stood, by their ids; it
    is `today` where the reader is. `after`: interviews that are over and are asked about here.
    """

    reader: Preferences
    ahead: Sequence[Brief]
    new: Sequence[Brief] = ()
    in_full: frozenset[str] = frozenset()
    also: Mapping[str, Sequence[date]] = field(default_factory=dict)
    read: bool = False
    after: Sequence[FollowUp] = ()
    placed: Mapping[str, datetime] = field(default_factory=dict)
    today: date | None = None

    @property
    def ids(self) -> list[str]:
        """The interviews that it shows."""
        return [each.interview.id for each in self.ahead]

    @property
    def standing(self) -> list[str]:
        """Those of them that take place with the reader in them."""
        return [each.interview.id for each in self.ahead if each.stands]

    def by_day(self) -> Iterator[tuple[date, list[Brief]]]:
        """The interviews of each of the reader's days."""
        for day, together in groupby(self.ahead, key=self._day):
            yield day, list(together)

    def _day(self, brief: Brief) -> date:
        starts_at = self.placed.get(brief.interview.id, brief.interview.starts_at)
        return local(starts_at, self.reader.rhythm.zone).date()


def digest(morning: Morning, delivery_id: str) -> Message:
    """The message, in 50 blocks and 3,500 characters at most. The first 80 of its text hold nobody's name."""
    ids = morning.standing
    buttons = [more_menu.read(ids, done=morning.read), more_menu.follow_ups(ids), more_menu.cannot(ids)] if ids else []
    return _message(morning, actions(*buttons, more_menu.more(delivery_id)))


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
    after = afterwards_lines.in_morning(morning.after, morning.reader, morning.today)
    headings = [line(_heading(day, together)) for day, together in morning.by_day()]
    shown = _fitted(morning, [lead, law, *new, *after, *headings, line(_MORE), line(_after(len(morning.ahead)))])
    told = dict(zip(morning.ids, shown.told, strict=False))
    days: list[_Day] = []
    spoken = [lead]
    for day, together in morning.by_day():
        heading = line(_heading(day, together), bold=True)
        written = [told[each.interview.id] for each in together if each.interview.id in told]
        if not written:
            break
        if days:
            spoken.append(heading)  # the first is in the lead
        else:
            heading = line(*heading.runs, f" · {_place(morning)}")
        days.append((heading, written))
        spoken += [each for lines in written for each in lines]
    ending = [line(_after(shown.left_out))] if shown.left_out else []
    ending += [line(_MORE)] if shown.shortened or shown.left_out else []
    rest = [paragraph(lines) for lines in (ending, new) if lines]
    rest += [paragraph(after), *afterwards_lines.in_morning_button(morning.after)] if after else []
    rest += [context(rooms.LAWFULLY), *below]
    blocks = _laid_out(days, MAX_BLOCKS - len(rest) - _NOTED)
    return Message(said([*spoken, *ending, *new, *after, law]), [*blocks, *rest])


def _fitted(morning: Morning, rest: Sequence[Line]) -> Fitted:
    before: set[str] = set()
    written = []
    for each in morning.ahead:
        id_ = each.interview.id
        place = Place(frozenset(before), id_ in morning.in_full, morning.also.get(id_, ()), morning.today)
        written.append(list(entry(each, morning.reader, place)))
        before |= {item.question.id for item in each.mine}
    return fitted(written, rest, _MOST_CHARACTERS)


def _laid_out(days: Sequence[_Day], most: int) -> list[Block]:
    """In at most `most` blocks: one an interview under its day's; else one a day's interviews; else one for all."""
    joined = [(heading, [each for lines in written for each in lines]) for heading, written in days]
    by_interview = [paragraph(lines) for heading, written in days for lines in ([heading], *written)]
    by_day = [paragraph(lines) for heading, written in joined for lines in ([heading], written)]
    at_once = [paragraph([each for heading, written in joined for each in (heading, *written)])]
    return next((each for each in (by_interview, by_day) if len(each) <= most), at_once)


def _lead(morning: Morning) -> str:
    """What is heard first, and what a notification shows: long enough to keep names out of its 80 characters."""
    day, together = next(morning.by_day())
    begins, rest = _begins(morning, day, together), "Who else is in the room, and what is yours to ask, is below."
    rest = rest if morning.standing else "What became of it stands below."
    return f"{_heading(day, together)}{begins}, {_place(morning)}. {rest}"


def _begins(morning: Morning, day: date, together: Sequence[Brief]) -> str:
    """`, the first at 10:30`: of those that are still on that day."""
    zone = morning.reader.rhythm.zone
    starts = [each.interview.starts_at for each in together if each.stands]
    that_day = [each for each in starts if local(each, zone).date() == day]
    if not that_day:
        return ""
    first = clock(min(that_day), zone, morning.reader.locale)
    return f", the first at {first}" if len(together) > 1 else f", at {first}"


def _place(morning: Morning) -> str:
    return where(morning.reader.rhythm.zone, known=morning.reader.zone_known)


def _heading(day: date, together: Sequence[Brief]) -> str:
    changes = sum(bool(each.changed) for each in together)
    since = f", {changes} changed" if changes else ""
    return f"{calendar_day(day)}: {count(len(together), 'interview')}{since}"


def _after(left_out: int) -> str:
    return f"And {count(left_out, 'more interview')} after these."


def _new(morning: Morning) -> list[Line]:
    """One line for each interview further ahead that is new to the reader."""
    if not morning.new:
        return []
    reader, today = morning.reader, morning.today
    named = [changed.head(each, reader, today, dated=True, bold=False) for each in morning.new[:_MOST_NEW]]
    lines = [line("Also new", bold=True), *named]
    further = len(morning.new) - _MOST_NEW
    return [*lines, line(f"and {further:,} more")] if further > 0 else lines
