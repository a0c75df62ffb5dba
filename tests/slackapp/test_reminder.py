"""The reminder: the plan for the room."""

from datetime import datetime, timedelta

import pytest

from prep.messages import Kind, Withdrawn
from storage import arranging, preferences
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, all_told, at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import LINKS, MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

SOON = TEN_THIRTY - timedelta(minutes=15)


def on_the_day(office: Office, moment: datetime) -> None:
    """Their morning message was sent, and it is that moment."""
    at(office, MORNING)
    until(lambda: {state for state, _ in states(office, Kind.DIGEST)} == {"sent"})
    at(office, moment)


def test_it_is_the_plan_for_the_room(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY, links=LINKS, note="captions on.", listening=["Tom"])
    on_the_day(office, SOON)
    reading = mail(ana, "In 15 minutes").reading().split("\n")
    assert reading[:3] == [
        "In 15 minutes: J.S. · Trust & Safety Operations Specialist · 10:30–11:15 Berlin time",
        "Casework, 45 minutes. You lead, with Ben Okoro and Tom (listening).",
        "You ask",
    ]
    assert reading[3].startswith("1. ")
    assert reading[4].startswith("• ")
    theirs = reading.index("Ben Okoro asks")
    assert [line[:2] for line in reading[theirs + 1 : theirs + 4]] == ["• "] * 3, (
        "colleagues' questions have no numbers"
    )
    assert reading[theirs + 4 :] == [
        "Keep five minutes at either end: first to say hello and how this will go, last for the questions they have.",
        "Please: captions on.",
        "Join · CV · Feedback form",
        "[What to listen for]  [I can't make it]  [⋯ Why this message · Pause · Settings]",
    ]


def test_the_time_left_is_true_when_it_comes_late(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    on_the_day(office, SOON + timedelta(minutes=3))
    message = mail(ana, "In 12 minutes")
    assert said(message).startswith("In 12 minutes, 10:30–11:15 Berlin time: your interview for Trust & Safety")
    assert "15 minutes" not in message.reading()


def test_after_the_start_there_is_none(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    on_the_day(office, TEN_THIRTY)
    settled(office, Kind.REMINDER, "skipped")
    assert states(office, Kind.REMINDER)[0][1] == "the interview had begun"


def test_an_interview_that_is_too_short_says_what_will_not_fit(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, minutes=30)
    on_the_day(office, SOON)
    reading = mail(ana, "In 15 minutes").reading()
    assert "This is 30 minutes, and the questions were planned for 45. The last 3 will not fit" in reading
    assert "6. " in reading, "they all stand there"


def test_no_name_is_in_the_notification(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, candidate="Bo", keeps_names=True)
    on_the_day(office, SOON)
    heard = said(mail(ana, "In 15 minutes"))
    assert "Bo" not in heard[:BEFORE_NAMES]
    assert "\nBo · Trust" in heard


def test_it_keeps_the_numbers_of_the_morning_message(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    second = booked(office, [ana], TEN_THIRTY + timedelta(hours=2), candidate="Mo Khan", position=2)
    all_told(office, ana)
    at(office, TEN_THIRTY - timedelta(hours=2))
    morning = mail(ana, "2 interviews").reading().split("\n")
    at(office, second.starts_at - timedelta(minutes=15))
    reminder = mail(ana, "In 15 minutes: M.K.").reading().split("\n")
    numbered = [line for line in reminder if line[:1].isdigit()]
    assert numbered[0].startswith("7. ")
    assert [line for line in numbered if line not in morning] == []


def test_a_pause_holds_it_back(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, ana.id, (TEN_THIRTY + timedelta(days=3)).date())
    at(office, SOON)
    settled(office, Kind.REMINDER, "skipped")
    assert states(office, Kind.REMINDER)[0][1] == Withdrawn.PAUSED


def test_none_for_what_was_called_off_or_declined(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, ben.id, office.clock())
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, interview.id, office.priya.id, office.clock())
    at(office, SOON)
    assert {state for state, _ in states(office, Kind.REMINDER)} == {"superseded"}
