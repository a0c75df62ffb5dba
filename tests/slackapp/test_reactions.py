"""A reaction says that a question helped: on every message of the app that shows some, and on nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import current_thread

import pytest
from sqlalchemy import event

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import interviews
from tests.slackapp.booking import booked, known
from tests.slackapp.mail import at, mail, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.rating import after_all, kept, noted, now, reaction, remembered, retire, said, shared

pytestmark = pytest.mark.in_turn

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""8:30 in Berlin, Tuesday."""
TEN_THIRTY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return office.acme.person("Ana Costa", "Europe/Berlin")


def morning(office: Office, ana: Person) -> tuple[Message, str]:
    """Ana's morning message, and the interview that it tells of."""
    interview = booked(office, [ana], TEN_THIRTY)
    at(office, MORNING)
    return remembered(office, mail(ana, "Tuesday 24 November")), interview.id


def read_at(office: Office, interview_id: str, person: Person) -> datetime | None:
    """When they said that they have read of the interview."""
    with office.db.read() as session:
        found = interviews.find(session, office.acme.id, interview_id)
        seat = found.seat_of(person.id) if found else None
        assert seat
        return seat.read_at


def listen(office: Office, asked: list[str]) -> Callable[[], None]:
    """Writes down what the threads that answer Slack ask the database; call what it returns to stop."""

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if current_thread().name.startswith("waitress") and not statement.startswith(("PRAGMA", "BEGIN")):
            asked.append(statement)

    event.listen(office.db.engine, "before_cursor_execute", note)
    return lambda: event.remove(office.db.engine, "before_cursor_execute", note)


def test_numbers_on_a_set_that_was_kept_are_noted_within_seconds(office: Office) -> None:
    message = kept(office)
    before = message.text
    office.priya.react(message, "one")
    office.priya.react(message, "three")
    noted(office.priya, message, "Noted: 1, 3")
    assert said(office, message) == {(office.priya.id, number, "helped") for number in (1, 3)}
    office.priya.unreact(message, "one")
    noted(office.priya, message, "Noted: 3")
    office.priya.unreact(message, "three")
    until(lambda: now(office.priya, message).text == before)
    assert said(office, message) == set()
    assert len(office.desk.posted(office.acme)) == 1, "nothing new was sent"


@pytest.mark.parametrize(
    ("emoji", "judgement", "word"),
    [
        ("+1", "helped", "helped"),
        ("thumbsup::skin-tone-4", "helped", "helped"),
        ("star", "helped", "helped"),
        ("one", "helped", "helped"),
        ("-1::skin-tone-2", "not", "didn't help"),
        ("thumbsdown", "not", "didn't help"),
        ("recycle", "round", "going round"),
    ],
)
def test_a_message_that_is_one_question_takes_every_judgement(
    office: Office, emoji: str, judgement: str, word: str
) -> None:
    message = kept(office, "trust-safety 1")
    office.priya.react(message, emoji)
    noted(office.priya, message, f"Noted: {word}.")
    assert said(office, message) == {(office.priya.id, 1, judgement)}
    office.priya.unreact(message, emoji)
    until(lambda: said(office, message) == set())


def test_both_names_and_every_skin_tone_are_the_same_word(office: Office) -> None:
    message = kept(office, "trust-safety 1")
    for emoji in ("+1", "thumbsup::skin-tone-2"):
        office.priya.react(message, emoji)
    noted(office.priya, message, "Noted: helped.")
    [receipt] = office.acme.emit(
        office.installation, reaction(office.priya, message, "thumbsup", 600, added=False), event_id="Ev1"
    )
    assert receipt.ok
    assert said(office, message) == {(office.priya.id, 1, "helped")}, "the one with a tone still stands"
    office.acme.emit(office.installation, reaction(office.priya, message, "+1::skin-tone-2", 601, added=False))
    assert said(office, message) == set()


def test_a_shared_set_is_rated_by_its_readers_and_never_says_so(office: Office, ana: Person) -> None:
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    outsider = office.acme.person("Ola Out", "Europe/Berlin", kind="external")
    room = office.acme.channel("hiring", [office.priya, ana, guest, outsider])
    message = shared(office, room)
    for person in (ana, guest, outsider, office.priya):
        person.react(message, "two")
    until(lambda: said(office, message) == {(ana.id, 2, "helped"), (office.priya.id, 2, "helped")})
    after_all(office)
    assert len(said(office, message)) == 2, "guests and people of other companies count for nothing"
    ana.unreact(message, "two")
    until(lambda: said(office, message) == {(office.priya.id, 2, "helped")})
    at(office, office.clock() + timedelta(minutes=1))
    assert now(ana, message).text == message.text
    assert office.desk.calls("chat.update") == []


def test_who_is_not_known_is_asked_about_and_when_slack_does_not_say_the_event_comes_again(
    office: Office, ana: Person
) -> None:
    message = shared(office, office.acme.channel("hiring", [office.priya, ana]))
    office.desk.fault("users.info", "http_500", times=1)
    ana.react(message, "one")
    until(lambda: said(office, message) == {(ana.id, 1, "helped")})
    assert len(office.desk.deliveries("event:reaction_added")) == 2


def test_whom_slack_does_not_show_counts_for_nothing(office: Office, ana: Person) -> None:
    message = shared(office, office.acme.channel("hiring", [office.priya, ana]))
    office.desk.fault("users.info", "error", times=None, error="user_not_visible")
    ana.react(message, "one")
    after_all(office)
    office.desk.lift()
    assert said(office, message) == set()
    assert len(office.desk.deliveries("event:reaction_added")) == 1


