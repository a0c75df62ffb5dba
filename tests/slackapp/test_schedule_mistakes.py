"""Mistakes in the modal are shown at their field, and nothing that was typed is lost."""

from typing import Any

import pytest

from prep.drafting import Filled
from prep.mistakes import Mistake, Wrong
from slackapp.views import schedule_mistakes
from tests.slackapp.booker import WHEN, Booker, held
from tests.slackapp.office import Office, app_manifest

pytestmark = pytest.mark.in_turn


def at_when(office: Office, **values: Any) -> dict[str, str]:
    """The errors at the fields of who and when, for these values."""
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    return {field.split("#")[0]: said for field, said in booker.fill(**WHEN | values).errors.items()}


def at_room(office: Office, **values: Any) -> dict[str, str]:
    """The errors at the fields of who is there, for these values."""
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    booker.fill(**WHEN)
    return booker.fill(**values).errors


def without_command() -> dict[str, Any]:
    """The manifest of some other app."""
    manifest = app_manifest(socket=False)
    del manifest["features"]["slash_commands"]
    return manifest


def test_mistakes_in_who_and_when_stand_at_their_fields(office: Office) -> None:
    for values, field, said in (
        ({"day": "2026-11-22"}, "day", "in the past"),
        ({"day": "2026-11-23", "start": "09:59"}, "start", "in the past"),
        ({"day": "2027-11-25"}, "day", "more than a year ahead"),
        ({"day": "2027-03-28", "start": "02:30"}, "start", "there is no 02:30 in Berlin time"),
        ({"minutes": "14"}, "minutes", "from 15 to 240"),
        ({"minutes": "241"}, "minutes", "from 15 to 240"),
        ({"minutes": "abc"}, "minutes", "from 15 to 240"),
        ({"name": "\u200b…"}, "name", "name or initials"),
    ):
        errors = at_when(office, **values)
        assert list(errors) == [field], (values, errors)
        assert said in errors[field]
    several = at_when(office, day="2026-11-01", minutes="0", name="?")
    assert set(several) == {"day", "minutes", "name"}


def test_the_time_that_a_clock_leaves_out_in_one_zone_exists_in_another(office: Office) -> None:
    assert at_when(office, day="2027-03-28", start="02:30", zone="Asia/Kolkata") == {}


def test_nobody_is_a_mistake(office: Office) -> None:
    assert "Nobody is in the room" in at_room(office)["interviewers"]


def test_people_who_cannot_be_in_it_are_named_at_their_field(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    gast = office.acme.person("Gast Gastson", "Europe/Berlin", kind="guest")
    extra = office.acme.person("Ex Tern", "Europe/Berlin", kind="external")
    us = office.installation.bot_user_id
    other = office.acme.install(without_command()).bot_user_id
    for values, field, said in (
        ({"interviewers": [ana], "listening": [ana]}, "listening", "Ana Costa is here twice"),
        ({"interviewers": [ana], "others": "Eve\neve "}, "others", "eve is here twice"),
        ({"interviewers": [us]}, "interviewers", "That's me"),
        ({"interviewers": [ana], "listening": [us]}, "listening", "That's me"),
        ({"interviewers": [other]}, "interviewers", "is an app or from another company"),
        ({"interviewers": [gast]}, "interviewers", "Gast Gastson is a guest here"),
        ({"interviewers": [ana], "listening": [extra]}, "listening", "People without Slack"),
        ({"interviewers": ["U0NOBODY000"]}, "interviewers", "doesn't show me"),
        ({"others": "\n".join(f"Name {number}" for number in range(11))}, "others", "more than 10"),
    ):
        errors = at_room(office, **values)
        assert list(errors) == [field], (values, errors)
        assert said in errors[field]


def test_a_guest_can_be_there_by_name(office: Office) -> None:
    office.acme.person("Gast Gastson", "Europe/Berlin", kind="guest")
    view = Booker(office, office.priya).check(interviewers=[office.priya], others="Gast Gastson")
    assert "Gast Gastson · not on Slack, so no messages from me" in view.reading()


@pytest.mark.parametrize("link", ["http://cv.example", "cv.example", "https://", "javascript:alert(1)", "https://a b"])
def test_only_https_links_are_links(office: Office, link: str) -> None:
    errors = at_room(office, interviewers=[office.priya], cv=link, feedback=link, place=link)
    assert set(errors) == {"cv", "feedback"}, "where it is may be a room as well"
    assert "https://" in errors["cv"]


def test_when_slack_does_not_say_who_they_are_nothing_is_lost(office: Office) -> None:
    people = office.acme.people([f"Person {number}" for number in range(6)], "Europe/Berlin")
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    booker.fill(**WHEN)
    slow = office.desk.fault("users.info", "slow", times=None, seconds=2)
    answer = booker.fill(interviewers=people, note="Captions on.")
    assert answer.seconds < 3
    assert "press the button once more" in next(iter(answer.errors.values()))
    assert held(booker.view, "note") == "Captions on."
    office.desk.lift(slow)
    booker.fill()
    assert "Step 4" in booker.view.reading()


@pytest.mark.parametrize("wrong", Wrong)
def test_every_mistake_has_a_sentence(wrong: Wrong) -> None:
    filled = Filled(start="02:30", zone="Europe/Berlin")
    said = schedule_mistakes.sentence(Mistake(wrong, "A" * 3000), filled)
    assert said.endswith((".", "!"))
    assert len(said) < 300
