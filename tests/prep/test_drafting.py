"""What is filled in to add an interview, and what it means."""

from datetime import UTC, datetime

import pytest

from prep.drafting import Filled, names, room
from prep.interviews import Links, Seat


def test_what_is_stored_comes_back_and_what_is_unknown_is_left_out() -> None:
    filled = Filled(hiring="role|1", interviewers=("U1", "U2"), minutes="45", turn=3, questions=("q",))
    stored = {name: list(value) if isinstance(value, tuple) else value for name, value in filled.as_dict().items()}
    assert Filled.of(stored | {"of a newer version": 1}) == filled
    assert Filled.of({}) == Filled()


def test_the_start_is_by_the_clocks_of_its_zone() -> None:
    filled = Filled(day="2026-11-24", start="10:30", zone="Europe/Berlin")
    assert filled.starts_at == datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert Filled(day="2026-11-24", zone="Europe/Berlin").starts_at is None


@pytest.mark.parametrize(
    ("typed", "minutes"), [("45", 45), (" 60 ", 60), ("", None), ("4.5", None), ("-5", None), ("٤٥", None)]
)
def test_minutes_are_a_whole_number(typed: str, minutes: int | None) -> None:
    assert Filled(minutes=typed).length == minutes


def test_links_lose_the_space_round_them() -> None:
    assert Filled(place=" Room 4 ", cv=" https://a.example\n").links == Links("Room 4", "https://a.example", "")


def test_the_first_who_asks_leads_unless_somebody_else_is_to() -> None:
    filled = Filled(interviewers=("U1", "U2"), listening=("U3",), others="Eve\n\n  Fritz ")
    seats = [(each.member_id or each.name, each.seat) for each in room(filled)]
    assert seats == [
        ("U1", Seat.LEADS),
        ("U2", Seat.INTERVIEWER),
        ("Eve", Seat.INTERVIEWER),
        ("Fritz", Seat.INTERVIEWER),
        ("U3", Seat.LISTENING),
    ]
    eve = room(filled)[2].key
    assert [each.name for each in room(Filled(others="Eve"))] == ["Eve"]
    led = {each.key: each.seat for each in room(Filled(interviewers=("U1", "U2"), others="Eve", leads=eve))}
    assert led == {"U1": Seat.INTERVIEWER, "U2": Seat.INTERVIEWER, eve: Seat.LEADS}
    assert room(Filled(interviewers=("U1",), leads="somebody who left"))[0].seat is Seat.LEADS
    assert [each.seat for each in room(Filled(listening=("U3",)))] == [Seat.LISTENING]


def test_a_name_is_one_line_of_at_most_eighty_characters() -> None:
    assert names("Eve\r\n\u200b\n" + "x" * 3000 + "\nمها الخطيب") == ["Eve", "x" * 80, "مها الخطيب"]
