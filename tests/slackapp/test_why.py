"""Why the last message came, which comes next, and which did not come."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.messages import Kind, Withdrawn
from sandbox.client import Person
from slackapp.views import coming
from storage import arranging, deliveries, explaining
from storage.clocks import database_time
from storage.deliveries import Plan, State
from storage.tables import Delivery
from tests.slackapp.booking import booked, known
from tests.slackapp.clocks import MONDAY
from tests.slackapp.mail import all_told, at, mail, settled
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""Machine time is another: what is put here was sent after all that the app itself sends."""


def over(
    office: Office,
    person: Person,
    kind: Kind,
    state: State,
    reason: str | None = None,
    due_at: datetime = MONDAY - timedelta(hours=1),
) -> None:
    """A message to the person that is over: sent, after whatever the app has sent them by now, or not."""
    known(office, person)
    with office.db.begin() as session:
        plan = Plan(kind, f"{kind}:{reason}:{due_at}", person.id, None, {}, due_at)
        deliveries.plan(session, office.acme.id, plan, office.clock())
        row = session.query(Delivery).filter_by(once=plan.once).one()
        row.state, row.reason, row.sent_at = state, reason, database_time(session) + timedelta(days=1)


def test_whoever_never_had_a_message_is_told_so(office: Office) -> None:
    said = office.ask("why").text
    assert "I have sent you no message yet" in said
    assert "No message to you is planned now" in said
    assert "none was left out" in said


def test_the_last_message_has_its_reason(office: Office) -> None:
    office.priya.press(office.ask("trust-safety"), "set.send")
    office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
    until(lambda: "Send to me" in office.ask("why").text)
    assert (
        "My last message to you was questions that you asked to keep, today at 2:30 pm, Kolkata time"
        in office.ask("why").text
    )


@pytest.mark.parametrize("kind", [each for each in Kind if each is not Kind.EDIT])
def test_every_kind_of_message_has_its_reason(office: Office, kind: Kind) -> None:
    over(office, office.priya, kind, State.SENT)
    said = office.ask("why").text
    assert f"{coming.KINDS[kind]}, today at 1:30 pm, Kolkata time. It came because" in said


def test_a_reminder_says_when_reminders_come(office: Office) -> None:
    over(office, office.priya, Kind.REMINDER, State.SENT)
    assert "Reminders come 15 minutes before" in office.ask("why").text


