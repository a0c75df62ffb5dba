"""An interview in words, as somebody in it is told: when, with whom, on what, and where things are."""

from collections.abc import Iterable, Sequence
from typing import Final

from prep.briefs import Brief, Item
from prep.interviews import Interview, Panelist, Seat
from prep.preferences import Preferences
from slackapp.views.blocks import Block, run
from slackapp.views.lines import Line, line, link, one_line
from slackapp.views.times import short_day, span, where
from slackapp.views.wording import count

MOST_TITLE: Final = 80
MOST_NAME: Final = 40
_MOST_PLACE: Final = 80
_MOST_NOTE: Final = 300
_MOST_SKILL: Final = 40
_MOST_FOLLOW_UPS: Final = 4

LAWFULLY: Final = (
    "Keep to the job: not family, age, health, religion, origin, past pay or arrests. "
    "If it comes up, move on and don't note it."
)


def heading(interview: Interview, reader: Preferences) -> str:
    """`10:30–11:15 · J.S. · Trust & Safety Specialist`."""
    return f"{hours(interview, reader)} · {subject(interview)}"


def hours(interview: Interview, reader: Preferences) -> str:
    """`10:30–11:15`."""
    return span(interview.starts_at, interview.ends_at, reader.rhythm.zone, reader.locale)


def hours_there(interview: Interview, reader: Preferences) -> str:
    """`10:30–11:15 Berlin time`."""
    return f"{hours(interview, reader)} {where(reader.rhythm.zone, known=reader.zone_known)}"


def on_day(interview: Interview, reader: Preferences) -> str:
    """`Tue 24 Nov, 10:30–11:15`."""
    return f"{short_day(interview.starts_at, reader.rhythm.zone)}, {hours(interview, reader)}"


def subject(interview: Interview) -> str:
    """`J.S. · Trust & Safety Specialist`."""
    return f"{candidate(interview)} · {title(interview)}"


def candidate(interview: Interview) -> str:
    """`J.S.`"""
    return one_line(interview.candidate.shown_as, MOST_NAME)


def title(interview: Interview) -> str:
    """`Trust & Safety Specialist`."""
    return one_line(interview.opening.title, MOST_TITLE)


def company(brief: Brief) -> str:
    """`With Ana Costa (leads) and Ben Okoro.`, `You lead, with Ben Okoro (listening).`, `Just you and J.S.`"""
    if not brief.others:
        return f"Just you and {candidate(brief.interview)}".removesuffix(".") + "."
    others = and_(map(seated, brief.others))
    return f"You lead, with {others}." if brief.reader.seat is Seat.LEADS else f"With {others}."


def asks(brief: Brief) -> str:
    """`You ask about investigation and judgement`, or why there is nothing to ask; without a full stop."""
    if brief.reader.seat is Seat.LISTENING:
        return "You're listening only"
    if brief.mine:
        return f"You ask about {skills(brief)}"
    if not brief.order:
        return "No questions are planned for this one"
    return "None of the questions is yours this time"


def skills(brief: Brief) -> str:
    """`investigation and judgement`."""
    return and_(_lower(one_line(each, _MOST_SKILL)) for each in brief.skills)


def question(item: Item, most: int, *, short: bool = False) -> Line:
    """`1. How would you find out?`; without a number where it has none."""
    words = one_line(item.question.short if short else item.question.text, most)
    return line(f"{item.number}. {words}" if item.number else f"• {words}")


def follow_ups(item: Item, most: int = 200) -> list[Line]:
    """A question's follow-ups, at most four."""
    return [line(one_line(each, most), bullet=True) for each in item.question.probes[:_MOST_FOLLOW_UPS]]


def numbers(items: Sequence[Item]) -> str:
    """`1–4`, `1, 3 and 4`, empty where none has a number."""
    return ranges(each.number for each in items if each.number)


def ranges(given: Iterable[int]) -> str:
    """`1–4`, `1, 3 and 4`."""
    held = sorted(set(given))
    if len(held) > 2 and held == list(range(held[0], held[-1] + 1)):  # noqa: PLR2004 - two are listed
        return f"{held[0]}–{held[-1]}"
    return and_(map(str, held))


def note(interview: Interview) -> list[Line]:
    """`Please: captions on.`"""
    return [line(f"Please: {one_line(interview.note, _MOST_NOTE)}")] if interview.note.strip() else []


def place(where: str) -> list[Block]:
    """Where an interview is: a link to join where it is an https link, else as it stands there."""
    return [link("Join", where.strip()) or run(one_line(where, _MOST_PLACE))]


def links(interview: Interview) -> list[Line]:
    """`Join · CV · Feedback form`: what is an https link is one, what is not stands there as it is."""
    given = interview.links
    named = (("Join", given.place), ("CV", given.cv), ("Feedback form", given.feedback))
    pieces: list[Block] = []
    for label, place in named:
        if where := place.strip():
            otherwise = "Where" if label == "Join" else label
            shown = link(label, where) or run(f"{otherwise}: {one_line(where, _MOST_PLACE)}")
            pieces += [run(" · "), shown] if pieces else [shown]
    return [line(*pieces)] if pieces else []


def name(somebody: Panelist) -> str:
    """What somebody is called."""
    return one_line(somebody.name, MOST_NAME)


def and_(names: Iterable[str]) -> str:
    """`Ana`, `Ana and Ben`, `Ana, Ben and Chloé`."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def on(day: str) -> str:
    """`today`, `tomorrow`, `on Thursday`."""
    return day if day in {"today", "tomorrow"} else f"on {day}"


def questions(number: int) -> str:
    """`1 question`, `3 questions`."""
    return count(number, "question")


def seated(somebody: Panelist) -> str:
    """`Ana Costa (leads)`."""
    seats = {Seat.LEADS: " (leads)", Seat.LISTENING: " (listening)"}
    return name(somebody) + seats.get(somebody.seat, "")


def _lower(skill: str) -> str:
    """As in the middle of a sentence; abbreviations such as SQL stay."""
    return skill if skill[1:2].isupper() else skill[:1].lower() + skill[1:]
