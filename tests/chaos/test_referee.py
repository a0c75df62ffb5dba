"""The referee of the storm whistles: what is missing, twice, without reason or untrue is found, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.chaos.storm.clock import Moved, told_at
from tests.chaos.storm.diary import Booked, Diary, Span
from tests.chaos.storm.ought import last_morning, next_morning
from tests.chaos.storm.reading import Kind, kind, said
from tests.chaos.storm.record import Late, Letter
from tests.chaos.storm.referee import Referee, Verdict
from tests.chaos.storm.story import Check

BERLIN = "Europe/Berlin"
ROLE = "Trust &amp; Safety Specialist"
WHO = "Candidate 0001"
MORNING_TEXT = (
    f"Friday 23 October: 1 interview, at 12:00, Berlin time. Who else is in the room, and what is yours.\n"
    f"12:00–12:45 · {WHO} · {ROLE}\nWith Ben (leads).\n1. Tell me?"
)
REMINDER_TEXT = (
    f"In 15 minutes, 12:00–12:45 Berlin time: your interview for {ROLE}. Who asks what.\n{WHO} · {ROLE}\nWith Ben."
)
MOVED_TEXT = (
    f"Moved: your interview is now today 16:00–16:45 Berlin time. It was 12:00. Which one it is, is below.\n"
    f"Moved: {WHO}, {ROLE}, is now today 16:00–16:45 Berlin time. It was 12:00. Same questions."
)
MOVED_MORNING = MORNING_TEXT.replace(f"12:00–12:45 · {WHO}", f"Moved: now 16:00–16:45 (was 12:00) · {WHO}")


def utc(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def stop(hour: int, minute: int) -> Span:
    return Span(utc(hour, minute), utc(hour, minute) + timedelta(seconds=5))


BOOKED = Booked(WHO, utc(10), 45, ("UANA",), takes_place=True, begun=utc(5), done=utc(5))
MOVED = replace(BOOKED, starts_at=utc(14), begun=utc(7), done=utc(7))
STOPS = [stop(4, 0), stop(5, 11), stop(6, 30), stop(7, 0), stop(7, 11), stop(9, 45)]


def letter(text: str, at: datetime, delivery: str = "", late: Late | None = None) -> Letter:
    """To Ana. A machine's second is a second of the story."""
    told = said(text, BERLIN, at)
    return Letter("UANA", kind(text), at, at.timestamp(), 0.0, delivery or text[:7], text, told, late, ())


ADDED = letter(f"Ana Costa added you to an interview on Friday.\nFri 23 Oct, 12:00–12:45 · {WHO} · {ROLE}", utc(5, 11))
MORNING = letter(MORNING_TEXT, utc(6, 30))
REMINDER = letter(REMINDER_TEXT, utc(9, 45))
ALL = (ADDED, MORNING, REMINDER)


def judged(*letters: Letter, booked: tuple[Booked, ...] = (BOOKED,)) -> Verdict:
    check = Check(STOPS[-1].end.timestamp(), STOPS[-1].end)
    return Referee(Diary(booked), {"UANA": BERLIN}, STOPS, [check], letters).verdict()


def test_who_has_what_they_ought_to_have() -> None:
    assert [each.kind for each in ALL] == [Kind.ADDED, Kind.MORNING, Kind.REMINDER]
    assert judged(*ALL).fine


@pytest.mark.parametrize(("missing", "what"), [(ADDED, "not told"), (MORNING, "no morning"), (REMINDER, "no plan")])
def test_what_is_missing_is_lost(missing: Letter, what: str) -> None:
    [found] = judged(*(each for each in ALL if each is not missing)).lost
    assert found.startswith(what)


@pytest.mark.parametrize("twice", ALL)
def test_what_came_twice_is_doubled_whatever_delivery_it_was(twice: Letter) -> None:
    again = replace(twice, machine=twice.machine + 1, delivery_id="another")
    assert judged(*ALL, again).doubled == [again]
    excepted = judged(*(each for each in ALL if each is not twice), replace(twice, late=Late.SUSPENDED), again)
    assert (excepted.doubled, excepted.excepted[Late.SUSPENDED]) == ([], 1)


