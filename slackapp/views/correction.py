"""“Moved: …”: one new short message that says what changed in interviews that its reader was told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prep.briefs import Brief, Item
from prep.corrections import Change, Facts, gained, lost
from prep.interviews import State
from prep.preferences import Preferences
from prep.wallclock import local
from slackapp.views import changed, more_menu, reminder, rooms
from slackapp.views.blocks import Block, Message, actions, run
from slackapp.views.fitting import fitted
from slackapp.views.lines import Line, line, one_line, paragraph, said
from slackapp.views.times import clock, near, span, where
from slackapp.views.wording import count

MOST: Final = 8
"""Interviews in one message: all of them fit, whatever is to be said of each."""
_MOST_CHARACTERS: Final = 3500
_QUESTION: Final = 300
_SHORT: Final = 60
_CALENDAR: Final = "Your calendar is separate: check the invite."
_IN_NO_CALENDAR: Final = frozenset({Change.QUESTIONS, Change.SEAT})
_BELOW: Final = "Which one it is, and who changed it, is below."


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of an interview; its `brief` has what had been told before. `by` is the name of whoever made it, empty
    when it was nobody; `at` when; `declined`: they said that they cannot come. `lost`: the numbers of questions that
    were the reader's. `since`: it changed once more after this was told, and what `brief` has is what this told."""

    brief: Brief
    by: str = ""
    at: datetime | None = None
    declined: bool = False
    lost: tuple[int, ...] = ()
    since: bool = False


def correction(corrections: Sequence[Correction], reader: Preferences, now: datetime, delivery_id: str) -> Message:
    """The message, at most 3,500 characters, of at most `MOST` corrections in their order. Times are in the reader's
    zone, days as they are called at `now`. The first 80 characters of its text hold nobody's name."""
    lead = line(_lead(corrections, reader, now))
    calendar = any(set(each.brief.changed) - _IN_NO_CALENDAR for each in corrections)
    below = [line(_CALENDAR)] if calendar and len(corrections) > 1 else []
    alone = _CALENDAR if calendar and not below else ""
    written = [list(_written(each, reader, now, alone)) for each in corrections]
    told = fitted(written, [lead, *below], _MOST_CHARACTERS).told
    blocks = [*(paragraph(lines) for lines in told), *([paragraph(below)] if below else [])]
    spoken = [lead, *(each for lines in told for each in lines), *below]
    return Message(said(spoken), [*blocks, _buttons(corrections, delivery_id)])


def plan(told: Correction, reader: Preferences, now: datetime, delivery_id: str) -> Message:
    """The same of one interview, as the plan for the room: no reminder follows it."""
    made = [] if told.since else [" ".join([*_who(told, reader, now), _CALENDAR])]
    return reminder.reminder(told.brief, reader, now, delivery_id, more=made)


def _buttons(corrections: Sequence[Correction], delivery_id: str) -> Block:
    standing = [each.brief for each in corrections if each.brief.stands]
    ids = [each.interview.id for each in standing]
    asking = [each.interview.id for each in standing if each.mine]
    follow_ups = [more_menu.follow_ups(asking)] if asking else []
    read = [more_menu.read(ids, done=all(each.reader.read_at for each in standing))] if ids else []
    return actions(*read, *follow_ups, *([more_menu.cannot(ids)] if ids else []), more_menu.more(delivery_id))


def _lead(corrections: Sequence[Correction], reader: Preferences, now: datetime) -> str:
    """What is heard first, and what a notification shows."""
    if len(corrections) > 1:
        many = f"Something changed in {len(corrections)} of your interviews"
        return f"{many}. What it is in each of them, and who changed it, is below."
    told = corrections[0].brief
    before = told.told
    if before is None or corrections[0].since:
        return "Something changed in an interview of yours, and then once more. How it stands now is below."
    if not told.stands:
        gone = "Cancelled: your" if told.interview.state is State.CANCELLED else "No longer yours: the"
        return f"{gone} interview {_when_told(before, reader, now)}. {_BELOW}"
    when = _when(told, reader, now)
    if Change.MOVED in told.changed:
        return f"Moved: your interview is now {when}. It was {_was(told, before, reader, now)}. {_BELOW}"
    return f"Something changed in your interview {when}. {_BELOW}"


def _written(correction: Correction, reader: Preferences, now: datetime, ending: str) -> Iterator[list[Line]]:
    """In every `Detail`."""
    brief, before = correction.brief, correction.brief.told
    if correction.since or before is None:
        place = where(reader.rhythm.zone, known=reader.zone_known)
        head = changed.head(brief, reader, local(now, reader.rhythm.zone).date(), dated=True)
        head = line(*head.runs, f" · {place}")
        yield from ([head, *changed.notes(brief)], [head, *changed.notes(brief)], [head])
        return
    label, first = _first(brief, before, reader, now)
    others = [*_others(correction, before), *_who(correction, reader, now), ending]
    text = line(run(label, "bold"), f" {' '.join(filter(None, [first, *others]))}")
    yield [text, *_place(brief), *_gained(brief, before, _QUESTION)]
    yield [text, *_place(brief), *_gained(brief, before, _SHORT)]
    yield [line(run(label, "bold"), f" {first}")]


