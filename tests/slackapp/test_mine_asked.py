"""`/interview mine`, `today`, `week`: who was asked to come instead of somebody and has not answered."""

from datetime import timedelta

import pytest

from tests.slackapp.office import Office
from tests.slackapp.settings_modal import admin
from tests.slackapp.substitution import room
from tests.slackapp.test_digest import TEN_THIRTY

pytestmark = pytest.mark.in_turn

ASKED = "asked Chloé Martin to come instead. No answer yet."


def test_who_asked_and_who_may_change_it_read_that_there_is_no_answer_yet(office: Office) -> None:
    there, ada = room(office), admin(office)
    there.asked({"why": "knows the candidate", "reason": "My sister"})
    for word in ("mine", "week"):
        for person in (office.priya, ada):
            read = office.ask(word, by=person).reading()
            assert f"Ana Costa {ASKED}" in read
            assert "My sister" not in read
    assert f"You {ASKED}" in office.ask("mine", by=there.ana).reading()
    assert "come instead" not in office.ask("mine", by=there.ben).reading()


@pytest.mark.parametrize("yes", [True, False])
def test_once_there_is_an_answer_it_is_not_said_any_more(office: Office, yes: bool) -> None:
    there = room(office)
    there.says(there.asked(), yes=yes)
    for person in (office.priya, there.ana):
        assert "come instead" not in office.ask("mine", by=person).reading()


def test_nobody_is_waited_for_once_it_has_begun(office: Office) -> None:
    there = room(office)
    there.asked()
    office.clock.at = TEN_THIRTY + timedelta(minutes=5)
    read = office.ask("today").reading()
    assert " · now" in read
    assert "come instead" not in read


def test_whoever_is_asked_themselves_is_you(office: Office) -> None:
    there = room(office)
    ada = admin(office)
    assert not there.names(there.ana, ada).errors
    assert "Ana Costa asked you to come instead. No answer yet." in office.ask("week", by=ada).reading()
