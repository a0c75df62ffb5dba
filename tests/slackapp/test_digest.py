"""The morning message, read as whoever gets it reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.interviews import Interview, Links, State
from prep.messages import Kind, TakenOver, Withdrawn
from sandbox.client import Person
from storage import arranging, interviews, told
from storage.tables import Delivery
from tests.slackapp.booking import booked, known
from tests.slackapp.mail import BEFORE_NAMES, all_told, at, mail, numbers, said, settled, states
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""8:30 in Berlin, Tuesday."""
TEN_THIRTY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LINKS = Links("https://meet.example.com/a-b", "https://ats.example.com/cv/1", "https://ats.example.com/form/1")


def ana_and_ben(office: Office) -> tuple[Person, Person]:
    """Two who interview, with a clock of 24 hours and of 12."""
    ana = office.acme.person("Ana Costa", "Europe/Berlin", locale="de-DE")
    return ana, office.acme.person("Ben Okoro", "Europe/Berlin", locale="en-US")


def test_it_reads_as_designed(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY, links=LINKS, note="captions on, and\npaste each question into the chat.")
    booked(office, [ben, "Tom"], TEN_THIRTY + timedelta(hours=4), candidate="Mo Khan", links=Links("Room 4.12"))
    at(office, MORNING)
    reading = mail(ben, "Tuesday 24 November").reading().split("\n")
    assert reading[:3] == [
        "Tuesday 24 November: 2 interviews · Berlin time",
        "10:30 am–11:15 am · J.S. · Trust & Safety Operations Specialist",
        "With Ana Costa (leads). You ask about judgement:",
    ]
    assert [line[:3] for line in reading[3:6]] == ["1. ", "2. ", "3. "]
    assert reading[6:10] == [
        "Please: captions on, and paste each question into the chat.",
        "Join · CV · Feedback form",
        "2:30 pm–3:15 pm · M.K. · Trust & Safety Operations Specialist",
        "You lead, with Tom. You ask about investigation:",
    ]
    assert [line[:3] for line in reading[10:13]] == ["4. ", "5. ", "6. "]
    assert reading[13:] == [
        "Where: Room 4.12",
        "Keep to the job: not family, age, health, religion, origin, past pay or arrests. "
        "If it comes up, move on and don't note it.",
        "[✅ I've read this]  [Follow-ups]  [I can't make one]  [⋯ Why this message · Pause · Settings]",
    ]
    assert mail(ana, "Tuesday 24 November").reading().split("\n")[1].startswith("10:30–11:15 · J.S.")


def test_its_text_says_all_of_it_and_begins_without_a_name(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY, candidate="Bo", keeps_names=True)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    heard = said(message)
    assert heard.startswith("Tuesday 24 November: 1 interview, at 10:30, Berlin time.")
    assert "Bo" not in heard[:BEFORE_NAMES]
    shown = message.reading().split("\n")
    assert [line for line in shown[1:] if not line.startswith("[") and line not in heard] == []


def test_the_same_questions_for_two_candidates_have_one_number(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + timedelta(hours=3), candidate="Mo Khan")
    at(office, MORNING)
    reading = mail(ana, "November: 2 interviews").reading()
    assert "Just you and M.K. You ask about investigation and judgement, the same questions as above: 1–6." in reading
    assert reading.count("1. ") == 1


def test_numbers_stay_with_their_questions(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY + timedelta(hours=5))
    all_told(office, ana)
    at(office, MORNING - timedelta(hours=1))
    first = office.ask("digest", by=ana).reading().split("\n")
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan", position=2)
    at(office, MORNING)
    message = mail(ana, "November: 2 interviews")
    second = message.reading().split("\n")
    numbered = [line for line in first if line[:1].isdigit() and ". " in line[:4]]
    assert numbered
    assert all(line in second for line in numbered), "what came first keeps its numbers, though it stands second now"
    until(lambda: sorted(filter(None, numbers(office, message).values())) == list(range(1, 11)))


