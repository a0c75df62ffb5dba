"""However many interviews a message lists, and however long their words: Slack takes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from prep.arranging_day import Day, Need, Trouble
from prep.briefs import Brief
from prep.people import local_day
from prep.succession import Why
from sandbox.rules import message_breaches
from slackapp.views.agenda import PAGE_SIZE, Group, Listed, Page, mine, today, week
from slackapp.views.blocks import Message
from slackapp.views.day import Arranged, day, needed
from slackapp.views.passed_on import PassedOn, passed_on
from slackapp.views.told import Added, added
from tests.prep.rooms import START
from tests.slackapp.mail import MOST as MOST_CHARACTERS
from tests.slackapp.test_digest_fits import EMOJI, ID, LONG, READER, SHORT, told

NOW = START - timedelta(minutes=20)
DELIVERY = f"{ID}00000"
WORDS = pytest.mark.parametrize("words", [SHORT, LONG, EMOJI], ids=["short", "long", "emoji"])


def many(number: int, words: str, became: str = "") -> list[Brief]:
    """So many, each on a day of its own."""
    return [told(place, place, words, became) for place in range(number)]


def taken(message: Message, surface: str = "message") -> None:
    """Slack takes it, sent that way."""
    assert message_breaches(message.as_dict(), surface=surface) == []


@WORDS
@pytest.mark.parametrize("became", ["", "moved", "cancelled"])
@pytest.mark.parametrize("number", [1, 8, 50])
def test_added(number: int, became: str, words: str) -> None:
    briefs, plans = many(number, words, became), 0 if words == EMOJI else 2
    said = Added(READER, [words] * 5, briefs[:plans], briefs[plans:], None, reminded=True, welcome=True)
    message = added(said, NOW, DELIVERY)
    taken(message)
    taken(message, "update")
    assert len(message.text) <= MOST_CHARACTERS


@WORDS
def test_passed_on(words: str) -> None:
    interviews = [each.interview for each in many(200, words)]
    message = passed_on(PassedOn(interviews, [words] * 9, left=True, why=Why.ADMIN, reader=READER), DELIVERY)
    taken(message)
    assert len(message.text) <= MOST_CHARACTERS


@WORDS
@pytest.mark.parametrize("number", [1, 8, 60])
def test_the_day_of_whoever_arranges(number: int, words: str) -> None:
    interviews = [each.interview for each in many(number, words)]
    needs = [
        Need(trouble, each, each.panel[0])
        for each in interviews
        for trouble in (Trouble.CANNOT_COME, Trouble.UNREACHED)
    ]
    unread = [(each, person) for each in interviews for person in each.panel]
    dates = sorted({local_day(each.starts_at, READER.rhythm.zone) for each in interviews})
    of_day = Day(tuple(needs), tuple(interviews), tuple(interviews), tuple(unread))
    for message in (
        day(Arranged(READER, of_day, dates, number, 0, NOW), DELIVERY),
        needed(needs, READER, NOW, DELIVERY),
    ):
        taken(message)
        taken(message, "update")
        assert len(message.text) <= MOST_CHARACTERS


@WORDS
def test_lists(words: str) -> None:
    groups = sorted([*Group] * (PAGE_SIZE // 3), key=list(Group).index)
    shown = [
        Listed(each.interview, group, changes=True, by=words[:40], asked=[("you", words[:40])])
        for each, group in zip(many(PAGE_SIZE, words), groups, strict=True)
    ]
    gone = [
        replace(each.interview, panel=tuple(replace(seat, declined_at=NOW) for seat in each.interview.panel))
        for each in shown
    ]
    shown = [replace(each, interview=interview) for each, interview in zip(shown, gone, strict=True)]
    page = Page(shown, 1, dict.fromkeys(Group, PAGE_SIZE), is_wide=True)
    for message in (
        mine(page, READER, NOW, "/interview"),
        today(page, gone, READER, NOW, 9),
        week(page, gone, READER, NOW),
    ):
        taken(message, "response")
