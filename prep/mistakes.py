"""What is wrong with an interview that somebody fills in, and at which field. Views put it in words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from typing import Final
from urllib.parse import urlsplit

from prep.drafting import NEW, Filled, can_show, names, room
from prep.interviews import Candidate
from prep.people import Member
from prep.wallclock import at, exists, local

SHORTEST: Final = 15
LONGEST: Final = 240
"""Minutes that an interview takes."""
FARTHEST: Final = timedelta(days=365)
MOST_PEOPLE: Final = 10
"""Of those who interview, who listen, and who are not on Slack, each."""


class Wrong(StrEnum):
    """What can be wrong at a field."""

    CANDIDATE_GONE = auto()
    NO_NAME = auto()
    NO_DAY = auto()
    NO_TIME = auto()
    PAST = auto()
    TOO_FAR = auto()
    LEFT_OUT = auto()
    """Clocks never show that time on that day."""
    LENGTH = auto()
    NOBODY = auto()
    TOO_MANY = auto()
    TWICE = auto()
    ITSELF = auto()
    """The app."""
    GUEST = auto()
    EXTERNAL = auto()
    UNSEEN = auto()
    """Slack shows us nobody by that id."""
    NO_LINK = auto()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and with whom, where it is about a person."""

    wrong: Wrong
    who: str = ""


def wrong_when(filled: Filled, known: Collection[Candidate], now: datetime, *, keeps_names: bool) -> dict[str, Mistake]:
    """The mistakes in who and when, by field. `known` are the candidates of the search."""
    wrong = {
        "candidate": _wrong_candidate(filled, known),
        "name": _wrong_name(filled, keeps_names=keeps_names),
        "day": _wrong_day(filled, now),
        "start": _wrong_start(filled, now),
        "minutes": None if filled.length and SHORTEST <= filled.length <= LONGEST else Wrong.LENGTH,
    }
    return {field: Mistake(each) for field, each in wrong.items() if each}


def wrong_room(filled: Filled, people: Mapping[str, Member], app: str | None) -> dict[str, Mistake]:
    """The mistakes in who is there, by field. `people` are those that Slack shows, by id; `app` is our own user."""
    found = [
        *_wrong_people("interviewers", filled.interviewers, (), people, app),
        *_wrong_people("listening", filled.listening, filled.interviewers, people, app),
        *_wrong_names(filled, people),
        *((field, Mistake(Wrong.NO_LINK)) for field in ("cv", "feedback") if not _is_link(getattr(filled, field))),
    ]
    if not room(filled):
        found.append(("interviewers", Mistake(Wrong.NOBODY)))
    return dict(reversed(found))  # of two mistakes at one field the first is said


def _wrong_candidate(filled: Filled, known: Collection[Candidate]) -> Wrong | None:
    ids = {NEW, *(candidate.id for candidate in known)}
    return None if filled.candidate in ids else Wrong.CANDIDATE_GONE


def _wrong_name(filled: Filled, *, keeps_names: bool) -> Wrong | None:
    return Wrong.NO_NAME if filled.candidate == NEW and not can_show(filled.name, keeps_names=keeps_names) else None


def _wrong_day(filled: Filled, now: datetime) -> Wrong | None:
    try:
        day = date.fromisoformat(filled.day)
    except ValueError:
        return Wrong.NO_DAY
    today = local(now, filled.zone).date()
    if day < today:
        return Wrong.PAST
    return Wrong.TOO_FAR if day > today + FARTHEST else None


def _wrong_start(filled: Filled, now: datetime) -> Wrong | None:
    if not filled.start:
        return Wrong.NO_TIME
    if filled.wall is None or _wrong_day(filled, now):
        return None
    if not exists(*filled.wall, filled.zone):
        return Wrong.LEFT_OUT
    return Wrong.PAST if at(*filled.wall, filled.zone) <= now else None


def _wrong_people(
    field: str, chosen: tuple[str, ...], before: tuple[str, ...], people: Mapping[str, Member], app: str | None
) -> Iterator[tuple[str, Mistake]]:
    for place, member_id in enumerate(chosen):
        member = people.get(member_id)
        if member_id == app:
            yield field, Mistake(Wrong.ITSELF)
        elif member is None:
            yield field, Mistake(Wrong.UNSEEN)
        elif member.external:
            yield field, Mistake(Wrong.EXTERNAL, member.name)
        elif member.guest:
            yield field, Mistake(Wrong.GUEST, member.name)
        elif member_id in (*chosen[:place], *before):
            yield field, Mistake(Wrong.TWICE, member.name)
    if len(chosen) > MOST_PEOPLE:
        yield field, Mistake(Wrong.TOO_MANY)


def _wrong_names(filled: Filled, people: Mapping[str, Member]) -> Iterator[tuple[str, Mistake]]:
    seen = {each.name.casefold() for each in people.values()}
    typed = names(filled.others)
    for name in typed:
        if name.casefold() in seen:
            yield "others", Mistake(Wrong.TWICE, name)
        seen.add(name.casefold())
    if len(typed) > MOST_PEOPLE:
        yield "others", Mistake(Wrong.TOO_MANY)


def _is_link(typed: str) -> bool:
    """Whether it is an https link, or nothing."""
    typed = typed.strip()
    if not typed:
        return True
    try:
        parts = urlsplit(typed)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and typed.isprintable() and not re.search(r"\s", typed)
