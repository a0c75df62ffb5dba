"""The words for what is not as it ought to be."""

from datetime import datetime

from tests.anything.diary import Booked
from tests.anything.letters import Letter


def what(letter: Letter) -> str:
    return f"the {letter.kind} to {letter.person} of {at(letter.at)}"


def how_it_is(true: Booked, person: str) -> str:
    words = "" if true.has(person) else ", but not with them" if true.takes_place else ", cancelled"
    return f"at {at(true.starts_at)}, {true.minutes} minutes{words}"


def at(moment: datetime) -> str:
    return f"{moment:%a %d %b %H:%M:%S}"
