"""What was not asked in time, or not answered: a line in the next morning message that has interviews."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import preferences
from tests.slackapp.asked_after import FIRST, asked, fields, more, tick, titles, words
from tests.slackapp.booking import booked
from tests.slackapp.mail import all_told, at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import LINKS, MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

EVENING = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""18 o'clock in Berlin, Monday: over at 18:45."""
FRIDAY = timedelta(days=4)
LINE = "Yesterday's J.S.: Feedback form · which questions helped?"


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def ahead(office: Office, person: Person, *days: int) -> None:
    """The person has further interviews, of which they know, at half past ten on Tuesday and so many days later."""
    for day in days:
        booked(office, [person], TEN_THIRTY + timedelta(days=day), candidate=f"Mo Khan {day}", position=2)
    all_told(office, person)


def morning(office: Office, person: Person, day: int = 0, containing: str = "interview") -> Message:
    """The morning message, so many days after Tuesday; nothing else is sent."""
    with_digest = MORNING + timedelta(days=day)
    at(office, with_digest)
    found = mail(person, f"{with_digest:%A} {with_digest.day} November: ")
    until(lambda: states(office, Kind.DIGEST)[-1:] != [("sending", None)])
    assert containing in found.reading()
    return found


def test_an_interview_in_the_evening_is_asked_about_the_next_morning(office: Office, ana: Person) -> None:
    booked(office, [ana], EVENING, links=LINKS)
    ahead(office, ana, 0)
    message = morning(office, ana, containing=LINE)
    assert "[Which questions helped?]" in message.reading()
    assert LINE in said(message)
    assert states(office, Kind.AFTERWARDS) == [("planned", None)], "only of today's"


def test_what_it_answers_is_noted_there(office: Office, ana: Person) -> None:
    evening = booked(office, [ana], EVENING, links=LINKS)
    ahead(office, ana, 0)
    message = morning(office, ana)
    settled(office, Kind.DIGEST, "sent")
    view = more(ana, message)
    assert all(each.startswith(evening.id) for each in fields(view))
    ana.submit(view, {fields(view)[1]: "helped"})
    changed = mail(ana, "Yesterday's J.S.: Feedback form · noted, thank you")
    assert changed.ts == message.ts
    assert "[Change what I said]" in changed.reading()
    assert list(words(office, ana).values()) == ["helped"]


def test_that_it_did_not_take_place_is_noted_there(office: Office, ana: Person) -> None:
    booked(office, [ana], EVENING)
    ahead(office, ana, 0, 1)
    message = morning(office, ana, containing="Yesterday's J.S.: which questions helped?")
    settled(office, Kind.DIGEST, "sent", "planned")
    assert ana.press(more(ana, message), "afterwards.not_held").ok
    mail(ana, "Yesterday's J.S.: noted, thank you")
    assert "J.S." not in morning(office, ana, 1).reading()


def test_after_a_friday_evening_it_is_mondays(office: Office, ana: Person) -> None:
    booked(office, [ana], EVENING + FRIDAY, links=LINKS)
    ahead(office, ana, 6)
    message = morning(office, ana, 6)
    assert "Friday's J.S.: Feedback form · which questions helped?" in message.reading()


def test_without_an_interview_ahead_nothing_is_sent_and_after_three_days_nothing_is_asked(
    office: Office, ana: Person
) -> None:
    booked(office, [ana], EVENING)
    ahead(office, ana, 3)
    over_again = MORNING + timedelta(days=2)
    at(office, over_again)
    quiet_morning = morning(office, ana, 3)
    assert "J.S." not in quiet_morning.reading()
    assert [each.ts for each in ana.dm()] == [quiet_morning.ts]


def test_what_was_not_answered_is_asked_once_more_and_then_never(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], TEN_THIRTY, links=LINKS)
    asked(office, ana, interview)
    settled(office, Kind.AFTERWARDS, "sent")
    ahead(office, ana, 1, 2)
    quiet_until_tomorrow = morning(office, ana, 1, containing=LINE)
    assert "[Which questions helped?]" in quiet_until_tomorrow.reading()
    assert "which questions helped" not in morning(office, ana, 2).reading()


@pytest.mark.parametrize("how", ["boxes", "reaction"])
def test_who_has_answered_is_asked_no_more(office: Office, ana: Person, how: str) -> None:
    interview = booked(office, [ana], TEN_THIRTY)
    morning(office, ana)
    message = asked(office, ana, interview)
    settled(office, Kind.AFTERWARDS, "sent")
    if how == "boxes":
        tick(ana, message)
    else:
        ana.react(message, "one")
    mail(ana, "Noted")
    ahead(office, ana, 1)
    assert "J.S." not in morning(office, ana, 1).reading()


def test_one_answer_is_noted_in_both_messages(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], TEN_THIRTY)
    message = asked(office, ana, interview)
    settled(office, Kind.AFTERWARDS, "sent")
    ahead(office, ana, 1)
    line = morning(office, ana, 1, containing="Yesterday's J.S.: which questions helped?")
    tick(ana, message, titles(message)[0])
    mail(ana, "Yesterday's J.S.: noted, thank you")
    assert mail(ana, FIRST).ts == message.ts
    assert "Thank you. Noted:" in mail(ana, FIRST).reading()
    assert line.ts != message.ts


def test_what_a_pause_held_back_is_asked_after_it(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], TEN_THIRTY)
    ahead(office, ana, 2)
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, ana.id, (TEN_THIRTY + timedelta(days=2)).date())
    at(office, interview.ends_at + timedelta(minutes=10))
    until(lambda: ("skipped", "paused") in states(office, Kind.AFTERWARDS))
    assert "Tuesday's J.S.: which questions helped?" in morning(office, ana, 2).reading()


def test_who_wants_no_questions_afterwards_has_no_line(office: Office, ana: Person) -> None:
    booked(office, [ana], EVENING)
    ahead(office, ana, 0)
    with office.db.begin() as session:
        theirs = preferences.of_member(session, office.acme.id, ana.id).rhythm
        preferences.keep(
            session,
            office.acme.id,
            ana.id,
            at=theirs.at,
            days=theirs.days,
            reminder_minutes=15,
            muted=[Kind.AFTERWARDS],
        )
    assert "J.S." not in morning(office, ana).reading()


def test_several_have_three_lines_and_one_button(office: Office, ana: Person) -> None:
    for number in range(5):
        booked(office, [ana], EVENING + timedelta(minutes=5 * number), minutes=30, candidate=f"Jo Smith {number}")
    ahead(office, ana, 0)
    message = morning(office, ana)
    assert message.reading().count("which questions helped?") == 3
    assert "… and 2 more" in message.reading()
    assert len({each.partition("|")[0] for each in fields(more(ana, message))}) == 5


def test_asked_for_now_it_shows_the_same_line(office: Office, ana: Person) -> None:
    booked(office, [ana], EVENING)
    ahead(office, ana, 0)
    at(office, MORNING - timedelta(hours=1))
    for _ in range(2):
        assert "Yesterday's J.S.: which questions helped?" in office.ask("digest", by=ana).reading()
    assert "which questions helped?" in morning(office, ana).reading(), "it was only shown"
