"""Messages that were sent say what is true, in their places and in words, and keep their numbers."""

from datetime import timedelta

import pytest

from sandbox.client import Person
from storage.tables import QuestionStat
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import QUIET, came, cancel, lines, move, restaff, told
from tests.slackapp.mail import mail, numbers, said
from tests.slackapp.office import Office, until
from tests.slackapp.test_correction import ROLE, THREE, in_the_morning
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def numbered(reading: list[str]) -> list[str]:
    """The questions with their numbers."""
    return [each for each in reading if each[:1].isdigit() and ". " in each[:4]]


def test_a_moved_interview_stands_in_its_place_and_keeps_its_numbers(office: Office, ana: Person) -> None:
    first = booked(office, [ana], TEN_THIRTY + timedelta(hours=1))
    interview = in_the_morning(office, ana)
    before = lines(ana, "Tuesday 24 November")
    move(office, first, THREE + timedelta(hours=2))
    after = lines(ana, "Tuesday 24 November")
    assert after[:2] == [
        "Tuesday 24 November: 2 interviews, 1 changed · Berlin time",
        f"Moved: now today 17:00–17:45 (was 11:30) · J.S. · {ROLE}",
    ]
    assert after[2:] == before[2:]
    heard = said(mail(ana, "Tuesday 24 November"))
    assert heard.startswith("Tuesday 24 November: 2 interviews, 1 changed, the first at 15:00, Berlin time.")
    move(office, interview, THREE + timedelta(days=2))
    assert f"Moved: now Thu 26 Nov, 15:00–15:45 (was Tue 24 Nov, 15:00) · M.K. · {ROLE}" in lines(ana, "Tuesday 24")


def test_one_that_was_cancelled_and_one_that_is_no_longer_theirs_say_so_in_words(office: Office, ana: Person) -> None:
    first = booked(office, [ana], TEN_THIRTY + timedelta(hours=1))
    interview = in_the_morning(office, ana)
    cancel(office, first)
    restaff(office, interview, "Tom")
    reading = lines(ana, "Tuesday 24 November: 2 interviews, 2 changed")
    assert reading[1:3] == [
        f"Cancelled: 11:30–12:15 · J.S. · {ROLE}",
        f"You're no longer in this one: 15:00–15:45 · M.K. · {ROLE}",
    ]
    assert reading[-1] == "[⋯ Why this message · Pause · Settings]", "there is nothing left to press"
    assert numbered(reading) == []
    styles = [
        run
        for block in mail(ana, "Tuesday 24 November").blocks
        for part in block.get("elements", ())
        for run in part.get("elements", ())
        if run.get("style", {}).get("strike")
    ]
    assert [each["text"][:11] for each in styles] == ["11:30–12:15", "15:00–15:45"], "struck through besides"


def test_the_people_in_the_room_are_those_who_are_there(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    restaff(office, interview, ana, "Tom")
    reading = lines(ana, "Tuesday 24 November: 1 interview, 1 changed")
    assert "You lead, with Tom. You ask about investigation:" in reading
    assert "Changed: other questions are yours." in reading
    assert [each[:3] for each in numbered(reading)] == ["1. ", "2. ", "3. "]


def test_what_is_taken_off_and_put_on_again_has_its_numbers_and_what_is_new_takes_none_of_them(
    office: Office, ana: Person
) -> None:
    _, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], THREE, candidate="Mo Khan")
    other = booked(office, [ana], THREE + timedelta(hours=1), position=2)
    told(office, MORNING)
    before = numbered(lines(ana, "Tuesday 24 November"))
    restaff(office, interview, ben)
    restaff(office, other, "Tom")
    third = booked(office, [ana], THREE + timedelta(hours=2), position=3)
    office.clock.forward(minutes=2)
    told(office, office.clock() + QUIET)
    reading = lines(ana, "You're no longer in this one")
    assert numbered(reading) == []
    restaff(office, interview, ana, ben)
    restaff(office, other, ana)
    assert numbered(lines(ana, "Tuesday 24 November: 2 interviews")) == before
    told(office, third.starts_at - timedelta(minutes=15))
    fresh = {each.split(".")[0] for each in numbered(lines(ana, "In 15 minutes: J.S. 2"))}
    assert fresh.isdisjoint(each.split(".")[0] for each in before)


