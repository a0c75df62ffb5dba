"""However much changed, and however long its words: a correction fits, and names nobody in its notification."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from prep.bank import Category
from prep.briefs import Brief, brief, without_them
from prep.corrections import Facts, facts
from prep.digests import Rhythm
from prep.interviews import Candidate, Interview, Links, Opening, PlannedQuestion, Seat, State
from prep.preferences import Preferences
from slackapp.views.correction import MOST, Correction, correction
from tests.prep.rooms import START, interview, somebody
from tests.slackapp.mail import BEFORE_NAMES
from tests.slackapp.mail import MOST as MOST_CHARACTERS

pytestmark = pytest.mark.in_turn

LONG = "Wolfeschlegelsteinhausenbergerdorff"
READER = Preferences(
    Rhythm("America/Argentina/ComodRivadavia", time(8, 30), frozenset({1})), 15, frozenset(), "en-US", zone_known=False
)
PLACES = ("", "https://meet.example/" + "x" * 200, "Room & " * 50)


def question(letter: str) -> PlannedQuestion:
    """One with a long text."""
    return PlannedQuestion(letter, "Wörter & " * 100, "Kurz & " * 20, Category.GENERAL, "Skill", 5, ())


def long_interview(place: str, state: State = State.PLANNED) -> Interview:
    """Everything in it is as long as it may be."""
    room = interview(somebody("Uana", Seat.LISTENING, asks="abcdef"), somebody("Uben"), state=state)
    return replace(
        room,
        candidate=Candidate("new", "o", f"{LONG} {LONG} {LONG}"),
        opening=Opening("o", "r", "Spezialistin & Spezialist für " * 5),
        part=replace(room.part, title="Gespräch & Fall " * 10),
        links=Links(place),
    )


def told(before: Interview) -> Facts:
    """Everything was otherwise."""
    was = facts(before, "Uana")
    return replace(
        was,
        starts_at=was.starts_at - timedelta(days=3),
        minutes=90,
        candidate_id="old",
        candidate=LONG * 3,
        role="Rolle & Rolle " * 10,
        part="Teil & " * 20,
        place="elsewhere",
        seat=Seat.LEADS,
        asks=tuple("uvwxyz"),
    )


def changed(place: str, *, stands: bool = True) -> Brief:
    """As its reader is told of it."""
    state = State.PLANNED if stands else State.CANCELLED
    now = long_interview(place, state)
    if not stands:
        return without_them(now, "Uana", told(now))
    numbers = dict(zip("abcdef", range(5, 11), strict=True))
    return replace(brief(now, now.panel[0], [question(each) for each in "abcdef"], numbers), told=told(now))


@pytest.mark.parametrize("number", [1, 2, MOST])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["changed", "cancelled", "once more"])
def test_it_fits_and_begins_without_a_name(number: int, place: str, kind: str) -> None:
    told_of = changed(place, stands=kind != "cancelled")
    one = Correction(told_of, f"{LONG} {LONG}", START, lost=tuple(range(1, 7)), since=kind == "once more")
    message = correction([one] * number, READER, START - timedelta(hours=3), "0198c2b0-0000-7000-8000-000000000000")
    assert len(message.text) <= MOST_CHARACTERS
    assert len(message.as_dict()["text"].encode()) <= 3900
    assert LONG[:10] not in message.text[:BEFORE_NAMES]
    shown = str(message.blocks)
    assert message.text.count("\n") >= number
    assert shown.count(LONG) >= number
