"""A person's own settings: saved, followed by everything planned, and one press for the evening before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from prep.messages import Kind
from prep.preferences import OPTIONAL_KINDS
from sandbox.client import View
from tests.slackapp.booking import booked
from tests.slackapp.office import Office
from tests.slackapp.settings_modal import EVERYTHING, WEDNESDAY, chosen, due, her_own, opened, saved

pytestmark = pytest.mark.in_turn


def test_they_begin_as_the_workspace_has_it(office: Office) -> None:
    view = opened(office)
    assert chosen(view, "time") == "08:30"
    assert chosen(view, "days") == ["1", "2", "3", "4", "5"]
    assert chosen(view, "reminder") == "15"
    assert chosen(view, "kinds") == [each.value for each in OPTIONAL_KINDS]
    assert not chosen(view, "paused_until")
    assert "Kolkata time: your time zone in Slack" in view.reading()


def test_what_is_saved_is_there_when_they_are_opened_again(office: Office) -> None:
    saved(office, paused_until="2026-12-24")
    view = opened(office)
    shown = {name: chosen(view, name) for name in EVERYTHING}
    assert shown == EVERYTHING | {"paused_until": "2026-12-24"}


def test_the_button_opens_them_too(office: Office) -> None:
    office.priya.press(office.ask(""), "settings.open")
    office.priya.wait_modal(containing="Morning message at")


def test_somebody_without_a_zone_is_told_whose_it_is(office: Office) -> None:
    view = opened(office, office.acme.person("Noor Nowhere"))
    assert "Slack has no time zone for you, so times are the workspace's: UTC" in view.reading()


def test_everything_planned_follows_and_the_answer_says_what_comes_next(office: Office) -> None:
    her_own(office)
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 25, 3, 0, tzinfo=UTC)]
    said = saved(office)
    assert "Your next message comes on Wednesday at 9:15 am, Kolkata time: your morning message." in said
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 25, 3, 45, tzinfo=UTC)]
    assert due(office, office.priya, Kind.REMINDER) == [WEDNESDAY - timedelta(minutes=30)]


def test_without_an_interview_the_answer_says_when_there_could_be_a_message(office: Office) -> None:
    said = saved(office)
    assert "No message to you is planned now" in said
    assert "at 9:15 am, Tuesday, Wednesday, Kolkata time; the earliest is tomorrow" in said


def test_a_kind_that_is_not_wanted_is_not_planned(office: Office) -> None:
    her_own(office)
    said = saved(office, kinds=[], reminder="0")
    assert "You have switched the morning message off" in said
    assert due(office, office.priya, Kind.DIGEST) == due(office, office.priya, Kind.REMINDER) == []
    saved(office)
    assert len(due(office, office.priya, Kind.DIGEST)) == len(due(office, office.priya, Kind.REMINDER)) == 1


def test_a_pause_moves_the_morning_message_and_the_answer_says_so(office: Office) -> None:
    booked(office, [office.priya], datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    said = saved(office, paused_until="2026-12-01", days=["1", "2", "3"])
    assert "You have paused messages until Tuesday 1 December." in said
    assert "Your next message comes on Tuesday 1 December at 9:15 am, Kolkata time: your morning message." in said


@pytest.mark.parametrize(("day", "sentence"), [("2026-11-23", "not ahead"), ("2028-01-01", "more than a year ahead")])
def test_a_pause_that_cannot_be_is_said_at_its_field(office: Office, day: str, sentence: str) -> None:
    answer = office.priya.submit(opened(office), EVERYTHING | {"paused_until": day})
    assert sentence in answer.errors["paused_until"]
    assert not chosen(opened(office), "paused_until")


def test_delivered_twice_they_are_saved_once(office: Office) -> None:
    office.desk.fault("view_submission", "twice", times=1)
    assert "Saved." in saved(office)
    assert chosen(opened(office), "time") == "09:15"


def test_guests_have_none(office: Office) -> None:
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    assert "you are here as a guest" in office.ask("settings", by=guest).text


def test_a_move_to_another_zone_moves_what_is_planned(office: Office) -> None:
    her_own(office)
    office.priya.update(zone="Europe/Berlin")
    office.desk.settled()
    # In Berlin Tuesday's message reaches until half past ten on Wednesday, so the interview at ten is in it.
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 24, 7, 30, tzinfo=UTC)]


def evening(office: Office, view: View) -> View:
    """Presses “the evening before”; what the modal then looks like."""
    assert office.priya.press(view, "settings.evening").ok
    return office.priya.wait_modal(since=view)


def standing(view: View, name: str) -> Any:
    """What stands in a field whose block may have been made anew."""
    [block] = [each for each in view.values if each.partition("#")[0] == name]
    return next(iter(view.values[block].values())).get("selected_time")


def test_the_evening_before_is_one_press_and_leaves_the_rest_as_it_stands(office: Office) -> None:
    view = opened(office)
    assert "In the evening it tells of the next day, on Friday of Monday too." in view.reading()
    assert "[5:00 pm, the evening before]" in view.reading()
    office.priya.choose(view, "reminder", "30")
    view = evening(office, view)
    assert standing(view, "time") == "17:00"
    assert chosen(view, "reminder") == "30"
    answer = office.priya.submit(view)
    assert answer.ok, answer.errors
    assert "at 5:00 pm, Monday to Friday" in answer.modals[-1].reading()
    view = opened(office)
    assert (chosen(view, "time"), chosen(view, "reminder")) == ("17:00", "30")


def test_pressed_again_after_another_time_was_chosen_it_is_the_evening_again(office: Office) -> None:
    view = evening(office, opened(office))
    office.priya.choose(view, next(each for each in view.values if each.startswith("time")), "07:00")
    assert standing(evening(office, view), "time") == "17:00"


@pytest.mark.parametrize(("weekday", "told"), [(1, datetime(2026, 11, 23, 11, 30, tzinfo=UTC)), (0, None)])
def test_the_evening_before_is_the_evening_before(office: Office, weekday: int, told: datetime | None) -> None:
    """Tuesday's is told on Monday at 17:00 in Kolkata, and Monday's on Friday."""
    interview = datetime(2026, 11, 23 + weekday or 30, 5, 0, tzinfo=UTC)
    booked(office, [office.priya], interview if weekday else datetime(2026, 11, 30, 5, 0, tzinfo=UTC))
    saved(office, time="17:00", days=["1", "2", "3", "4", "5"])
    assert due(office, office.priya, Kind.DIGEST) == [told or datetime(2026, 11, 27, 11, 30, tzinfo=UTC)]


def test_guests_have_neither(office: Office) -> None:
    view = opened(office)
    office.priya.update(kind="guest")
    office.desk.settled()
    for action in ("settings.tomorrow", "settings.evening"):
        office.priya.press(view, action)
        office.priya.wait_modal(containing="you are here as a guest")
