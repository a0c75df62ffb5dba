"""An interview as it stands in a morning message: at most twelve lines, and in fewer words where space is short."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from prep.briefs import Brief, Item
from prep.preferences import Preferences
from slackapp.views import changed, rooms, running
from slackapp.views.lines import Line, line

_MOST_QUESTIONS: Final = 8
"""With the four other lines of an interview, twelve."""
_QUESTION: Final = 300
_SHORT: Final = 60
_IN_FULL: Final = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview stands in a message. `before`: ids of the reader's questions that the message has shown by
    then. `in_full`: the room's running order with the reader's follow-ups stands in it, in more than twelve lines.
    `also`: the days of other morning messages that show it. `today` is the reader's."""

    before: Set[str] = frozenset()
    in_full: bool = False
    also: Sequence[date] = ()
    today: date | None = None


def entry(told: Brief, reader: Preferences, place: Place) -> Iterator[list[Line]]:
    """The interview in every `Detail`."""
    head = changed.head(told, reader, place.today)
    if not told.stands:
        yield from ([head], [head], [head])
        return
    head = line(*head.runs, _also(place.also))
    again = [item for item in told.mine if item.question.id in place.before]
    fresh = [item for item in told.mine if item.question.id not in place.before]
    company = line(f"{rooms.company(told)} {_asks(told, again, fresh)}")
    top = [head, *changed.notes(told)]
    ending = [*rooms.note(told.interview), *rooms.links(told.interview)]
    if place.in_full:
        order = running.order(told, _IN_FULL)
        said = line(f"{rooms.company(told)} {rooms.asks(told)}.")
        yield [*top, said, *running.too_short(told), *order, line(running.EITHER_END), *ending]
    else:
        yield [*top, company, *_questions(fresh, _QUESTION), *ending]
    yield [*top, company, *_questions(fresh, _SHORT), *ending]
    yield [head]


def _also(days: Sequence[date]) -> str:
    """`· also in Friday's message`."""
    whose = rooms.and_(f"{each:%A}'s" for each in days)
    return f" · also in {whose} message" if days else ""


def _questions(fresh: Sequence[Item], most: int) -> list[Line]:
    shown = fresh if len(fresh) <= _MOST_QUESTIONS else fresh[: _MOST_QUESTIONS - 1]
    lines = [rooms.question(each, most, short=most == _SHORT) for each in shown]
    left = len(fresh) - len(shown)
    return [*lines, line(f"… and {left} more, under Follow-ups.")] if left else lines


def _asks(told: Brief, again: Sequence[Item], fresh: Sequence[Item]) -> str:
    words = rooms.asks(told)
    if not again:
        return f"{words}:" if fresh else f"{words}."
    same = "the same questions" if len(again) > 1 else "the same question"
    numbers = rooms.numbers(again)
    words = f"{words}, {same} as above: {numbers}" if numbers else f"{words}, {same} as above"
    return f"{words}. And:" if fresh else f"{words}."
