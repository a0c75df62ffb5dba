"""The day of whoever arranged interviews: what needs them first, then what is fine, and who has not read it yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate, groupby
from typing import Final

from prep.arranging_day import Day, Need, Trouble
from prep.interviews import Interview, Panelist
from prep.people import local_day
from prep.preferences import Preferences
from slackapp.views import agenda, arranged, change, more_menu, rooms
from slackapp.views.blocks import Block, Message, actions, button, context, section
from slackapp.views.lines import Line, characters, line, one_line, paragraph, said
from slackapp.views.times import calendar_day, clock, short_day, where
from slackapp.views.wording import count

_MOST_CHARACTERS: Final = 3500
_MOST_NEEDS: Final = 8
_MOST_ASKED: Final = 5
_LINE: Final = 250
_MOST_UNREAD: Final = 400
_BELOW: Final = "Who is in which room, and who has not read it yet, is below."
_KEPT: Final = "I keep this message up to date, and write anew only when something more needs you."
_NEEDS_YOU: Final = "Needs you"
_ASKED: Final = "Somebody else was asked, and has not answered yet"
_FINE: Final = "Fine"


@dataclass(frozen=True, slots=True)
class Arranged:
    """The day, or the few days, of whoever arranged interviews. `dates`: those with any, in order, at least one;
    `total` interviews in all, of which `over` are over at `now`."""

    reader: Preferences
    day: Day
    dates: Sequence[date]
    total: int
    over: int
    now: datetime

    @property
    def title(self) -> str:
        """`Tuesday 24 November`, `Friday 27 November to Sunday 29 November`."""
        first, last = calendar_day(self.dates[0]), calendar_day(self.dates[-1])
        return first if first == last else f"{first} to {last}"

    @property
    def place(self) -> str:
        """Whose clock all times are by."""
        return where(self.reader.rhythm.zone, known=self.reader.zone_known)

    def when(self, interview: Interview) -> str:
        """`10:30–11:15`, with its day where there are several."""
        on_day = rooms.on_day if len(self.dates) > 1 else rooms.hours
        return on_day(interview, self.reader)


def day(told: Arranged, delivery_id: str) -> Message:
    """The message, at most 3,500 characters. The first 80 of its text hold nobody's name."""
    lead = line(f"{_heading(told)}, {told.place}. {_BELOW}")
    ending = [*_unread(told), *_over(told)]
    space = _MOST_CHARACTERS - characters([lead, *ending, line(_KEPT), line(_FINE), *_others(99) * 3])
    needs, buttons = _needs(told, _NEEDS_YOU, told.day.needs_you, space)
    space -= characters(needs)
    asked = _part(_ASKED, [_asked(told, each) for each in told.day.asked[:_MOST_ASKED]], len(told.day.asked), space)
    space -= characters(asked)
    fine = _part(_FINE, [_fine(told, each) for each in told.day.fine], len(told.day.fine), space)
    blocks = [_titled(told, _heading(told)), *buttons]
    blocks += [paragraph(lines) for lines in (asked, fine, ending) if lines]
    spoken = [lead, *needs, *asked, *fine, *ending, line(_KEPT)]
    return Message(said(spoken), [*blocks, context(_KEPT), _buttons(told, delivery_id)])


def over(told: Arranged, delivery_id: str) -> Message:
    """What stands there once its days are over: nothing of anybody."""
    words = f"{told.title}: {count(told.total, 'interview')} that you arranged. That is over."
    return Message(words, [section(words), actions(more_menu.more(delivery_id))])


def needed(needs: Sequence[Need], reader: Preferences, now: datetime, delivery_id: str) -> Message:
    """What was added to what needs them, at least one. The first 80 characters of its text hold nobody's name."""
    told = Arranged(reader, Day(tuple(needs), (), (), ()), _dates(needs, reader), 0, 0, now)
    heading = f"{told.title}: something more needs you"
    lead = line(f"{heading}, {told.place}. Which interview it is, and what it is about, stands below.")
    lines, buttons = _needs(told, "", needs, _MOST_CHARACTERS - characters([lead, *_others(99)]))
    return Message(said([lead, *lines]), [_titled(told, heading), *buttons, _buttons(told, delivery_id)])


def _dates(needs: Sequence[Need], reader: Preferences) -> list[date]:
    zone = reader.rhythm.zone
    return sorted({local_day(each.interview.starts_at, zone) for each in needs})


def _heading(told: Arranged) -> str:
    ahead = told.total - told.over
    if not ahead:
        return f"{told.title}: nothing is ahead any more of what you arrange"
    in_need = len({each.interview.id for each in told.day.needs_you})
    needing = f"{in_need} {'needs' if in_need == 1 else 'need'} you" if in_need else "nothing needs you"
    return f"{told.title}: {count(ahead, 'interview')} that you arrange, {needing}"


def _over(told: Arranged) -> list[Line]:
    return [line(f"{told.over} {'is' if told.over == 1 else 'are'} over.")] if told.over else []


