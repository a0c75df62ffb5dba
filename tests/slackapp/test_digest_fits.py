"""However many interviews on however many days, and however long their words: Slack takes the morning message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.afterwards import Stage
from prep.bank import Category
from prep.briefs import Brief, brief, without_them
from prep.corrections import facts
from prep.digests import Rhythm
from prep.interviews import Candidate, Interview, Links, Opening, PlannedQuestion, Seat, State
from prep.preferences import Preferences
from sandbox.rules import message_breaches
from slackapp.views.afterwards_lines import FollowUp
from slackapp.views.blocks import Block, Message, context
from slackapp.views.digest import Morning, as_it_stands, digest
from slackapp.views.more_menu import MOST_INTERVIEWS
from tests.prep.rooms import START, interview, somebody
from tests.slackapp.mail import MOST as MOST_CHARACTERS

ID = "0198c2b0-0000-7000-8000-0000000"
READER = Preferences(
    Rhythm("America/Argentina/ComodRivadavia", time(8, 30), frozenset({1})), 15, frozenset(), "en-US", zone_known=False
)
BLOCKS = 50
SHORT, LONG, EMOJI = "J.S.", "Wolfeschlegelsteinhausenbergerdorff & Söhne " * 5, "🧪" * 200


def told(place: int, day: int, words: str, became: str = "") -> Brief:
    """One on that day; `became`: what became of it since the reader was told."""
    question = PlannedQuestion(f"q{place}", words * 20, words, Category.GENERAL, words, 5, (words,) * 4)
    reader = replace(somebody("Uana"), name=words, asks=somebody("Uana", asks="q").asks)
    others = [replace(somebody(f"U{each}", Seat.LISTENING), name=words) for each in range(6)]
    room = interview(reader, *others, id_=f"{ID}{place:05}", starts_at=START + timedelta(days=day, minutes=place))
    room = _named(room, words)
    before = facts(replace(room, starts_at=room.starts_at - timedelta(hours=3)), "Uana")
    if became == "cancelled":
        return without_them(replace(room, state=State.CANCELLED), "Uana", before)
    made = brief(room, reader, [question], {question.id: place % 10 + 1})
    return replace(made, told=before) if became == "moved" else made


def _named(room: Interview, words: str) -> Interview:
    links = Links(f"https://meet.example/{'x' * 200}", words, words)
    return replace(
        room, candidate=Candidate("c", "o", words), opening=Opening("o", "r", words), links=links, note=words * 3
    )


def morning(ahead: Sequence[Brief], words: str, more: int) -> Morning:
    """With so many more that are new, and as many that are over."""
    apart = [told(900 + each, 30, words) for each in range(more)]
    return Morning(
        reader=READER,
        ahead=ahead,
        new=apart,
        in_full=frozenset(each.interview.id for each in ahead[:2]),
        also={each.interview.id: [date(2026, 11, 27)] for each in ahead},
        after=[FollowUp(each, Stage.ASKED, {}) for each in apart],
        today=date(2026, 11, 24),
    )


def taken(message: Message) -> None:
    """Slack takes it, drawn anew with one line more, too."""
    drawn = replace(message, blocks=[*message.blocks, context("Noted: 1, 2, 3")])
    assert len(drawn.blocks) <= BLOCKS
    assert len(message.text) <= MOST_CHARACTERS
    assert message_breaches(drawn.as_dict()) == []
    assert message_breaches(drawn.as_dict(), surface="update") == []


def said_in(blocks: Sequence[Block]) -> list[str]:
    """The lines of rich text in these blocks."""
    sections = [part for each in blocks if each["type"] == "rich_text" for part in each["elements"]]
    return [
        words
        for part in sections
        for words in "".join(str(run.get("text", "")) for run in part["elements"]).split("\n")
    ]


@pytest.mark.parametrize(("days", "each_day"), [(8, 5), (5, 9), (8, 6), (1, 50), (50, 1), (25, 2), (4, 12), (3, 13)])
@pytest.mark.parametrize("became", ["", "moved", "cancelled"])
@pytest.mark.parametrize("words", [SHORT, LONG, EMOJI], ids=["short", "long", "emoji"])
def test_days_full_of_interviews_are_taken(days: int, each_day: int, became: str, words: str) -> None:
    ahead = [told(place, place // each_day, words, became) for place in range(min(days * each_day, MOST_INTERVIEWS))]
    made = morning(ahead, words, 8)
    for message in (digest(made, f"{ID}00000"), as_it_stands(made)):
        taken(message)
        assert "November: " in str(message.blocks[0]), "days are headings"


@pytest.mark.parametrize(("days", "each_day"), [(8, 5), (5, 9), (50, 1)])
def test_each_interview_has_a_line_and_each_day_a_heading(days: int, each_day: int) -> None:
    ahead = [told(place, place // each_day, SHORT) for place in range(days * each_day)]
    lines = said_in(digest(morning(ahead, SHORT, 0), f"{ID}00000").blocks)
    left = [int(each.split()[1]) for each in lines if each.startswith("And ")]
    heads = [each for each in lines if f" · {SHORT} · {SHORT}" in each]
    assert len(heads) + sum(left) == len(ahead)
    headings = [each for each in lines if f": {each_day} interview" in each]
    assert len(headings) == -(-len(heads) // each_day)


kinds = st.sampled_from(("", "moved", "cancelled"))
interviews = st.tuples(st.integers(0, 9), kinds, st.sampled_from((SHORT, LONG, EMOJI)))


@settings(deadline=None, max_examples=150)
@given(st.lists(interviews, min_size=1, max_size=MOST_INTERVIEWS), st.integers(0, 8), st.sampled_from((SHORT, LONG)))
def test_any_days_are_taken(ahead: Sequence[tuple[int, str, str]], more: int, words: str) -> None:
    days = sorted(ahead, key=lambda each: each[0])
    made = morning([told(place, day, name, became) for place, (day, became, name) in enumerate(days)], words, more)
    for message in (digest(made, f"{ID}00000"), as_it_stands(made)):
        taken(message)
