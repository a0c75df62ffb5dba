"""What is one tap away from a message about interviews."""

from datetime import timedelta

import pytest

from sandbox.client import View
from storage.tables import Question
from tests.slackapp.booking import booked
from tests.slackapp.mail import MOST, all_told, at, mail, said
from tests.slackapp.office import Office
from tests.slackapp.test_digest import LINKS, MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn


def test_all_of_the_message_with_its_follow_ups(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY, links=LINKS)
    booked(office, [ana], TEN_THIRTY + timedelta(hours=4), candidate="Mo Khan", position=2)
    at(office, MORNING)
    ana.press(mail(ana, "November: 2 interviews"), "followups.open")
    reading = ana.wait_modal(containing="All times are").reading()
    assert "Tuesday 24 November, 10:30–11:15 · J.S. · Trust & Safety Operations Specialist" in reading
    assert "• Which signals would you look at first, and why those?" in reading
    assert "Join · CV · Feedback form" in reading
    assert "14:30–15:15 · M.K." in reading
    assert "Strong:" not in reading, "what to listen for is one more tap away"


def test_what_to_listen_for_is_one_more_tap_away(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, listening=[ben])
    at(office, MORNING)
    for person in (ana, ben):
        person.press(mail(person, "1 interview"), "followups.open")
        below = person.wait_modal(containing="All times are")
        person.press(below, "listen.open")
        reading = person.wait_modal(containing="For interviewers only", since=below).reading()
        assert reading.startswith("WHAT TO LISTEN FOR")
        assert "• Strong: Names several independent signals" in reading
        assert len(person.modals()) == 2, "closing it leads back to the follow-ups"


def test_who_became_a_guest_sees_nothing(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    ana.update(kind="guest")
    office.desk.settled()
    ana.press(message, "followups.open")
    assert "for members of this workspace" in mail(ana, "guest").reading()
    assert ana.modals() == []


def test_what_is_over_is_said_to_be(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    all_told(office, ana)
    at(office, MORNING)
    mail(ana, "Tuesday 24 November")
    at(office, TEN_THIRTY - timedelta(minutes=14))
    reminder = mail(ana, "In 14 minutes")
    office.clock.forward(days=1)
    ana.press(reminder, "listen.open")
    assert "You are not in this interview any more" in ana.wait_modal().reading()


def test_forty_interviews_in_a_day(office: Office) -> None:
    """Too many for anybody, and none is lost: what does not fit is in the follow-ups."""
    ana, _ = ana_and_ben(office)
    for number in range(40):
        start = TEN_THIRTY + timedelta(minutes=15 * number)
        booked(office, [ana], start, candidate=f"Zoë {number}", minutes=45, position=1 + number % 4, links=LINKS)
    all_told(office, ana)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November: 40 interviews")
    assert len(said(message)) <= MOST
    assert len(message.reading()) <= MOST + len("[✅ I've read this]  [Follow-ups]  [I can't make one]  [⋯ …]") + 60
    assert len(message.blocks) <= 50
    assert "There is more than fits here: press Follow-ups for all of it." in message.reading()
    ana.press(message, "followups.open")
    pages: list[View] = [ana.wait_modal(containing="All times are")]
    for number in range(1, 5):
        ana.press(pages[-1], "followups.page.next", value=str(number))
        pages.append(ana.wait_modal(since=pages[-1]))
    assert all(len(page.blocks) <= 50 for page in pages)
    everything = "\n".join(page.reading() for page in pages)
    assert everything.count("· Z.") == 40


def test_hostile_questions_and_notes(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    with office.db.begin() as session:
        for row in session.query(Question):
            row.text = f"<!channel> <@{ben.id}> \u202e*bold* `x` & \n\n {'سؤال 🧪 ' * 1000}"
            row.short = "<!here> \u202eshort"
            row.probes = ["<!everyone> " + "x" * 10_000] * 9
    booked(office, [ana, ben], TEN_THIRTY, note="<!channel>\n\n\n" + "n" * 3000, candidate="<!channel> \u202eBad & Co")
    all_told(office, ana)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    assert "<!" not in message.text
    assert len(message.text.encode()) <= 3900
    assert len(said(message)) <= MOST
    assert "\u202e" not in message.reading()
    lines = message.reading().split("\n")
    assert len(lines) <= 1 + 12 + 2, "the heading, twelve lines, the one on asking lawfully, the buttons"
    ana.press(message, "followups.open")
    below = ana.wait_modal(containing="All times are")
    ana.press(below, "listen.open")
    ana.wait_modal(containing="For interviewers only", since=below)
    at(office, TEN_THIRTY - timedelta(minutes=15))
    reminder = mail(ana, "In 15 minutes")
    assert "<!" not in reminder.text
    assert len(said(reminder)) <= MOST
    assert len(reminder.text.encode()) <= 3900
