"""“You were added”: one short message for all that somebody was put into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from prep.briefs import Brief
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import changed, rooms, running
from slackapp.views.blocks import Block, Message, context
from slackapp.views.fitting import fitted
from slackapp.views.lines import Line, characters, line, one_line, paragraph, said
from slackapp.views.times import clock, day, near, where
from slackapp.views.wording import count

_MOST_CHARACTERS: Final = 3500
_MOST_LISTED: Final = 8
_LEAST_PLAN: Final = 1100
"""Characters that are kept for the plan for a room."""
_MOST_NAMES: Final = 3
_WELCOME: Final = (
    "Before each interview I send you your questions: in the morning, and with follow-ups shortly before it starts.",
    "Ask them as they are written and in their order. Every candidate gets the same, so that answers can be compared.",
    "Ask on until you can picture what they did, and note what was said rather than what you think of it.",
)
_ALREADY: Final = "They are under Follow-ups already."
_STOP: Final = (
    "Pause or change what I send you under ⋯. If you can't come, the button tells whoever arranged it, and nobody else."
)


@dataclass(frozen=True, slots=True)
class Added:
    """What somebody is to be told. `by`: the names of those who added them. `instead`: for each of the interviews to
    which they come instead of somebody, because they said yes, the name of whom; nobody added them to those.

    `in_full`: the interviews for which this is the plan for the room, since no reminder follows it; `listed`: the
    others. Both by their start, and not both empty. `questions_at`: when the next morning message with questions for
    the others comes, None when none does; `reminded`: whether reminders do. `welcome`: it is the first that they get.
    """

    reader: Preferences
    by: Sequence[str]
    in_full: Sequence[Brief]
    listed: Sequence[Brief]
    questions_at: datetime | None
    reminded: bool
    welcome: bool
    instead: Sequence[str] = ()

    @property
    def briefs(self) -> list[Brief]:
        """All of them, by their start."""
        return sorted([*self.in_full, *self.listed], key=lambda each: each.interview.starts_at)

    @property
    def changed(self) -> bool:
        """Whether something is not as it was when they were told."""
        return any(each.changed for each in self.briefs)


def added(told: Added, now: datetime, delivery_id: str) -> Message:
    """The message, at most 3,500 characters. The first 80 of its text hold no candidate's name."""
    lead, stop = line(_lead(told)), line(_STOP)
    place = where(told.reader.rhythm.zone, known=told.reader.zone_known)
    heading = line(*line(_headline(told), bold=True).runs, f" · {place}")
    today = local(now, told.reader.rhythm.zone).date()
    ending = [*_next(told, now), *_welcome(told)]
    listed = _listed(told, today, [lead, heading, *ending, stop])
    space = (_MOST_CHARACTERS - characters([lead, heading, *listed, *ending, stop])) // max(len(told.in_full), 1)
    plans = [running.room(each, told.reader, now, space) for each in told.in_full]
    blocks: list[Block] = [paragraph([heading, *listed])]
    blocks += [block for made, _ in plans for block in made]
    blocks += [paragraph(ending)] if ending else []
    spoken = [lead, *listed, *(each for _, lines in plans for each in lines), *ending, stop]
    row = running.buttons(told.in_full, told.briefs, delivery_id)
    return Message(said(spoken), [*blocks, context(_STOP), row])


def _lead(told: Added) -> str:
    interview, zone, locale = told.briefs[0].interview, told.reader.rhythm.zone, told.reader.locale
    place = where(zone, known=told.reader.zone_known)
    if told.changed:
        below = f"what it is, with whom, and what is yours to ask, is below, in {place}"
        return f"{_headline(told)}. Something changed since; {below}."
    when = f"{day(interview.starts_at, zone)} at {clock(interview.starts_at, zone, locale)}"
    first = ", the first" if len(told.briefs) > 1 else ""
    return f"{_headline(told)}{first} on {when}, {place}. With whom, and what is yours to ask, is below."


def _headline(told: Added) -> str:
    substituted = len(told.instead)
    added = len(told.briefs) - substituted
    for_whom = f"instead of {_names(list(dict.fromkeys(told.instead)))}"
    if not added:
        return f"You come {for_whom}" if substituted == 1 else f"You come to {substituted} interviews {for_whom}"
    headline = f"{_names(told.by)} added you to {_interviews(added)}"
    return f"{headline}, and you come to {_interviews(substituted)} {for_whom}" if substituted else headline


def _names(people: Sequence[str]) -> str:
    names = [one_line(each, rooms.MOST_NAME) for each in people]
    return rooms.and_([*names[:_MOST_NAMES], "others"] if len(names) > _MOST_NAMES else names)


def _interviews(number: int) -> str:
    return "an interview" if number == 1 else count(number, "interview")


def _listed(told: Added, today: date, rest: Sequence[Line]) -> list[Line]:
    """Those of which this is not the plan for the room, with `rest` and room for the plans; how many more there are."""
    written = [list(_entry(each, told.reader, today)) for each in told.listed[:_MOST_LISTED]]
    most = _MOST_CHARACTERS - _LEAST_PLAN * len(told.in_full)
    lines = fitted(written, [*rest, _further(len(told.listed))], most).told
    further = len(told.listed) - len(lines)
    return [*(each for entry in lines for each in entry), *([_further(further)] if further else [])]


def _further(number: int) -> Line:
    return line(f"and {number:,} more")


def _entry(told: Brief, reader: Preferences, today: date) -> Iterator[list[Line]]:
    """In every `Detail`."""
    head = changed.head(told, reader, today, dated=True)
    if not told.stands:
        yield from ([head], [head], [head])
        return
    top = [head, *changed.notes(told)]
    yield [*top, line(f"{rooms.company(told)} {rooms.asks(told)}.")]
    yield top
    yield [head]


def _next(told: Added, now: datetime) -> list[Line]:
    """When the questions themselves come."""
    if not any(each.mine and each.stands for each in told.listed):
        return []
    minutes = f"{told.reader.reminder_minutes} minutes before" + (" each" if len(told.listed) > 1 else "")
    if told.questions_at is None and not told.reminded:
        return [line("Your questions are under Follow-ups.")]
    if told.questions_at is None:
        return [line(f"Your questions come {minutes}, with follow-ups. {_ALREADY}")]
    zone = told.reader.rhythm.zone
    comes = f"{rooms.on(near(told.questions_at, now, zone))} at {clock(told.questions_at, zone, told.reader.locale)}"
    again = f", and with follow-ups {minutes}" if told.reminded else ""
    return [line(f"Your questions come {comes}{again}. {_ALREADY}")]


def _welcome(told: Added) -> list[Line]:
    if not told.welcome:
        return []
    lines = [line("Your first interview with me", bold=True), *(line(each, bullet=True) for each in _WELCOME)]
    return [*lines, line(rooms.LAWFULLY, bullet=True)]