def test_a_morning_message_is_read_and_its_numbers_helped(office: Office, ana: Person) -> None:
    message, interview_id = morning(office, ana)
    ana.react(message, "white_check_mark")
    until(lambda: "[✅ Read]" in now(ana, message).reading())
    assert read_at(office, interview_id, ana) == MORNING
    ana.react(message, "two")
    noted(ana, message, "Noted: 2")
    ana.unreact(message, "white_check_mark")
    until(lambda: "[✅ I've read this]" in now(ana, message).reading())
    assert read_at(office, interview_id, ana) is None
    assert said(office, message) == {(ana.id, 2, "helped")}


@pytest.mark.parametrize("emoji", ["white_check_mark", "+1", "thumbsup::skin-tone-5", "eyes"])
def test_a_reminder_is_read_and_its_numbers_helped(office: Office, ana: Person, emoji: str) -> None:
    _, interview_id = morning(office, ana)
    at(office, TEN_THIRTY - timedelta(minutes=15))
    message = remembered(office, mail(ana, "In 15 minutes"))
    ana.react(message, emoji)
    until(lambda: read_at(office, interview_id, ana))
    ana.react(message, "star")
    ana.react(message, "one")
    noted(ana, message, "Noted: 1")
    ana.unreact(message, emoji)
    until(lambda: read_at(office, interview_id, ana) is None)
    assert said(office, message) == {(ana.id, 1, "helped")}


def test_two_marks_that_say_read_are_taken_back_one_by_one(office: Office, ana: Person) -> None:
    message, interview_id = morning(office, ana)
    ana.react(message, "eyes")
    ana.react(message, "+1")
    until(lambda: "[✅ Read]" in now(ana, message).reading())
    ana.unreact(message, "eyes")
    after_all(office)
    assert read_at(office, interview_id, ana)
    ana.unreact(message, "+1")
    until(lambda: read_at(office, interview_id, ana) is None)


def test_the_apps_own_reactions_never_count(office: Office) -> None:
    message = kept(office)
    own = reaction(office.priya, message, "one", 1) | {"user": office.installation.bot_user_id}
    [receipt] = office.acme.emit(office.installation, own)
    assert receipt.ok
    assert said(office, message) == set()


def test_events_that_come_three_times_late_and_out_of_order_end_right(office: Office) -> None:
    message = kept(office)
    for emoji, seconds, added in [
        ("one", 5, False),  # removed before added
        ("one", 4, True),
        ("two", 9, True),
        ("two", 8, False),  # an older one comes late
        ("three", 5, True),
        ("three", 6, False),
        ("three", 5, True),  # and comes again
    ]:
        heard = reaction(office.priya, message, emoji, seconds, added=added)
        receipts = office.acme.emit(office.installation, heard, event_id=f"Ev{emoji}{seconds}", times=3)
        assert all(each.ok for each in receipts)
    assert said(office, message) == {(office.priya.id, 2, "helped")}
    noted(office.priya, message, "Noted: 2")


def test_a_question_that_is_no_longer_in_use_is_rated_all_the_same(office: Office) -> None:
    message = kept(office)
    retire(office, message, 2)
    office.priya.react(message, "two")
    noted(office.priya, message, "Noted: 2")
    assert said(office, message) == {(office.priya.id, 2, "helped")}


def test_what_somebody_said_stays_when_they_leave(office: Office, ana: Person) -> None:
    message = shared(office, office.acme.channel("hiring", [office.priya, ana]))
    ana.react(message, "one")
    until(lambda: said(office, message) == {(ana.id, 1, "helped")})
    ana.update(kind="deactivated")
    after_all(office)
    [receipt] = office.acme.emit(office.installation, reaction(ana, message, "two", 60))
    assert receipt.ok
    assert said(office, message) == {(ana.id, 1, "helped")}, "what comes later is nobody's of the workspace"


def test_on_anything_else_nothing_happens(office: Office, ana: Person) -> None:
    known(office, ana)
    room = office.acme.channel("hiring", [office.priya, ana])
    room.add(office.installation)
    office.desk.clear_record()
    typed = ana.say(room, "Which of these?")
    asked: list[str] = []
    stop = listen(office, asked)
    for person in (ana, office.priya, office.acme.person("Gus", kind="guest")):
        person.react(typed, "one")
        person.unreact(typed, "one")
    after_all(office)
    stop()
    assert 0 < len(asked) <= 6, "one question to the database for each, or for several at once"
    assert all(each.startswith("SELECT") for each in asked), "and no write"
    on_a_file = reaction(ana, typed, "one", 1) | {"item": {"type": "file", "file": "F1"}}
    office.acme.emit(office.installation, on_a_file)
    after_all(office)
    assert {each.status for each in office.desk.deliveries("event")} == {200}
    assert office.desk.calls() == [], "nobody is asked about"
    assert said(office, kept(office)) == set()


def test_a_message_with_no_questions_takes_no_numbers(office: Office, ana: Person) -> None:
    booked(office, ["Ben Okoro"], TEN_THIRTY, listening=[ana])
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    settled(office, Kind.DIGEST, "sent")
    office.rest()
    before = states(office, Kind.EDIT)
    ana.react(message, "one")
    after_all(office)
    assert states(office, Kind.EDIT) == before
