"""The next morning message, shown from the settings before it comes: as it then comes."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from prep.messages import Kind
from sandbox.client import Person, View
from tests.slackapp.booking import booked, known
from tests.slackapp.corrected import came, told
from tests.slackapp.mail import all_told
from tests.slackapp.office import Office
from tests.slackapp.settings_modal import WEDNESDAY, opened, saved
from tests.slackapp.test_booked_late import chose
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = MORNING + 8.5 * HOUR
"""17:00 in Berlin."""
pytestmark = pytest.mark.in_turn
NONE = "As things are now, none comes"


def next_morning(person: Person, office: Office) -> View:
    """What their settings show of it."""
    assert person.press(opened(office, person), "settings.tomorrow").ok
    return person.wait_modal(containing="As things are now")


def lead(view: View) -> str:
    """When it comes."""
    said: str = view.blocks[0]["text"]["text"]
    return said


def text(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a message or a modal, without what can be pressed, what is small, and their names."""
    kept = [each for each in blocks if each["type"] not in {"actions", "context"}]
    return [{key: value for key, value in each.items() if key != "block_id"} for each in kept]


def ordinary(office: Office, ana: Person) -> None:
    """One tomorrow, one that the message of the day after shows too."""
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    booked(office, [ana], TEN_THIRTY + DAY - HOUR, candidate="Bo Lee")
    all_told(office, ana)


def soon_after(office: Office, ana: Person) -> None:
    """One whose reminder would follow within the hour."""
    booked(office, [ana], MORNING + HOUR)
    all_told(office, ana)


def not_told_before(office: Office, ana: Person) -> None:
    """One further ahead of which nothing has told her, for she wants no word of being added."""
    chose(office, ana, muted=[Kind.ADDED])
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + 6 * DAY, candidate="Bo Lee")


def told_by_itself(office: Office, ana: Person) -> None:
    """One further ahead of which she is told before the morning."""
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + 6 * DAY, candidate="Bo Lee")


def evening_after_a_morning(office: Office, ana: Person) -> None:
    """She had Tuesday's at 8:30, and chose 17:00 then."""
    ordinary(office, ana)
    booked(office, [ana], TEN_THIRTY + DAY + 4 * HOUR, candidate="Jane Smith")
    all_told(office, ana)
    told(office, MORNING)
    office.clock.at = MORNING + HOUR
    chose(office, ana, at_time=time(17))


def over_tonight(office: Office, ana: Person) -> None:
    """One this evening, about which the morning message asks; and one tomorrow."""
    chose(office, ana, muted=[Kind.ADDED])
    booked(office, [ana], MORNING - 15.5 * HOUR)
    booked(office, [ana], TEN_THIRTY, candidate="Bo Lee")
    all_told(office, ana)
    told(office, MORNING - 10 * HOUR)


@pytest.mark.parametrize(
    ("happened", "says", "due"),
    [
        (ordinary, "B.L. · Trust & Safety Operations Specialist · also in Wednesday's message", MORNING),
        (soon_after, "Keep five minutes at either end", MORNING),
        (not_told_before, "Also new", MORNING),
        (told_by_itself, "Tuesday 24 November: 1 interview", MORNING),
        (evening_after_a_morning, "also in Tuesday's message", EVENING),
        (over_tonight, "which questions helped", MORNING),
    ],
)
def test_it_is_shown_as_it_then_comes(office: Office, happened: Callable[..., None], says: str, due: Any) -> None:
    ana = ana_and_ben(office)[0]
    known(office, ana)
    happened(office, ana)
    before = next_morning(ana, office)
    assert "this comes t" in lead(before)
    assert says in before.reading()
    told(office, due - HOUR)
    told(office, due)
    assert text(before.blocks[1:]) in [text(each.blocks) for each in came(ana)]


def test_the_next_may_come_later_than_tomorrow(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    assert lead(next_morning(office.priya, office)) == (
        f"{NONE} tomorrow at 8:30 am, Kolkata time: there is nothing to prepare by then. "
        "The next comes on Wednesday at 8:30 am, Kolkata time:"
    )


def test_nothing_is_sent_and_nothing_can_be_pressed(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY - DAY)
    booked(office, [office.priya], WEDNESDAY, candidate="Mo Khan")
    reading = next_morning(office.priya, office).reading()
    assert "As things are now, this comes tomorrow at 8:30 am, Kolkata time:" in reading
    assert "2:30 pm–3:15 pm · J.S. · Trust & Safety Operations Specialist" in reading
    assert "1. " in reading
    assert "M.K." not in reading
    assert "[Follow-ups]" not in reading
    assert not [each for each in office.priya.dm() if not each.ephemeral]


def test_without_interviews_none_comes(office: Office) -> None:
    said = next_morning(office.priya, office).reading()
    assert f"{NONE} tomorrow at 8:30 am, Kolkata time: there is nothing to prepare by then." in said


def test_of_one_that_is_switched_off_it_says_so(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY - DAY)
    saved(office, kinds=["reminder"])
    view = opened(office)
    office.priya.press(view, "settings.tomorrow")
    office.priya.wait_modal(containing="You have switched the morning message off.")
