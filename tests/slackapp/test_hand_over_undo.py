"""Whoever arranged it undoes a hand-over: who was in the room before is in it, and the substitute is not."""

from datetime import timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Message
from storage import arranging
from storage.deliveries import State
from storage.panels import Seated
from tests.slackapp.changer import now, planned
from tests.slackapp.mail import at, mail, numbers, settled
from tests.slackapp.office import Office, until
from tests.slackapp.substitution import Room, room
from tests.slackapp.test_digest import MORNING, TEN_THIRTY

pytestmark = pytest.mark.in_turn

NAMED = "asked Chloé Martin to come instead"
NOTHING = "There is nothing to undo any more"


def undo(there: Room) -> None:
    """Priya presses it, under what she was told."""
    assert there.priya.press(mail(there.priya, NAMED), "hand_over.undo").ok


def yes(there: Room) -> Message:
    """Chloé says yes; what she then reads."""
    question = there.asked()
    mail(there.priya, NAMED)
    there.says(question, yes=True)
    return mail(there.chloe, "You said yes, and are in it")


def test_while_nobody_has_answered_the_one_who_asked_is_still_expected(office: Office) -> None:
    there = room(office)
    before = there.asks()
    question = there.asked()
    mail(there.priya, NAMED)
    undo(there)
    told = mail(there.ana, "You are in it, and your questions are yours")
    assert (
        "Priya Nair has undone it. Chloé Martin is not asked to come instead of you any more. "
        "If you can't come after all, say so below." in told.reading()
    )
    assert [each.action_id for each in told.elements()] == ["followups.open", "cannot.open", "message.more"]
    assert mail(there.chloe, "You are not asked any more").ts == question.ts
    until(lambda: "It was undone." in mail(there.priya, NAMED).reading())
    assert "hand_over.undo" not in [each.action_id for each in mail(there.priya, NAMED).elements()]
    assert there.asks() == before
    settled(office, Kind.UNANSWERED, State.SUPERSEDED)


def test_after_a_yes_the_one_before_is_in_it_again_with_the_numbers_they_had(office: Office) -> None:
    there = room(office)
    before = there.asks()
    at(office, MORNING)
    morning = mail(there.ana, "Tuesday 24 November")
    until(lambda: len(numbers(office, morning)) == 3)
    had = numbers(office, morning)
    yes(there)
    mail(there.ana, "Chloé Martin comes instead of you")
    assert {each.number for each in now(office, there.interview).panel[0].asks} <= {None, 1, 2, 3}
    undo(there)
    mail(there.ana, "Priya Nair has undone it.")
    mail(there.chloe, "You are not asked any more")
    assert there.asks() == before
    assert {each.question_id: each.number for each in now(office, there.interview).panel[0].asks} == had
    assert there.present() == ["Ana Costa", "Ben Okoro"]
    at(office, TEN_THIRTY - timedelta(minutes=15))
    mail(there.ana, "In 15 minutes")
    assert [each for each in there.chloe.dm() if "In 15 minutes" in each.reading()] == []
    assert planned(office, "reminder") == []


def test_the_substitute_who_said_yes_is_told_that_they_are_off(office: Office) -> None:
    there = room(office)
    yes(there)
    mail(there.chloe, "You come instead of Ana Costa")
    undo(there)
    mail(there.ana, "Priya Nair has undone it.")
    at(office, office.clock() + timedelta(minutes=2))
    until(lambda: [each for each in there.chloe.dm() if each.text.startswith("No longer yours: the interview")])


def test_it_is_undone_once(office: Office) -> None:
    there = room(office)
    there.asked()
    message = mail(there.priya, NAMED)
    office.desk.fault("block_actions", "twice", times=1)
    undo(there)
    mail(there.ana, "Priya Nair has undone it.")
    settled(office, Kind.ANSWERED, State.SENT)
    assert [each for each in there.priya.dm() if each.ephemeral] == []
    until(lambda: "It was undone." in mail(there.priya, NAMED).reading())
    assert message.ts == mail(there.priya, NAMED).ts


def test_once_others_are_in_the_room_there_is_nothing_to_undo(office: Office) -> None:
    there = room(office)
    yes(there)
    until(lambda: "The answer was yes" in mail(there.priya, NAMED).reading())
    office.desk.fault("chat.update", "rate_limited", times=50, seconds=1)
    with office.db.begin() as session:
        seated = [Seated(there.ben.id, "", there.interview.panel[0].seat)]
        arranging.restaff(session, office.acme.id, there.interview.id, seated, there.priya.id, office.clock())
    undo(there)
    assert "“Change the interview” shows how it is" in mail(there.priya, NOTHING).reading()
    assert there.present() == ["Ben Okoro"]
    office.desk.lift()
    until(lambda: "It has been settled otherwise since. In the room: Ben Okoro" in mail(there.priya, NAMED).reading())


def test_not_once_it_has_begun(office: Office) -> None:
    there = room(office)
    yes(there)
    until(lambda: "The answer was yes" in mail(there.priya, NAMED).reading())
    office.clock.at = TEN_THIRTY
    undo(there)
    mail(there.priya, NOTHING)
    assert there.present() == ["Chloé Martin", "Ben Okoro"]