def test_who_only_listens_and_who_has_nothing_to_ask_are_told_so(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    others = [office.acme.person(name, "Europe/Berlin") for name in ("Cleo", "Dan", "Eve", "Fay", "Gus", "Hal")]
    booked(office, [ana, *others], TEN_THIRTY, listening=[ben])
    at(office, MORNING)
    assert "You're listening only." in mail(ben, "Tuesday 24 November").reading()
    assert "None of the questions is yours this time." in mail(others[-1], "Tuesday 24 November").reading()
    assert "and Ben Okoro (listening)" in mail(ana, "Tuesday 24 November").reading()


def test_it_says_when_slack_has_no_zone_for_somebody(office: Office) -> None:
    stranger = office.acme.person("Noor", None)
    booked(office, [stranger], TEN_THIRTY + timedelta(hours=3))
    at(office, MORNING + timedelta(hours=1))
    reading = mail(stranger, "Tuesday 24 November").reading()
    assert reading.startswith("Tuesday 24 November: 1 interview · UTC (Slack has no time zone for you)")


def test_what_lies_further_ahead_and_is_new_has_a_line(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    all_told(office, ana)
    at(office, MORNING - timedelta(minutes=5))
    later = booked(office, [ana], TEN_THIRTY + timedelta(days=6), candidate="Mo Khan")
    at(office, MORNING)
    reading = mail(ana, "Tuesday 24 November").reading()
    assert "Also new\nMon 30 Nov, 10:30–11:15 · M.K. · Trust & Safety Operations Specialist" in reading
    at(office, MORNING + timedelta(minutes=20))
    # Whether the morning message is settled by then or not.
    until(lambda: states(office, Kind.ADDED)[-1][0] == "skipped")

    def untold() -> list[Interview]:
        with office.db.read() as session:
            found = interviews.find(session, office.acme.id, later.id)
            assert found
            return told.untold(session, office.acme.id, ana.id, [found])

    until(lambda: untold() == [])


def test_a_reminder_within_the_hour_stands_in_it(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], MORNING + timedelta(minutes=45), listening=[ben])
    all_told(office, ana)
    at(office, MORNING)
    reading = mail(ana, "Tuesday 24 November").reading()
    assert "• What would you do when you are fairly sure, but not sure enough?" in reading
    assert "Keep five minutes at either end" in reading
    assert "Ana Costa asks\n• " in mail(ben, "Tuesday 24 November: 1").reading(), (
        "who listens gets the order of the room"
    )
    settled(office, Kind.REMINDER, "superseded", "superseded")
    assert {reason for _, reason in states(office, Kind.REMINDER)} == {TakenOver.DIGEST}


def test_one_a_day_and_the_next_is_planned(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + timedelta(days=2), candidate="Mo Khan")
    all_told(office, ana)
    at(office, MORNING)
    mail(ana, "Tuesday 24 November")
    settled(office, Kind.DIGEST, "sent", "planned")
    with office.db.read() as session:
        planned = [row.due_at for row in session.query(Delivery).filter_by(kind=Kind.DIGEST, state="planned")]
    assert planned == [MORNING + timedelta(days=2)]


def test_after_a_day_asleep_it_is_todays(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + timedelta(days=1), candidate="Mo Khan")
    all_told(office, ana)
    at(office, MORNING + timedelta(days=1, minutes=30))
    reading = mail(ana, "Wednesday 25 November").reading()
    assert "M.K." in reading
    assert "J.S." not in reading


def test_what_was_called_off_meanwhile_is_not_sent(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    all_told(office, ana)
    office.clock.at = MORNING
    with office.db.begin() as session:
        interviews.change(session, office.acme.id, interview.id, MORNING, state=State.CANCELLED)
    at(office, MORNING)
    settled(office, Kind.DIGEST, "skipped")
    assert states(office, Kind.DIGEST)[0][1] == Withdrawn.NOTHING_AHEAD


def test_read_is_noted_and_the_button_says_so(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    settled(office, Kind.DIGEST, "sent")
    assert ana.press(message, "digest.read").ok
    changed = mail(ana, "[✅ Read]")
    assert changed.ts == message.ts
    assert changed.text == message.text
    assert changed.reading().replace("[✅ Read]", "[✅ I've read this]") == message.reading()
    with office.db.read() as session:
        found = interviews.find(session, office.acme.id, interview.id)
        assert found
        assert [each.read_at for each in found.panel] == [MORNING]


def test_asked_for_now_it_is_shown_at_once(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    known(office, ana)
    assert "You have no interviews ahead." in office.ask("digest", by=ana).text
    booked(office, [ana], TEN_THIRTY + timedelta(days=9))
    reading = office.ask("digest", by=ana).reading()
    assert "Your next morning message comes on Thursday 3 December at 08:30, Berlin time" in reading
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    message = office.ask("digest", by=ana)
    assert message.ephemeral
    assert "10:30–11:15 · M.K." in message.reading()


def test_who_declined_is_not_in_the_room(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, ben.id, office.clock())
    at(office, MORNING)
    assert "Just you and J.S. You ask about investigation and judgement:" in mail(ana, "Tuesday").reading()
    assert "Ben" not in mail(ana, "Tuesday").reading()
