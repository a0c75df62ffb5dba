"""Whoever arranges only during the day: the first thing that needs them brings the day message at once."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Person
from tests.slackapp.arranger import KEPT, Arranger
from tests.slackapp.booking import booked, known
from tests.slackapp.corrected import restaff, told
from tests.slackapp.mail import mail
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import EVERYTHING, opened
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HALF_PAST_TWO = TEN_THIRTY + 4 * HOUR
NEEDS = "1 interview that you arrange, 1 needs you"
CLASH = "Ben Okoro is in another interview"


@dataclass
class Scene:
    """Cora, whose morning message would have come at 8:30, adds an interview of Ben's for 14:30 at 10:30."""

    cora: Arranger
    interview: Interview
    ana: Person
    ben: Person


def scene(office: Office, *, settings: dict[str, object] | None = None, later: timedelta = 0 * DAY) -> Scene:
    """As it is then."""
    ana, ben = ana_and_ben(office)
    cora = office.acme.person("Cora Lind", "Europe/Berlin", locale="de-DE")
    known(office, cora)
    if settings:
        cora.submit(opened(office, cora), EVERYTHING | {"kinds": [*EVERYTHING["kinds"], "day"]} | settings)
    told(office, MORNING + 2 * HOUR)
    interview = booked(office, [ben], HALF_PAST_TWO + later, by=cora)
    told(office, MORNING + 3 * HOUR)
    there = Arranger(office, cora)
    assert [state for state, _ in there.deliveries(Kind.DAY) if state != "planned"] == []
    return Scene(there, interview, ana, ben)


def clash(office: Office, there: Scene, by: Person, later: timedelta = 0 * DAY) -> None:
    """Somebody needs Ben at the same time."""
    booked(office, [there.ben], HALF_PAST_TWO + HOUR / 4 + later, candidate="Mo Khan", by=by)
    office.assembled.metronome.nudge()
    office.rest()


@pytest.mark.parametrize("settings", [None, {"time": "17:00", "days": ["1", "2", "3", "4", "5"]}])
def test_what_somebody_else_brings_about_is_told_at_once(office: Office, settings: dict[str, object] | None) -> None:
    there = scene(office, settings=settings)
    clash(office, there, office.priya)
    message = mail(there.cora.person, KEPT)
    assert message.reading().startswith(f"Tuesday 24 November: {NEEDS}")
    assert CLASH in message.reading()
    restaff(office, there.interview, there.ana, by=there.cora.person)
    there.cora.reads(message, "1 interview that you arrange, nothing needs you")
    clash(office, Scene(there.cora, there.interview, there.ana, there.ana), office.priya)
    mail(there.cora.person, "something more needs you")
    assert len([state for state, ts in there.cora.deliveries(Kind.DAY) if ts]) == 1


def test_nobody_is_left_to_ask(office: Office) -> None:
    there = scene(office)
    restaff(office, there.interview, listening=(there.ben,))
    assert "nobody is there to ask the questions" in mail(there.cora.person, NEEDS).reading()


def test_what_they_did_themselves_is_not(office: Office) -> None:
    there = scene(office)
    clash(office, there, there.cora.person)
    assert there.cora.got() == []
    restaff(office, there.interview, listening=(there.ben,), by=there.cora.person)
    assert there.cora.got() == []


def test_what_the_next_one_tells_in_time_waits_for_it(office: Office) -> None:
    there = scene(office, later=DAY)
    clash(office, there, office.priya, later=DAY)
    assert there.cora.got() == []
    told(office, MORNING + DAY)
    until(lambda: NEEDS in there.cora.got()[0])
