"""Whoever arranged it hears when nobody answers, or nobody can be asked; and what a pause of theirs does to it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Person
from storage import arranging
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.changer import planned
from tests.slackapp.clocks import MONDAY
from tests.slackapp.mail import at, mail, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.substitution import Room, room
from tests.slackapp.test_digest import TEN_THIRTY

pytestmark = pytest.mark.in_turn

HALF = MONDAY + (TEN_THIRTY - MONDAY) / 2
DAY = timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def due(office: Office, kind: Kind) -> list[datetime]:
    """When what waits of a kind is due."""
    return sorted(row.due_at for row in planned(office, kind))


def test_half_of_the_time_left_without_an_answer_is_told_and_undoes_nothing(office: Office) -> None:
    there = room(office)
    question = there.asked()
    assert due(office, Kind.UNANSWERED) == [HALF]
    at(office, HALF)
    message = mail(there.priya, "No answer from Chloé Martin yet")
    assert message.reading().split("\n")[2:] == [
        "I asked Chloé Martin to come instead of Ana Costa. Half of the time that was left is over.",
        "There is no answer yet. Until there is a yes, the seat and its questions stay with Ana Costa.",
        "If you undo it, I tell Ana Costa to come, and Chloé Martin not to.",
        "[Undo]  [Change the interview]  [⋯ Why this message · Pause · Settings]",
    ]
    until(lambda: "There is no answer yet." in mail(there.priya, "asked Chloé Martin to come").reading())
    there.says(question, yes=True)
    until(lambda: "The answer was yes" in mail(there.priya, "No answer from Chloé Martin yet").reading())
    assert there.present() == ["Chloé Martin", "Ben Okoro"]


@pytest.mark.parametrize("yes", [True, False])
def test_it_is_not_told_once_there_was_an_answer(office: Office, yes: bool) -> None:
    there = room(office)
    there.says(there.asked(), yes=yes)
    mail(there.chloe, "You said")
    assert states(office, Kind.UNANSWERED) == [(State.SUPERSEDED, "nobody was asked any more")]
    at(office, HALF)
    assert [each for each in there.priya.dm() if "No answer" in each.reading()] == []


def test_an_interview_that_moves_has_another_half_time(office: Office) -> None:
    there = room(office)
    there.asked()
    later = TEN_THIRTY + timedelta(days=2)
    with office.db.begin() as session:
        arranging.move(session, office.acme.id, there.interview.id, later, 45, there.priya.id, office.clock())
    assert due(office, Kind.UNANSWERED) == [MONDAY + (later - MONDAY) / 2]


def test_who_arranged_it_and_asked_themselves_is_told_too(office: Office) -> None:
    there = room(office)
    booked(office, [there.priya, there.ben], TEN_THIRTY + timedelta(hours=2), candidate="Mo Khan")
    assert not there.names(there.priya, there.chloe).errors
    mail(there.chloe, "instead of Priya Nair")
    at(office, MONDAY + timedelta(hours=14))
    reading = mail(there.priya, "No answer from Chloé Martin yet").reading()
    assert "I asked Chloé Martin to come instead of you." in reading


def test_who_cannot_be_asked_is_named_at_once(office: Office) -> None:
    there = room(office)
    booked(office, [there.priya, there.ben], TEN_THIRTY + timedelta(hours=2), candidate="Mo Khan")
    office.desk.fault("chat.postMessage", "error", times=1, error="messages_tab_disabled")
    assert not there.names(there.priya, there.chloe).errors
    reading = mail(there.priya, "I can't reach Chloé Martin").reading()
    why = "messages to me are switched off in this workspace"
    assert f"I was to ask Chloé Martin to come instead of you. The reason: {why}." in reading
    assert "the seat and its questions stay with you." in reading
    settled(office, Kind.UNREACHED)


def test_a_question_that_was_not_asked_by_a_mistake_of_ours_says_so(office: Office) -> None:
    there = room(office)
    office.desk.fault("chat.postMessage", "error", times=1, error="invalid_blocks")
    assert not there.names(there.ana, there.chloe).errors
    reading = mail(there.priya, "I couldn't ask Chloé Martin").reading()
    assert "I was to ask Chloé Martin to come instead of Ana Costa. Something went wrong on my side" in reading
    assert "I can't reach" not in reading


def test_who_became_a_guest_before_the_question_came_is_not_asked(office: Office) -> None:
    there = room(office)
    office.desk.fault("chat.postMessage", "rate_limited", times=2, seconds=2)
    assert not there.names(there.ana, there.chloe).errors
    there.chloe.update(kind="guest")
    reading = mail(there.priya, "I can't reach Chloé Martin").reading()
    assert "The reason: they are a guest here, and the questions are for members." in reading
    assert there.present() == ["Ana Costa", "Ben Okoro"]
    assert there.chloe.dm() == []


def paused(office: Office) -> tuple[Room, Interview]:
    """Priya has paused until Thursday. Ana and Ben were told of an interview on Friday, and of one on Thursday."""
    there = room(office, at=FRIDAY)
    thursday = booked(office, [there.ben, there.ana], FRIDAY - DAY, candidate="Mo Khan")
    office.ask("pause until thursday")
    at(office, MONDAY + timedelta(minutes=11))
    mail(there.ben, "added you to 2 interviews")
    mail(there.ana, "added you to 2 interviews")
    return there, thursday


def cannot(person: Person, interview: Interview, **fields: Any) -> None:
    """They say so, from what told them of it."""
    assert person.press(mail(person, "added you to 2 interviews"), "cannot.open").ok
    view = person.wait_modal(containing="Tell them")
    assert not person.submit(view, {"which": interview.id, **fields}).errors


def test_to_who_paused_it_comes_a_day_before_it_starts_or_after_the_pause(office: Office) -> None:
    there, thursday = paused(office)
    cannot(there.ben, there.interview)
    cannot(there.ana, thursday)
    after = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)  # half past eight in Kolkata
    assert due(office, Kind.CANNOT) == [thursday.starts_at - DAY, after]
    assert "a note that somebody can't come to an interview you arrange" in office.ask("why").text
    at(office, thursday.starts_at - DAY)
    assert "M.K. ·" in mail(there.priya, "Ana Costa can't make it").reading()
    at(office, after)
    assert "J.S. ·" in mail(there.priya, "Ben Okoro can't make it").reading()


def test_what_was_put_off_comes_once_the_pause_ends_or_the_interview_moves(office: Office) -> None:
    there, thursday = paused(office)
    cannot(there.ben, there.interview)
    cannot(there.ana, thursday)
    with office.db.begin() as session:
        sooner = office.clock() + timedelta(hours=20)
        arranging.move(session, office.acme.id, thursday.id, sooner, 45, there.priya.id, office.clock())
    at(office, office.clock())
    mail(there.priya, "Ana Costa can't make it")
    assert states(office, Kind.CANNOT)[1:] == [(State.PLANNED, None)]
    office.ask("resume")
    at(office, office.clock())
    mail(there.priya, "Ben Okoro can't make it")


def test_a_pause_that_begins_puts_off_what_has_not_come_yet(office: Office) -> None:
    there = room(office, at=FRIDAY)
    at(office, MONDAY + timedelta(minutes=11))
    assert there.ana.press(mail(there.ana, "added you to"), "cannot.open").ok
    there.ana.submit(there.ana.wait_modal(containing="Tell them"), {"substitute": [there.chloe]})
    mail(there.priya, "asked Chloé Martin")
    half = office.clock() + (FRIDAY - office.clock()) / 2
    assert due(office, Kind.UNANSWERED) == [half]
    office.ask("pause until friday")
    assert due(office, Kind.UNANSWERED) == [FRIDAY - DAY]
    office.ask("resume")
    assert due(office, Kind.UNANSWERED) == [half]


def test_within_a_day_it_gets_through_a_pause(office: Office) -> None:
    there = room(office, at=MONDAY + timedelta(hours=20))
    office.ask("pause until friday")
    there.says(there.asked(), yes=False)
    mail(there.priya, "was asked to come instead, and said no")


def test_who_asked_is_told_what_came_of_it_in_a_pause_too(office: Office) -> None:
    there = room(office)
    question = there.asked()
    office.ask("pause until friday", by=there.ana)
    there.says(question, yes=True)
    mail(there.ana, "Chloé Martin comes instead of you")