def _need(told: Arranged, together: Sequence[Need]) -> Line:
    """One interview and all that needs somebody about it."""
    interview = together[0].interview
    troubles = rooms.and_(_trouble(told, each) for each in together)
    return line(one_line(f"{told.when(interview)} · {rooms.subject(interview)}: {troubles}.", _LINE))


def _trouble(told: Arranged, need: Need) -> str:
    name = rooms.name(need.panelist) if need.panelist else ""
    match need.trouble:
        case Trouble.CANNOT_COME:
            return f"{name} can't come"
        case Trouble.UNREACHED:
            return f"I can't reach {name}"
        case Trouble.NOT_COVERED:
            return "nobody is there to ask the questions"
        case Trouble.TWO_ROOMS:
            return f"{name} is in {_other(told, need)} too"


def _other(told: Arranged, need: Need) -> str:
    """The other room. Of one that somebody else arranged no more than when it is."""
    if need.other is None:
        return "another interview"
    when = rooms.hours(need.other, told.reader)
    theirs = need.other.arranged_by == need.interview.arranged_by
    return f"{rooms.candidate(need.other)}'s interview at {when}" if theirs else f"another interview at {when}"


def _asked(told: Arranged, interview: Interview) -> Line:
    return line(f"{told.when(interview)} · {rooms.subject(interview)}", bullet=True)


def _fine(told: Arranged, interview: Interview) -> Line:
    there = arranged.present(interview)
    return line(one_line(f"{told.when(interview)} · {rooms.subject(interview)}: {there}", _LINE), bullet=True)


def _unread(told: Arranged) -> list[Line]:
    """`Not opened yet: Ana Costa (10:30, 14:00), Ben Okoro (11:00)`."""
    starts: dict[str, tuple[Panelist, list[Interview]]] = {}
    for interview, person in told.day.not_opened:
        starts.setdefault(person.member_id or person.id, (person, []))[1].append(interview)
    if not starts:
        return []
    named = [f"{rooms.name(person)} ({', '.join(_start(told, each) for each in at)})" for person, at in starts.values()]
    fit = len(named)
    while fit > 1 and len(_listed(named, fit)) > _MOST_UNREAD:
        fit -= 1
    return [line(*line("Not opened yet: ", bold=True).runs, one_line(_listed(named, fit), _MOST_UNREAD))]


def _listed(named: Sequence[str], fit: int) -> str:
    left = len(named) - fit
    return f"{rooms.and_([*named[:fit], f'{left} more'] if left else named)}."


def _start(told: Arranged, interview: Interview) -> str:
    zone = told.reader.rhythm.zone
    on = f"{short_day(interview.starts_at, zone)}, " if len(told.dates) > 1 else ""
    return f"{on}{clock(interview.starts_at, zone, told.reader.locale)}"


def _needs(told: Arranged, heading: str, needs: Sequence[Need], space: int) -> tuple[list[Line], list[Block]]:
    """What needs them, an interview a line; and as blocks, each with the button that changes the interview."""
    together = [list(group) for _, group in groupby(needs, key=lambda each: each.interview.id)]
    lines = [_need(told, each) for each in together[:_MOST_NEEDS]]
    fit = _fit(lines, space)
    above, others = _above(heading, len(together)), _others(len(together) - fit)
    told_of = zip(lines[:fit], (each[0].interview.id for each in together), strict=False)
    buttons = [section(each.said, button("Change", change.OPEN, id_)) for each, id_ in told_of]
    return [*above, *lines[:fit], *others], [*map(_alone, above), *buttons, *map(_alone, others)]


def _part(heading: str, lines: Sequence[Line], total: int, space: int) -> list[Line]:
    """A heading and as many of the lines as there is space for, of `total` that there are; the others are counted."""
    fit = _fit(lines, space)
    return [*_above(heading, total), *lines[:fit], *_others(total - fit)]


def _fit(lines: Sequence[Line], space: int) -> int:
    """How many of the lines there is space for, from the first on."""
    sizes = accumulate(characters([each]) for each in lines)
    return sum(size <= space for size in sizes)


def _above(heading: str, total: int) -> list[Line]:
    return [line(heading, bold=True)] if heading and total else []


def _others(left: int) -> list[Line]:
    return [line(f"… and {left:,} more, under the button below.")] if left else []


def _alone(only: Line) -> Block:
    return paragraph([only])


def _titled(told: Arranged, heading: str) -> Block:
    return paragraph([line(*line(heading, bold=True).runs, f" · {told.place}")])


def _buttons(told: Arranged, delivery_id: str) -> Block:
    today = local_day(told.now, told.reader.rhythm.zone)
    what, label = (
        (agenda.TODAY, "All of today") if list(told.dates) == [today] else (agenda.WEEK, "The next seven days")
    )
    return actions(button(label, f"{agenda.SHOW}.{what}", f"{what}|0"), more_menu.more(delivery_id))
