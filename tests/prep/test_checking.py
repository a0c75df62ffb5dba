from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.checking import (
    DoesNotFit,
    Finding,
    NobodyAsks,
    OutsideHours,
    Overlap,
    Paused,
    Person,
    ShortOfQuestions,
    Unreachable,
    check,
)
from prep.interviews import Seat
from prep.wallclock import local
from tests.prep.zones import FIRST, LAST, unlike_zones

properties = settings(deadline=None, max_examples=200)

TEN: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Ten o'clock in Berlin, a Tuesday."""
ANA: Final = Person("U1", "Ana", Seat.LEADS, zone="Europe/Berlin")
FULL: Final = (5,) * 7


def found(*people: Person, starts_at: datetime = TEN, minutes: int = 45) -> tuple[Finding, ...]:
    """Of these people, in an interview whose questions fill its part of 45 minutes."""
    return check(starts_at, minutes, people, 45, FULL)


def of_the_room(minutes: int, part_minutes: int, question_minutes: tuple[int, ...]) -> tuple[Finding, ...]:
    return check(TEN, minutes, [ANA], part_minutes, question_minutes)


def test_nothing_stands_out_in_an_ordinary_interview() -> None:
    assert (
        found(ANA, Person("U2", "Ben", Seat.LISTENING, zone="Europe/London"), Person(None, "Zoe", Seat.INTERVIEWER))
        == ()
    )


@pytest.mark.parametrize(
    ("start", "minutes", "said"),
    [
        pytest.param("08:00", 45, False, id="first thing"),
        pytest.param("07:59", 45, True, id="too early"),
        pytest.param("18:15", 45, False, id="until seven"),
        pytest.param("18:16", 45, True, id="past seven"),
        pytest.param("18:00", 20 * 60, True, id="over night"),
        pytest.param("23:30", 45, True, id="over midnight"),
        pytest.param("00:30", 45, True, id="at night"),
    ],
)
def test_hours_of_the_day(start: str, minutes: int, said: bool) -> None:
    starts_at = datetime.fromisoformat(f"2026-11-24T{start}+01:00")
    assert bool(found(ANA, starts_at=starts_at, minutes=minutes)) is said


def test_hours_are_those_where_each_person_is() -> None:
    there = replace(ANA, name="Kim", zone="America/New_York")
    [finding] = found(ANA, there)
    assert finding == OutsideHours("Kim", TEN, TEN + timedelta(minutes=45))
    assert isinstance(finding, OutsideHours)
    assert (f"{finding.starts:%H:%M}", f"{finding.ends:%H:%M}") == ("04:00", "04:45")


@properties
@given(
    st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)),
    st.integers(5, 480),
    st.deferred(lambda: st.sampled_from(unlike_zones())),
)
def test_inside_hours_is_what_a_clock_on_the_wall_shows_throughout(
    starts_at: datetime, minutes: int, zone: str
) -> None:
    readings = [local(starts_at + timedelta(minutes=passed), zone).time() for passed in range(minutes + 1)]
    inside = all(time(8) <= reading <= time(19) for reading in readings)
    findings = found(replace(ANA, zone=zone), starts_at=starts_at, minutes=minutes)
    assert any(isinstance(finding, OutsideHours) for finding in findings) is not inside


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        pytest.param(-60, 0, False, id="just before"),
        pytest.param(-60, 1, True, id="into it"),
        pytest.param(10, 20, True, id="inside"),
        pytest.param(-10, 100, True, id="around"),
        pytest.param(44, 90, True, id="out of it"),
        pytest.param(45, 90, False, id="just after"),
    ],
)
def test_another_interview_at_the_same_time(begins: int, ends: int, said: bool) -> None:
    other = (TEN + timedelta(minutes=begins), TEN + timedelta(minutes=ends))
    assert found(replace(ANA, others=(other,))) == ((Overlap("Ana", *other),) if said else ())


@pytest.mark.parametrize(("until", "said"), [(date(2026, 11, 24), False), (date(2026, 11, 25), True)])
def test_a_pause_over_its_day(until: date, said: bool) -> None:
    assert found(replace(ANA, paused_until=until)) == ((Paused("Ana", until),) if said else ())


def test_the_day_of_a_pause_is_the_persons_own() -> None:
    there = replace(ANA, zone="Pacific/Auckland", paused_until=date(2026, 11, 25))
    assert found(there, starts_at=datetime(2026, 11, 24, 20, tzinfo=UTC)) == ()


def test_of_somebody_whom_no_message_reaches_only_that_and_a_clash_are_said() -> None:
    gone = replace(ANA, zone="America/New_York", paused_until=date(2027, 1, 1), deactivated=True)
    assert found(gone) == (Unreachable("Ana", deactivated=True),)
    closed = replace(ANA, reachable=False, others=((TEN, TEN + timedelta(hours=1)),))
    assert found(closed) == (Unreachable("Ana", deactivated=False), Overlap("Ana", TEN, TEN + timedelta(hours=1)))


@pytest.mark.parametrize("people", [(), (replace(ANA, seat=Seat.LISTENING),)])
def test_nobody_asks(people: tuple[Person, ...]) -> None:
    assert found(*people) == (NobodyAsks(),)


def test_a_shorter_interview_keeps_its_questions_and_the_last_do_not_fit() -> None:
    assert of_the_room(30, 45, (6, 6, 6, 6, 6, 5)) == (DoesNotFit(questions=3, minutes_over=15),)
    assert of_the_room(30, 45, (10, 10)) == ()


def test_a_question_that_takes_of_the_minutes_kept_is_no_surprise_in_a_whole_part() -> None:
    assert of_the_room(15, 15, (8,)) == ()
    assert of_the_room(14, 15, (8,)) == (DoesNotFit(questions=1, minutes_over=4),)


@pytest.mark.parametrize(
    ("question_minutes", "said"),
    [
        pytest.param((), ShortOfQuestions(0, 35), id="none"),
        pytest.param((10, 10, 10), ShortOfQuestions(30, 35), id="one more would fit"),
        pytest.param((10, 10, 11), None, id="as good as full"),
    ],
)
def test_a_part_with_fewer_questions_than_its_minutes(
    question_minutes: tuple[int, ...], said: ShortOfQuestions | None
) -> None:
    assert of_the_room(45, 45, question_minutes) == ((said,) if said else ())
    assert of_the_room(60, 45, question_minutes) == ((said,) if said else ())


def test_a_shorter_interview_wants_fewer_questions() -> None:
    assert of_the_room(30, 45, (10, 10)) == ()
    assert of_the_room(30, 45, (10,)) == (ShortOfQuestions(10, 20),)


def test_people_are_spoken_of_in_turn_and_the_room_last() -> None:
    early = [replace(ANA, name=name, zone="America/New_York", seat=Seat.LISTENING) for name in ("Kim", "Lou")]
    named = [finding.name if isinstance(finding, OutsideHours) else "the room" for finding in found(*early)]
    assert named == ["Kim", "Lou", "the room"]
