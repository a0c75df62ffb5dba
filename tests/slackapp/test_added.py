"""“You were added”: once, for all of it."""

from datetime import timedelta

import pytest

from prep.interviews import Links
from prep.messages import Kind, Withdrawn
from storage import members, preferences
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import edit, move, told
from tests.slackapp.mail import BEFORE_NAMES, MOST, all_told, at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

TOLD = MONDAY + timedelta(minutes=10)


def test_one_short_message_for_a_batch(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    booked(office, [ben], TEN_THIRTY + timedelta(hours=4), candidate="Mo Khan", listening=[ana])
    at(office, TOLD)
    reading = mail(ana, "added you").reading().split("\n")
    assert reading[:6] == [
        "Priya Nair added you to 2 interviews · Berlin time",
        "Tue 24 Nov, 10:30–11:15 · J.S. · Trust & Safety Operations Specialist",
        "You lead, with Ben Okoro. You ask about investigation.",
        "Tue 24 Nov, 14:30–15:15 · M.K. · Trust & Safety Operations Specialist",
        "With Ben Okoro (leads). You're listening only.",
        "Your questions come tomorrow at 08:30, and with follow-ups 15 minutes before each. "
        "They are under Follow-ups already.",
    ]
    assert reading[-2:] == [
        "Pause or change what I send you under ⋯. "
        "If you can't come, the button tells whoever arranged it, and nobody else.",
        "[Follow-ups]  [I can't make one]  [⋯ Why this message · Pause · Settings]",
    ]
    settled(office, Kind.ADDED, "sent", "sent")


def test_questions_are_one_tap_away_from_the_moment_that_it_is_told(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    office.clock.at = MORNING + timedelta(hours=1)  # today's morning message was before it was booked
    booked(office, [ana], office.clock() + timedelta(hours=4))
    at(office, office.clock() + timedelta(minutes=2))
    message = mail(ana, "added you")
    assert "Your questions come 15 minutes before, with follow-ups. They are under Follow-ups already." in said(message)
    ana.press(message, "followups.open")
    assert "1. " in ana.wait_modal(containing="All times are").reading()


def test_the_first_time_says_how_it_works_and_how_to_ask_well(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    at(office, TOLD)
    assert "Your first interview with me\n• Before each interview I send you" in mail(ana, "added you").reading()
    booked(office, [ana], TEN_THIRTY + timedelta(days=3), candidate="Mo Khan")
    office.clock.forward(minutes=1)
    at(office, office.clock() + timedelta(minutes=10))
    again = mail(ana, "M.K.").reading()
    assert "Your first interview" not in again
    assert "J.S." not in again, "what was told is not told again"


def test_its_text_begins_without_a_name(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, candidate="Bo", keeps_names=True)
    at(office, TOLD)
    heard = said(mail(ana, "added you"))
    assert heard.startswith("Priya Nair added you to an interview on Tuesday 24 November at 10:30, Berlin time.")
    assert "Bo" not in heard[:BEFORE_NAMES]


@pytest.mark.parametrize(("booked_before", "told_before"), [(30, 20), (5, 5)])
def test_who_is_to_be_welcomed_is_so_before_a_morning_message(
    office: Office, booked_before: int, told_before: int
) -> None:
    ana, _ = ana_and_ben(office)
    office.clock.at = MORNING - timedelta(minutes=booked_before)
    booked(office, [ana], MORNING + timedelta(minutes=50))
    told(office, MORNING - timedelta(minutes=told_before))
    reading = mail(ana, "Priya Nair added you to an interview").reading()
    assert "Your first interview with me\n• " in reading
    assert "Pause or change what I send you under ⋯." in reading
    assert "Your questions come today at 08:30" in reading
    told(office, MORNING)
    assert "You ask\n1. " in mail(ana, "Tuesday 24 November: 1").reading()
    told(office, MORNING + timedelta(minutes=40))
    assert [state for state, _ in states(office, Kind.REMINDER)] == ["superseded"]


def test_the_morning_message_tells_it_within_the_hour(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    at(office, MORNING - timedelta(minutes=30))
    booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:
        members.welcome(session, office.acme.id, ana.id, office.clock())
    at(office, MORNING - timedelta(minutes=20))
    settled(office, Kind.ADDED, "skipped")
    assert states(office, Kind.ADDED)[0][1] == "your morning message tells it"
    at(office, MORNING)
    assert "J.S." in mail(ana, "Tuesday 24 November").reading()


def test_shortly_before_it_is_the_plan_for_the_room_and_no_reminder_follows(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], MONDAY + timedelta(minutes=40))
    at(office, MONDAY + timedelta(minutes=2))
    reading = mail(ana, "added you").reading()
    assert "In 38 minutes: J.S. · Trust & Safety Operations Specialist · 10:40–11:25 Berlin time" in reading
    assert "You ask\n1. " in reading
    assert "[What to listen for]" in reading
    settled(office, Kind.REMINDER, "superseded")
    assert states(office, Kind.REMINDER)[0][1] == "its questions came when you were added"


def test_nor_does_one_follow_when_something_changes(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], MONDAY + timedelta(minutes=40))
    at(office, MONDAY + timedelta(minutes=2))
    settled(office, Kind.ADDED, "sent")
    edit(office, interview, Links("Room 4"), note="captions on.")
    assert [state for state, _ in states(office, Kind.REMINDER)] == ["superseded"]
    move(office, interview, MONDAY + timedelta(hours=2))
    assert [state for state, _ in states(office, Kind.REMINDER)] == ["superseded", "planned"], "moved, it does"


def test_with_reminders_off_and_no_morning_between_it_brings_the_questions(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    all_told(office, ana)
    with office.db.begin() as session:
        theirs = preferences.of_member(session, office.acme.id, ana.id).rhythm
        preferences.keep(session, office.acme.id, ana.id, at=theirs.at, days=theirs.days, reminder_minutes=0, muted=())
    booked(office, [ana], MONDAY + timedelta(hours=5), candidate="Mo Khan")
    at(office, MONDAY + timedelta(minutes=2))
    assert "In 4 hours 58 minutes: M.K." in mail(ana, "added you").reading()


def test_during_a_pause_only_what_comes_within_a_day_gets_through(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY + timedelta(days=6))
    booked(office, [ben], MONDAY + timedelta(hours=23), candidate="Mo Khan")
    with office.db.begin() as session:
        for person in (ana, ben):
            preferences.pause(session, office.acme.id, person.id, (MONDAY + timedelta(days=20)).date())
    at(office, TOLD)
    reading = mail(ben, "added you").reading()
    assert "You ask\n1. " in reading, "neither morning message nor reminder will bring the questions"
    until(lambda: sorted(state for state, _ in states(office, Kind.ADDED)) == ["planned", "sent", "skipped"])
    assert ("skipped", Withdrawn.PAUSED) in states(office, Kind.ADDED)
    at(office, TEN_THIRTY + timedelta(days=5))
    assert "J.S." in mail(ana, "added you").reading(), "the rest is told a day before it starts"


def test_whoever_arranged_it_is_not_told(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, by=ana)
    assert states(office, Kind.ADDED) == []


def test_a_guest_gets_nothing_and_whoever_arranged_it_hears_why(office: Office) -> None:
    guest = office.acme.person("Gil Guest", "Europe/Berlin", kind="guest")
    booked(office, [guest], TEN_THIRTY)
    at(office, TOLD)
    reading = mail(office.priya, "I can't reach Gil Guest").reading().split("\n")
    assert reading[1:] == [
        "J.S. · Trust & Safety Operations Specialist · "
        "Tuesday 24 November, 3:00 pm–3:45 pm Kolkata time, in 24 hours 20 minutes.",
        "The reason: they are a guest here, and the questions are for members. "
        "Nothing about this interview has got through, so please tell them yourself.",
        "[Change the interview]  [⋯ Why this message · Pause · Settings]",
    ]
    with office.db.read() as session:
        assert not members.is_welcomed(session, office.acme.id, guest.id)


def test_what_it_only_names_takes_no_numbers(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    for day in range(1, 4):
        booked(office, [ana], TEN_THIRTY + timedelta(days=day - 1), candidate=f"Mo Khan{day}", position=day)
    at(office, TOLD)
    mail(ana, "added you to 3 interviews")
    at(office, MORNING + timedelta(days=1))
    numbered = [each for each in mail(ana, "Wednesday 25 November").reading().split("\n") if each[:1].isdigit()]
    assert numbered[1].startswith("1. ")


def test_three_at_once_have_their_questions_one_tap_away(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    for number in range(3):
        booked(
            office, [ana], MONDAY + timedelta(minutes=10 + number), candidate=f"Mo{number} Khan", position=number + 1
        )
    at(office, MONDAY + timedelta(minutes=2))
    message = mail(ana, "added you to 3 interviews")
    assert len(said(message)) <= MOST
    assert message.reading().count("Keep five minutes at either end") == 2
    assert "Your questions are under Follow-ups." in message.reading()
    ana.press(message, "followups.open")
    assert ana.wait_modal(containing="All times are").reading().count("· M.K.") == 3