def test_a_morning_message_without_an_interview_is_unwanted() -> None:
    gone = replace(BOOKED, takes_place=False, begun=utc(5, 30), done=utc(5, 30))
    verdict = judged(ADDED, MORNING, booked=(BOOKED, gone))
    assert verdict.unwanted
    assert verdict.untrue


def test_a_reminder_of_a_start_that_is_no_more_is_untrue() -> None:
    assert judged(*ALL, booked=(BOOKED, MOVED)).untrue


def test_who_was_told_and_whose_messages_follow_knows_the_truth() -> None:
    followed = replace(MORNING, changes=((utc(7, 1).timestamp(), MOVED_MORNING),))
    added = replace(ADDED, changes=((utc(7, 1).timestamp(), ADDED.text.replace("12:00–12:45", "16:00–16:45")),))
    moved = letter(MOVED_TEXT, utc(7, 11))
    assert moved.kind is Kind.CORRECTION
    assert judged(added, followed, moved, booked=(BOOKED, MOVED)).fine
    assert "does not know" in judged(added, followed, booked=(BOOKED, MOVED)).untrue[0]
    assert "morning message" in judged(added, MORNING, moved, booked=(BOOKED, MOVED)).untrue[0]


def test_what_moves_back_and_forth_is_told_each_time_and_no_more() -> None:
    back = replace(MOVED, starts_at=BOOKED.starts_at)
    there = letter(MOVED_TEXT, utc(7, 3), "first")
    here = letter(MOVED_TEXT.replace("16:00–16:45", "12:00–12:45").replace("It was 12:00", "It was 16:00"), utc(7, 5))
    again = letter(MOVED_TEXT, utc(7, 7), "third")
    booked = (BOOKED, MOVED, back, MOVED)
    assert judged(there, here, again, booked=booked).doubled == []
    assert judged(there, again, here, booked=booked).doubled == [again]
    assert judged(there, here, replace(again, delivery_id="first"), booked=booked).doubled != []


@pytest.mark.parametrize(
    ("line", "stands", "starts_at"),
    [
        (f"Cancelled: Fri 23 Oct, 12:00–12:45 · {WHO} · {ROLE}", False, utc(10)),
        (f"You're no longer in this one: Fri 23 Oct, 12:00–12:45 · {WHO} · {ROLE}", False, utc(10)),
        (f"Moved: now Mon 26 Oct, 12:00–12:45 (was Fri 23 Oct, 12:00) · {WHO} · {ROLE}", True, utc(11, day=26)),
        (f"No longer yours: {WHO}, {ROLE}, on Monday, 12:00–12:45 Berlin time. You're not", False, utc(11, day=26)),
        (f"In 40 minutes: {WHO} · {ROLE} · 12:00–12:45 Berlin time", True, utc(10)),
    ],
)
def test_what_a_line_says(line: str, stands: bool, starts_at: datetime) -> None:
    [read] = said(f"Ana added you to an interview\n{line}", BERLIN, utc(9, 20))
    assert (read.interview, read.stands, read.starts_at, read.minutes) == (WHO, stands, starts_at, 45)


def test_mornings_are_those_of_working_days_by_the_clock_there() -> None:
    assert next_morning(BERLIN, utc(6, 30)) == utc(7, 30, day=26)  # clocks go back on the Sunday between
    assert last_morning(BERLIN, utc(7, 29, day=26)) == utc(6, 30)


def test_the_story_goes_on_slowly_between_two_moves() -> None:
    moves = [Moved(100.0, utc(3)), Moved(200.0, utc(9))]
    assert told_at(moves, 110.0) == utc(3) + timedelta(seconds=1)
    assert told_at(moves, 200.0) == utc(9)