def test_a_question_gained_is_rated_where_it_stands_since(office: Office, ana: Person) -> None:
    _, ben = ana_and_ben(office)
    interview = in_the_morning(office, ana, ben)
    message = mail(ana, "Tuesday 24 November")
    assert set(numbers(office, message).values()) == {1, 2, 3}
    restaff(office, interview, ana)
    until(lambda: set(numbers(office, message).values()) == {1, 2, 3, 4, 5, 6})
    ana.react(message, "five")
    assert "Noted: 5" in mail(ana, "Noted").reading()


def test_a_reminder_of_what_moved_says_so_and_that_another_comes(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    told(office, THREE - timedelta(minutes=15))
    move(office, interview, THREE + timedelta(hours=2))
    reading = lines(ana, "A new reminder comes 15 minutes before.")
    assert reading[0] == f"Moved: now today 17:00–17:45 (was 15:00) · M.K. · {ROLE} · Berlin time"
    heard = said(mail(ana, "A new reminder comes"))
    assert heard.startswith(f"Moved: your interview for {ROLE} is now today, 17:00–17:45 Berlin time.")
    assert "(was 15:00)" in heard
    told(office, THREE + timedelta(hours=2) - timedelta(minutes=15))
    assert lines(ana, "In 15 minutes: M.K.")[0].endswith("17:00–17:45 Berlin time")
    assert came(ana, "A new reminder comes"), "the first is as it was"
    cancel(office, interview)
    assert came(ana, "A new reminder comes") == []
    assert [each.reading().split("\n")[0][:35] for each in came(ana, "Cancelled: Tue")][-3:] == [
        "Cancelled: Tue 24 Nov, 15:00–15:45 ",
        "Cancelled: Tue 24 Nov, 17:00–17:45 ",
        "Cancelled: Tue 24 Nov, 17:00–17:45 ",
    ]


def test_added_says_what_changed_and_when_the_questions_come_now(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], THREE, candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    assert "Your questions come tomorrow at 08:30, and with follow-ups" in mail(ana, "added you").reading()
    move(office, interview, THREE + timedelta(days=3))
    assert lines(ana, "added you")[:3] == [
        "Priya Nair added you to an interview · Berlin time",
        f"Moved: now Fri 27 Nov, 15:00–15:45 (was Tue 24 Nov, 15:00) · M.K. · {ROLE}",
        "Just you and M.K. You ask about investigation and judgement.",
    ]
    assert "Your questions come on Friday at 08:30, and with follow-ups" in mail(ana, "added you").reading()
    heard = said(mail(ana, "added you"))
    assert heard.startswith("Priya Nair added you to an interview. Something changed since; what it is, with whom,")


def test_an_earlier_correction_says_that_it_changed_once_more(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(hours=1))
    told(office, office.clock() + QUIET)
    move(office, interview, THREE + timedelta(hours=2))
    told(office, office.clock() + QUIET)
    corrections = [each for each in ana.dm() if each.reading().startswith("Moved: ")]
    assert [each.reading().split("\n")[0][:62] for each in corrections] == [
        f"Moved: now today 17:00–17:45 (was 16:00) · M.K. · {ROLE}"[:62],
        f"Moved: M.K., {ROLE}, is now today 17:00–17:45"[:62],
    ]
    assert "It was 16:00." in corrections[1].reading()
    assert said(corrections[0]).startswith("Something changed in an interview of yours, and then once more.")


def test_what_stands_in_two_morning_messages_says_so_keeps_its_number_and_counts_once(
    office: Office, ana: Person
) -> None:
    booked(office, [ana], MORNING + timedelta(hours=4))
    booked(office, [ana], MORNING + timedelta(days=1, hours=1), candidate="Mo Khan", position=2)
    told(office, MORNING)
    first = lines(ana, "Tuesday 24 November")
    assert f"09:30–10:15 · M.K. · {ROLE} · also in Wednesday's message" in first
    tuesday = mail(ana, "Tuesday 24 November")
    told(office, MORNING + timedelta(days=1))
    assert lines(ana, "Wednesday 25 November: 1 interview · Berlin")[1] == (
        f"09:30–10:15 · M.K. · {ROLE} · also in Tuesday's message"
    )
    wednesday = mail(ana, "Wednesday 25 November: 1 interview · Berlin")
    held = numbers(office, wednesday)
    given = {each: number for each, number in numbers(office, tuesday).items() if number and each in held}
    assert given.items() <= held.items()
    question, number = next(iter(given.items()))
    keycap = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten")[number - 1]
    ana.react(tuesday, keycap)
    ana.react(wednesday, keycap)
    office.desk.settled()
    with office.db.read() as session:
        stat = session.get(QuestionStat, (office.acme.id, question))
        assert stat
        assert (stat.helped, stat.raters) == (1, 1)
