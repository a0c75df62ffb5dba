"""What a day needs of whoever arranged it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.arranging_day import Day, Known, Trouble, added_needs, day, untold
from prep.handing_over import HandOver
from prep.interviews import Interview, Panelist, Seat, State
from tests.prep.rooms import START, interview, lengths, moments, somebody

NOW = START - timedelta(hours=2)
ANA, BEN = somebody("Uana", Seat.LEADS, read_at=NOW), somebody("Uben", read_at=NOW)
CLEO = somebody("Ucleo", Seat.LISTENING, read_at=NOW)
CANNOT = replace(ANA, declined_at=NOW)
HOUR = timedelta(hours=1)


def keys(found: Day) -> list[str]:
    """What needs them, as keys."""
    return [each.key for each in found.needs_you]


def test_a_day_that_is_fine() -> None:
    room = interview(ANA, BEN, CLEO)
    assert day([room], Known(), NOW) == Day((), (), (room,), ())


@pytest.mark.parametrize(
    ("panel", "hand_over", "needed", "asked"),
    [
        ((CANNOT, BEN), None, ["cannot come:i:Uana"], False),
        ((CANNOT,), None, ["cannot come:i:Uana", "not covered:i:"], False),
        ((CANNOT, BEN), HandOver.ASKED, [], True),
        ((ANA, BEN), HandOver.ASKED, [], True),
        ((ANA,), HandOver.ASKED, [], True),  # the one asked may still cover it
        ((replace(CLEO, member_id="Uana"),), HandOver.ASKED, ["not covered:i:"], False),  # would only listen too
        ((CANNOT, BEN), HandOver.LATE, ["cannot come:i:Uana"], False),
        ((ANA, BEN), HandOver.LATE, ["cannot come:i:Uana"], False),
        ((ANA,), HandOver.LATE, ["cannot come:i:Uana", "not covered:i:"], False),
        ((CANNOT, BEN), HandOver.NO, ["cannot come:i:Uana"], False),
        ((CANNOT, BEN), HandOver.YES, [], False),
        ((ANA,), HandOver.UNDONE, [], False),
        ((CLEO,), None, ["not covered:i:"], False),
        ((), None, ["not covered:i:"], False),
        ((somebody(None),), None, [], False),  # not on Slack, and asks all the same
    ],
)
def test_who_cannot_come_and_what_nobody_covers(
    panel: tuple[Panelist, ...], hand_over: HandOver | None, needed: list[str], asked: bool
) -> None:
    hand_overs: Mapping[tuple[str, str], HandOver] = {("i", "Uana"): hand_over} if hand_over else {}
    found = day([interview(*panel)], Known(hand_overs=hand_overs), NOW)
    assert keys(found) == needed
    assert bool(found.asked) is asked
    assert bool(found.fine) is not (asked or bool(needed))


def test_nobody_is_in_two_rooms_at_once() -> None:
    first = interview(ANA, BEN, id_="a")
    second = interview(ANA, CLEO, id_="b", starts_at=START + timedelta(minutes=44))
    found = day([second, first], Known(), NOW)
    assert keys(found) == ["two rooms:a+b:Uana"], "said once, of the earlier"
    assert (found.needs_you[0].interview, found.needs_you[0].other) == (first, second)
    assert found.fine == (), "the later is not fine either"
    after = replace(second, starts_at=first.ends_at)
    assert day([first, after], Known(), NOW).fine == (first, after)
    apart = replace(second, panel=(CANNOT, BEN))
    assert "two rooms:a+b:Uana" not in keys(day([first, apart], Known(), NOW)), "one of the two they cannot come to"


def test_a_room_that_somebody_else_arranged_counts() -> None:
    mine, theirs = interview(ANA, id_="b"), interview(ANA, id_="a")
    found = day([mine], Known(elsewhere=[theirs, theirs, mine]), NOW)
    assert keys(found) == ["two rooms:a+b:Uana"]
    assert found.needs_you[0].interview == mine
    assert day([mine], Known(elsewhere=[replace(theirs, state=State.CANCELLED)]), NOW).fine == (mine,)


def test_who_cannot_be_reached_and_who_has_not_read_it() -> None:
    unread = [somebody(each) for each in ("Uana", "Uben", "Upriya", None)]
    room = interview(*unread)
    found = day([room], Known(unreached={"Uben", "Uzoe"}), NOW)
    assert keys(found) == ["unreached:i:Uben"]
    assert found.not_opened == ((room, unread[0]),), "not the reader, nor whom nothing reaches or nobody can write to"


def test_what_is_over_or_called_off_needs_nobody() -> None:
    over = interview(id_="a", starts_at=NOW - timedelta(minutes=45))
    assert day([over, interview(state=State.CANCELLED)], Known(), NOW) == Day((), (), (), ())
    assert keys(day([over], Known(), NOW - timedelta(seconds=1))) == ["not covered:a:"]


def test_only_what_is_added_is_worth_another_message() -> None:
    before = keys(day([interview(CANNOT, BEN)], Known(), NOW))
    moved = interview(CANNOT, CLEO, starts_at=START + HOUR)
    now = day([moved], Known(), NOW).needs_you
    assert [each.trouble for each in added_needs(before, now)] == [Trouble.NOT_COVERED]
    assert added_needs([each.key for each in now], now) == []
    assert [each.key for each in added_needs([], now)] == [each.key for each in now]


def test_what_a_message_of_its_own_tells_is_not_told_twice() -> None:
    alone, other = interview(CANNOT, id_="a"), interview(CLEO, id_="b", starts_at=START + HOUR)
    clash = interview(BEN, id_="c", starts_at=START + 3 * HOUR), interview(BEN, id_="d", starts_at=START + 3 * HOUR)
    found = day([alone, other, *clash], Known(unreached={"Ucleo"}), NOW).needs_you
    assert [each.key for each in found] == [
        "cannot come:a:Uana",
        "not covered:a:",
        "not covered:b:",
        "unreached:b:Ucleo",
        "two rooms:c+d:Uben",
    ]
    assert [each.key for each in untold(found, found)] == ["not covered:b:", "two rooms:c+d:Uben"]
    assert untold(found[:2], found) == [], "whoever cannot come is told with what becomes of the questions"


def test_the_marks_are_the_same_for_as_long_as_it_reads_the_same() -> None:
    room = interview(ANA, somebody("Uben"))
    before = day([room], Known(), NOW).marks
    assert day([room], Known(), NOW + HOUR).marks == before
    assert day([interview(ANA, BEN)], Known(), NOW).marks != before, "read"
    assert day([replace(room, sequence=1)], Known(), NOW).marks != before, "changed"
    assert day([room], Known(unreached={"Uana"}), NOW).marks != before
    assert day([room], Known(hand_overs={("i", "Uana"): HandOver.ASKED}), NOW).marks != before
    assert day([room], Known(), room.ends_at).marks == ()


def test_the_rooms_are_all_that_stand_in_it() -> None:
    mine, theirs = interview(ANA, id_="b"), interview(ANA, id_="a")
    fine = interview(BEN, id_="c", starts_at=START + HOUR)
    assert day([mine, fine], Known(elsewhere=[theirs]), NOW).rooms == ("b", "a", "c")


people = st.builds(
    somebody,
    st.sampled_from(("Uana", "Uben", "Ucleo", None)),
    st.sampled_from(Seat),
    read_at=st.sampled_from((None, NOW)),
    declined_at=st.sampled_from((None, NOW)),
)
panels = st.lists(people, max_size=3, unique_by=lambda each: each.id).map(tuple)
days = st.lists(
    st.builds(
        lambda id_, panel, starts_at, minutes, state: interview(
            *panel, id_=id_, starts_at=starts_at, minutes=minutes, state=state
        ),
        st.sampled_from("abcdef"),
        panels,
        moments,
        lengths,
        st.sampled_from(State),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
known = st.builds(
    Known,
    unreached=st.frozensets(st.sampled_from(("Uana", "Uben"))),
    hand_overs=st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.just("Uana")), st.sampled_from(HandOver)),
    elsewhere=days,
)


@given(days, known, moments, st.randoms(use_true_random=False))
def test_each_interview_is_in_one_section(rooms: list[Interview], what: Known, now: datetime, order: Random) -> None:
    own = {each.id: each for each in rooms}  # one that is among both is the same in both
    what = replace(what, elsewhere=[own.get(each.id, each) for each in what.elsewhere])
    found = day(rooms, what, now)
    needed = {room.id for each in found.needs_you for room in (each.interview, each.other) if room}
    sections = [
        {each.id for each in found.fine},
        {each.id for each in found.asked},
        needed & {each.id for each in rooms},
    ]
    ahead = {each.id for each in rooms if each.state is State.PLANNED and each.ends_at > now}
    assert sum(len(each) for each in sections) == len(ahead)
    assert set.union(*sections) == ahead
    assert len(set(keys(found))) == len(found.needs_you), "no need twice"
    assert not {
        (need.interview.id, need.panelist) for need in found.needs_you if need.trouble is not Trouble.TWO_ROOMS
    } & {(room.id, person) for room, person in found.not_opened}
    order.shuffle(rooms)
    assert day(rooms, what, now) == found
