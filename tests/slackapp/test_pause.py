"""Pausing, and taking messages up again."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.messages import Kind
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.mail import at, settled
from tests.slackapp.office import Office
from tests.slackapp.settings_modal import due

pytestmark = pytest.mark.in_turn

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("until friday", "Friday 27 November"),
        ("friday", "Friday 27 November"),
        ("24 dec", "Thursday 24 December"),
        ("2026-12-24", "Thursday 24 December"),
        ("next monday", "Monday 30 November"),
        ("for 3 days", "Thursday 26 November"),
        ("tomorrow", "Tuesday 24 November"),
        ("until 12/5", "Saturday 5 December"),
    ],
)
def test_a_pause_ends_on_the_day_that_is_named(office: Office, typed: str, day: str) -> None:
    said = office.ask(f"pause {typed}").text
    assert f"Paused until {day}." in said
    assert "only changes to interviews within 24 hours, and answers to what you ask." in said
    assert "about interviews that you arrange comes a day before they start, or when the pause is over" in said
    assert "Your interviews stay yours" in said
    assert "/interview resume" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("until yesterday", "not ahead"),
        ("today", "not ahead"),
        ("until 24 dec 2029", "more than a year ahead"),
        ("banana", "can't tell which day"),
        ("x" * 3000, "can't tell which day"),
        ("<!channel> & </b>", "can't tell which day"),
    ],
)
def test_a_day_that_cannot_be_is_answered_kindly(office: Office, typed: str, sentence: str) -> None:
    answer = office.ask(f"pause {typed}")
    assert sentence in answer.text
    assert "Nothing is paused" in answer.reading()
    assert "as usual" in office.ask("resume").text


def test_without_a_day_a_modal_asks_for_it(office: Office) -> None:
    assert office.priya.command("/interview", "pause").ok
    view = office.priya.wait_modal(containing="Your interviews stay yours")
    assert "not ahead" in office.priya.submit(view, {"until": "2026-11-22"}).errors["until"]
    answer = office.priya.submit(view, {"until": "2026-12-24"})
    assert "Paused until Thursday 24 December" in answer.modals[-1].reading()
    office.priya.command("/interview", "pause")
    view = office.priya.wait_modal(containing="Pause until", since=answer.modals[-1])
    assert view.values["until"]["until"]["selected_date"] == "2026-12-24"


def test_the_morning_message_comes_after_the_pause_and_at_once_when_it_ends(office: Office) -> None:
    booked(office, [office.priya], datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 27, 3, 0, tzinfo=UTC)]
    assert "Your next message comes on Friday at 8:30 am" in office.ask("pause until friday").text
    later = office.ask("pause until saturday").text
    assert due(office, office.priya, Kind.DIGEST) == []
    assert "No message to you is planned now" in later
    back = office.ask("resume").text
    assert "Welcome back" in back
    assert "Your next message comes on Friday at 8:30 am, Kolkata time: your morning message." in back
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 27, 3, 0, tzinfo=UTC)]


def test_a_reminder_in_a_pause_is_not_sent_and_why_says_so(office: Office) -> None:
    booked(office, [office.priya], WEDNESDAY)
    office.ask("pause until friday")
    at(office, WEDNESDAY - timedelta(minutes=15))
    settled(office, Kind.REMINDER, State.SKIPPED)
    assert [each for each in office.priya.dm() if not each.ephemeral] == []
    said = office.ask("why").text
    assert "A reminder before an interview, today at 2:15 pm, Kolkata time: you had paused messages." in said
    assert "You have paused messages until Friday 27 November." in said


def test_a_pause_that_is_over_is_none(office: Office) -> None:
    office.ask("pause tomorrow")
    office.clock.forward(days=2)
    assert "You have not paused" in office.ask("resume").text


def test_guests_pause_nothing(office: Office) -> None:
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    for word in ("pause", "pause friday", "resume"):
        assert "you are here as a guest" in office.ask(word, by=guest).text