def _first(told: Brief, before: Facts, reader: Preferences, now: datetime) -> tuple[str, str]:
    """`Moved:` and `M.K., Data Analyst, is now today 16:30–17:15 Berlin time. It was 15:00.`"""
    which = f"{rooms.candidate(told.interview)}, {rooms.title(told.interview)}"
    if told.interview.state is State.CANCELLED:
        return "Cancelled:", f"{which}, {_when_told(before, reader, now)}, does not take place."
    if not told.stands:
        return "No longer yours:", f"{which}, {_when_told(before, reader, now)}. You're not in this one any more."
    if Change.MOVED in told.changed:
        was = _was(told, before, reader, now)
        return "Moved:", f"{which}, is now {_when(told, reader, now)}. It was {was}."
    return "Changed:", f"{which}, {_when(told, reader, now)}."


def _others(correction: Correction, before: Facts) -> Iterator[str]:
    """What else changed, and whether the questions did."""
    told = correction.brief
    if not told.stands:
        return
    for each in told.changed:
        match each:
            case Change.LENGTH:
                yield f"It takes {count(told.interview.minutes, 'minute')} now; it was {before.minutes}."
            case Change.ROLE:
                part = one_line(told.interview.part.title, rooms.MOST_TITLE)
                yield f"It is for {rooms.title(told.interview)}, {part} now; it was {changed.title(before)}."
            case Change.CANDIDATE:
                old = one_line(before.candidate, rooms.MOST_NAME)
                yield f"You meet {rooms.candidate(told.interview)} now; it was to be {old}".removesuffix(".") + "."
            case Change.SEAT:
                seat = changed.seat(told)
                yield f"{seat[:1].upper()}{seat[1:]}."
            case Change.PLACE if not told.interview.links.place.strip():
                yield "The link or room was taken out."
    yield from _lost(correction, before)


def _lost(correction: Correction, before: Facts) -> Iterator[str]:
    told = correction.brief
    gone = lost(before, told.true)
    if gone and len(gone) == len(correction.lost):
        word = "questions" if len(gone) > 1 else "question"
        yield f"No longer yours to ask: {word} {rooms.ranges(correction.lost)}."
    elif gone:
        yield f"No longer yours to ask: {rooms.questions(len(gone))}."
    elif Change.QUESTIONS not in told.changed and told.mine:
        yield "Same questions."


def _gained(told: Brief, before: Facts, most: int) -> list[Line]:
    """The questions that are the reader's since, with their numbers."""
    new = gained(before, told.true)
    items: list[Item] = [each for each in told.mine if each.question.id in new]
    if not items:
        return []
    none_before = "You ask:" if not before.asks else "You now ask:"
    heading = "You now also ask:" if len(items) < len(told.mine) else none_before
    return [line(heading), *(rooms.question(each, most, short=most == _SHORT) for each in items)]


def _place(told: Brief) -> list[Line]:
    place = told.interview.links.place
    if Change.PLACE not in told.changed or not place.strip():
        return []
    return [line("It is somewhere else now: ", *rooms.place(place))]


def _who(correction: Correction, reader: Preferences, now: datetime) -> Iterator[str]:
    """`Priya Nair changed it at 11:42.`"""
    if not correction.by or correction.at is None:
        return
    zone = reader.rhythm.zone
    at = f"at {clock(correction.at, zone, reader.locale)}"
    day = near(correction.at, now, zone)
    at = at if day == "today" else f"{rooms.on(day)} {at}"
    who = one_line(correction.by, rooms.MOST_NAME)
    if correction.declined:
        yield f"{who} said {at} that they can't come."
    else:
        yield f"{who} {'cancelled' if Change.CANCELLED in correction.brief.changed else 'changed'} it {at}."


def _when(told: Brief, reader: Preferences, now: datetime) -> str:
    """`today 16:30–17:15 Berlin time`, `on Thursday, 16:30–17:15 Berlin time`."""
    return _at(told.interview.starts_at, told.interview.ends_at, reader, now)


def _when_told(before: Facts, reader: Preferences, now: datetime) -> str:
    return _at(before.starts_at, before.ends_at, reader, now)


def _at(start: datetime, end: datetime, reader: Preferences, now: datetime) -> str:
    zone = reader.rhythm.zone
    day = near(start, now, zone)
    comma = "" if day in {"today", "tomorrow"} else ","
    hours = f"{span(start, end, zone, reader.locale)} {where(zone, known=reader.zone_known)}"
    return f"{rooms.on(day)}{comma} {hours}"


def _was(told: Brief, before: Facts, reader: Preferences, now: datetime) -> str:
    """`15:00`, `tomorrow at 15:00`."""
    zone = reader.rhythm.zone
    at = clock(before.starts_at, zone, reader.locale)
    if local(before.starts_at, zone).date() == local(told.interview.starts_at, zone).date():
        return at
    return f"{rooms.on(near(before.starts_at, now, zone))} at {at}"