def test_what_comes_next_is_said(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    assert (
        "Your next message comes on Wednesday at 8:30 am, Kolkata time: your morning message." in office.ask("why").text
    )
    office.ask("pause until friday")
    paused = office.ask("why").text
    assert "You have paused messages until Friday 27 November." in paused
    assert "No message to you is planned now" in paused


def test_a_pause_is_why_the_morning_message_stays_out(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    office.ask("pause until friday")
    office.clock.at = WEDNESDAY + timedelta(hours=1)
    said = office.ask("why").text
    assert "Your morning message, today at 8:30 am, Kolkata time: you had paused messages." in said
    assert "you had no interviews ahead any more" not in said


def test_so_it_is_where_another_comes_after_the_pause(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    booked(office, [office.priya], WEDNESDAY + timedelta(days=5), candidate="Mo Khan")
    office.ask("pause until friday")
    office.clock.at = WEDNESDAY + timedelta(hours=1)
    assert "Your morning message, today at 8:30 am, Kolkata time: you had paused messages." in office.ask("why").text
    office.ask("resume")
    at(office, WEDNESDAY + timedelta(days=5, hours=-5))
    settled(office, Kind.DIGEST, State.SUPERSEDED, State.SENT)


def test_what_was_moved_out_of_its_morning_message_is_ahead_all_the_same(office: Office) -> None:
    interview = booked(office, [office.priya], WEDNESDAY)
    with office.db.begin() as session:
        soon = MONDAY + timedelta(hours=3)
        arranging.move(session, office.acme.id, interview.id, soon, 45, office.priya.id, MONDAY)
    office.clock.at = WEDNESDAY
    assert "you had no interviews ahead any more" not in office.ask("why").text


def test_a_message_that_came_late_came_when_it_came(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    all_told(office, office.priya)
    at(office, WEDNESDAY - timedelta(hours=3))
    mail(office.priya, "1 interview")
    settled(office, Kind.DIGEST, State.SENT)
    assert "My last message to you was your morning message, today at 11:30 am, Kolkata time" in office.ask("why").text


def test_what_is_under_way_is_said(office: Office) -> None:
    over(office, office.priya, Kind.DIGEST, State.SENDING)
    assert "Your next message is on its way: your morning message." in office.ask("why").text


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        (State.FAILED, "messages_tab_disabled", "messages to me are switched off in this workspace"),
        (State.FAILED, "something_new", "Slack did not take it"),
        (State.SKIPPED, Withdrawn.PAUSED, "you had paused messages"),
        (State.SKIPPED, Withdrawn.OVER, "the interview was over"),
        (State.SUPERSEDED, Withdrawn.CALLED_OFF, "the interview was called off"),
        (State.SUPERSEDED, Withdrawn.NOT_IN_IT, "you were no longer in the interview"),
        (State.SUPERSEDED, Withdrawn.UNWANTED, "you had switched this kind off"),
    ],
)
def test_what_did_not_come_has_its_reason_in_plain_words(
    office: Office, state: State, reason: str, sentence: str
) -> None:
    over(office, office.priya, Kind.REMINDER, state, reason)
    said = office.ask("why").text
    assert f"A reminder before an interview, today at 1:30 pm, Kolkata time: {sentence}" in said


def test_what_was_only_planned_anew_or_is_long_past_is_not_said(office: Office) -> None:
    over(office, office.priya, Kind.DIGEST, State.SUPERSEDED, Withdrawn.REPLANNED)
    over(office, office.priya, Kind.REMINDER, State.SKIPPED, Withdrawn.OVER, MONDAY - timedelta(days=8))
    over(office, office.priya, Kind.EDIT, State.FAILED, "message_not_found")
    over(office, office.priya, Kind.REMINDER, State.SUPERSEDED, Withdrawn.CALLED_OFF, MONDAY + timedelta(hours=1))
    assert "none was left out" in office.ask("why").text


def test_only_their_own_messages_are_told(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Lisbon")
    over(office, ana, Kind.DIGEST, State.SENT)
    assert "I have sent you no message yet" in office.ask("why").text
    with office.db.read() as session:
        assert explaining.last(session, office.acme.id, ana.id)
        assert explaining.last(session, "T0", ana.id) is None


def test_the_menu_of_a_message_tells_of_that_message(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    all_told(office, office.priya)
    at(office, WEDNESDAY - timedelta(hours=6))
    digest = mail(office.priya, "1 interview")
    settled(office, Kind.DIGEST, State.SENT)
    over(office, office.priya, Kind.SET, State.SENT, due_at=office.clock() + timedelta(hours=1))
    assert "My last message to you was questions" in office.ask("why").text
    office.priya.choose(digest, "message.more", "Why this message")
    said = office.priya.wait_message(office.priya.dm_channel(), containing="This was your morning message").text
    assert "today at 8:30 am, Kolkata time. It came because you had interviews ahead" in said
    assert "comes at 8:30 am, Monday to Friday, Kolkata time" in said


def test_also_what_they_asked_for_and_the_answer_to_what_they_typed_say_why(office: Office) -> None:
    office.priya.press(office.ask("trust-safety"), "set.send")
    kept = mail(office.priya, "asked me to keep")
    settled(office, Kind.SET, State.SENT)
    office.priya.choose(kept, "message.more", "Why this message")
    mail(office.priya, "It came because you pressed “Send to me”.")
    office.priya.say(office.priya.dm_channel(), "hello")
    answer = mail(office.priya, "I don't read or keep what is typed here.")
    settled(office, Kind.REPLY, State.SENT)
    office.priya.choose(answer, "message.more", "Why this message")
    mail(office.priya, "It came because you had typed something to me")


def test_the_menu_opens_settings_and_the_pause(office: Office) -> None:
    booked(office, [office.priya], office.clock() + timedelta(hours=3))
    digest = office.ask("digest")
    office.priya.choose(digest, "message.more", "Settings")
    view = office.priya.wait_modal(containing="Morning message at")
    office.priya.close(view)
    office.priya.choose(digest, "message.more", "Pause")
    office.priya.wait_modal(containing="Pause until")


def test_the_menu_of_what_was_never_kept_tells_of_the_last_message(office: Office) -> None:
    booked(office, [office.priya], office.clock() + timedelta(hours=3))
    office.priya.choose(office.ask("digest"), "message.more", "Why this message")
    office.priya.wait_message(office.priya.dm_channel(), containing="I have sent you no message yet")


def test_the_button_shows_it_too(office: Office) -> None:
    office.priya.press(office.ask("why"), "settings.open")
    office.priya.wait_modal(containing="Morning message at")


def test_guests_are_told_nothing(office: Office) -> None:
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    assert "you are here as a guest" in office.ask("why", by=guest).text
