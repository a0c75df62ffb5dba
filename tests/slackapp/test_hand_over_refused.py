"""Whoever cannot be asked to come instead: said at the field, before anything happens."""

from datetime import timedelta

import pytest

from prep import messages
from sandbox.client import Person
from sandbox.state.people import Kind
from storage import arranging
from tests.slackapp.booking import known
from tests.slackapp.mail import states
from tests.slackapp.office import Office
from tests.slackapp.substitution import Room, room
from tests.slackapp.test_digest import TEN_THIRTY

pytestmark = pytest.mark.in_turn


def refused(there: Room, chosen: Person) -> str:
    """What is said when Ana names them; nothing happens."""
    before = states(there.office, messages.Kind.SUBSTITUTE)
    said = there.names(there.ana, chosen).errors["substitute"]
    assert states(there.office, messages.Kind.SUBSTITUTE) == before
    assert there.present()[0] == "Ana Costa"
    return said


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("guest", "Gus Fox is a guest here, and the questions are for members only."),
        ("external", "Gus Fox is an app or from another company, and the questions are for members only."),
        ("deactivated", "Gus Fox's Slack account is switched off, so I can't ask them."),
    ],
)
def test_who_may_not_see_questions(office: Office, kind: Kind, sentence: str) -> None:
    there = room(office)
    gus = office.acme.person("Gus Fox", "Europe/Berlin", kind=kind)
    assert refused(there, gus) == f"{sentence} Please choose somebody else, or nobody."


def test_oneself_and_who_is_in_it_or_cannot_come(office: Office) -> None:
    there = room(office)
    assert refused(there, there.ana) == "That's you. Please choose somebody else, or nobody."
    assert refused(there, there.ben).startswith("Ben Okoro is in this interview already.")
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, there.interview.id, there.ben.id, office.clock())
    assert refused(there, there.ben).startswith("Ben Okoro said that they can't come to this one either.")


def test_the_app(office: Office) -> None:
    there = room(office)
    there.ana.press(office.ask("digest", by=there.ana), "cannot.open")
    view = there.ana.wait_modal(containing="Tell them")
    said = there.ana.submit(view, {"substitute": [office.installation.bot_user_id]}).errors["substitute"]
    assert said == "That's me, and I can't hold interviews. Please choose a person, or nobody."


def test_who_is_asked_already_and_who_asked_already(office: Office) -> None:
    there = room(office)
    dana = office.acme.person("Dana Fox", "Europe/Berlin")
    there.asked()
    said = there.names(there.ben, there.chloe).errors["substitute"]
    assert said.startswith("Chloé Martin is asked about this interview already, and has not answered yet.")
    assert refused(there, dana).startswith("You have asked Chloé Martin, who has not answered yet. Leave this empty")


def test_who_has_paused(office: Office) -> None:
    there = room(office)
    office.ask("pause until friday", by=there.chloe)
    assert refused(there, there.chloe).startswith("Chloé Martin has paused messages, so I can't ask them now.")


def test_nobody_once_it_has_begun(office: Office) -> None:
    there = room(office)
    known(office, there.chloe)
    there.ana.press(office.ask("digest", by=there.ana), "cannot.open")
    view = there.ana.wait_modal(containing="Tell them")
    office.clock.at = TEN_THIRTY + timedelta(minutes=1)
    said = there.ana.submit(view, {"substitute": [there.chloe]}).errors["substitute"]
    assert said.startswith("It has begun, so I can't ask anybody.")
    assert "You are out of it" in there.ana.submit(view, {"substitute": []}).modals[-1].reading()


def test_what_is_corrected_is_done(office: Office) -> None:
    there = room(office)
    assert refused(there, there.ben)
    answer = there.ana.submit(there.ana.modals()[-1], {"substitute": [there.chloe]})
    assert "Chloé Martin is asked now" in answer.modals[-1].reading()
