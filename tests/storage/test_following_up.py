"""Who is asked after which interviews, and when: planned, left to a morning message, asked once more."""

from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.afterwards import Stage
from prep.interviews import Links
from prep.messages import Kind, Withdrawn
from storage import agenda, arranging, members, preferences
from storage.deliveries import State
from storage.tables import Delivery
from tests.storage.asked_after import ANA, BERLIN, MINUTE, due, morning, send, stage
from tests.storage.search import MONDAY, Search, at, person, seated


def why_not(search: Search, session: Session, member_id: str = ANA) -> list[str | None]:
    """Why what was planned is not sent."""
    superseded = (Delivery.kind == Kind.AFTERWARDS, Delivery.state == State.SUPERSEDED, Delivery.member_id == member_id)
    return [
        row.reason for row in session.scalars(select(Delivery).where(Delivery.team_id == search.team_id, *superseded))
    ]


def test_it_comes_ten_minutes_after_the_end_to_everybody_who_asks(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA, "UBEN"), at(1))
    assert due(search, session) == due(search, session, "UBEN") == [booked.ends_at + 10 * MINUTE]


def test_two_close_together_are_one_and_one_waits_at_a_time(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1))
    assert due(search, session) == [first.ends_at + 10 * MINUTE]
    second = search.book(session, seated(ANA), first.ends_at + 20 * MINUTE)
    assert due(search, session) == [second.ends_at + 10 * MINUTE]
    third = search.book(session, seated(ANA), second.ends_at + 30 * MINUTE)
    assert due(search, session) == [second.ends_at + 10 * MINUTE]
    assert send(search, session) == [first.id, second.id]
    assert due(search, session) == [third.ends_at + 10 * MINUTE]
    assert send(search, session) == [third.id]
    assert due(search, session) == []


@pytest.mark.parametrize("minutes_before", range(0, 120, 20))
def test_two_a_week_ahead_are_one_wherever_a_week_ends(session: Session, search: Search, minutes_before: int) -> None:
    first = search.book(session, seated(ANA), at(7, minutes=-minutes_before))
    second = search.book(session, seated(ANA), first.ends_at + 20 * MINUTE)
    assert due(search, session) == [second.ends_at + 10 * MINUTE]


def test_what_is_added_to_a_group_that_was_asked_about_is_asked_about_alone(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1))
    send(search, session)
    second = search.book(session, seated(ANA), first.ends_at + 25 * MINUTE)
    assert send(search, session) == [second.id]


def test_listeners_and_who_has_no_questions_are_not_asked(session: Session, search: Search) -> None:
    search.book(session, seated("UBEN", listening=[ANA]), at(1))
    search.book(session, seated(ANA), at(2), minutes=10)
    assert len(due(search, session, "UBEN")) == 1
    people = [f"U{number}" for number in range(9)]
    for each in people:
        members.keep(session, search.team_id, person(each, BERLIN), MONDAY)
    crowded = search.book(session, seated("UBEN", *people), at(3))
    idle = next(each.member_id for each in crowded.panel if not each.asks)
    assert due(search, session, str(idle)) == []
    links = Links(feedback="https://ats.example/form/1")
    arranging.edit(session, search.team_id, crowded.id, links, "", search.by, MONDAY)
    assert due(search, session, str(idle)) == due(search, session, people[0]), "but for their feedback"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s, t, i: arranging.cancel(s, t, i, "UARRANGER", MONDAY), Withdrawn.CALLED_OFF),
        (lambda s, t, i: arranging.decline(s, t, i, ANA, MONDAY), Withdrawn.NOT_IN_IT),
        (lambda s, t, i: arranging.restaff(s, t, i, seated("UBEN"), "UARRANGER", MONDAY), Withdrawn.NOT_IN_IT),
    ],
    ids=["cancelled", "declined", "taken off"],
)
def test_nobody_is_asked_about_what_they_were_not_at(
    session: Session, search: Search, change: Any, reason: str
) -> None:
    booked = search.book(session, seated(ANA, "UBEN"), at(1))
    change(session, search.team_id, booked.id)
    assert due(search, session) == []
    assert why_not(search, session) == [reason]


def test_a_move_moves_it_and_moving_back_brings_it_back(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1))
    moved = arranging.move(session, search.team_id, booked.id, at(2), 60, search.by, MONDAY)
    assert due(search, session) == [moved.ends_at + 10 * MINUTE]
    assert why_not(search, session) == [Withdrawn.REPLANNED]
    arranging.move(session, search.team_id, booked.id, booked.starts_at, booked.minutes, search.by, MONDAY)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_in_the_evening_none_is_planned_and_where_it_is_day_one_is(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1, 8))  # 18:00 to 18:45 in Berlin
    assert due(search, session) == []
    members.keep(session, search.team_id, person(ANA, "Europe/London"), MONDAY)
    agenda.member_changed(session, search.team_id, ANA, MONDAY)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_who_wants_none_gets_none_until_they_do(session: Session, search: Search) -> None:
    search.book(session, seated(ANA), at(1))
    for muted, planned in ([Kind.AFTERWARDS], 0), ([], 1), ([Kind.AFTERWARDS], 0):
        preferences.keep(
            session, search.team_id, ANA, at=time(8, 30), days=[1, 2, 3, 4, 5], reminder_minutes=15, muted=muted
        )
        agenda.member_changed(session, search.team_id, ANA, MONDAY)
        assert len(due(search, session)) == planned
    assert why_not(search, session) == [Withdrawn.UNWANTED]


def test_what_is_due_and_waits_to_be_sent_is_not_lost_by_a_change(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1))
    search.book(session, seated(ANA), at(3))
    late = booked.ends_at + 13 * MINUTE
    agenda.recompute(session, search.team_id, late)
    assert due(search, session) == [booked.ends_at + 10 * MINUTE]


def test_what_was_never_asked_in_time_is_left_to_a_morning_message_within_three_days(
    session: Session, search: Search
) -> None:
    evening = search.book(session, seated(ANA), at(0, 8))
    assert morning(search, session, evening.ends_at + timedelta(days=3, seconds=1)) == []
    assert morning(search, session, at(1, -1, -30)) == [evening.id]


def test_a_morning_message_asks_once_more_on_a_later_day_and_then_never(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(0, 2))
    send(search, session)
    assert stage(search, session, booked) is Stage.ASKED
    assert morning(search, session, at(0, 9)) == [], "she was asked today"
    assert morning(search, session, at(1, -1, -30)) == [booked.id]
    assert stage(search, session, booked) is Stage.ASKED_AGAIN
    assert morning(search, session, at(2, -1, -30)) == []


def test_an_evening_is_asked_about_in_two_morning_messages_at_most(session: Session, search: Search) -> None:
    evening = search.book(session, seated(ANA), at(0, 8))
    asked = [morning(search, session, at(day, -1, -30)) for day in (1, 2, 3)]
    assert asked == [[evening.id], [evening.id], []]


def test_nobody_is_asked_by_two_messages_at_once(session: Session, search: Search) -> None:
    booked = search.book(session, seated(ANA), at(1, -2))  # 8:00 to 8:45 in Berlin
    soon = booked.ends_at + 5 * MINUTE
    assert morning(search, session, soon) == [], "its own message comes in five minutes"
    assert morning(search, session, booked.ends_at + 15 * MINUTE) == [], "it is late, and on its way"
    [row] = search.planned(session, Kind.AFTERWARDS)
    search.send(session, row, search.now, State.SKIPPED)
    assert morning(search, session, booked.ends_at + 16 * MINUTE) == [booked.id]


def test_who_goes_from_one_to_the_next_is_not_asked_between(session: Session, search: Search) -> None:
    first = search.book(session, seated(ANA), at(1, -3), minutes=60)  # 7:00 to 8:00 in Berlin, then 8:20
    search.book(session, seated(ANA), first.ends_at + 20 * MINUTE)
    assert morning(search, session, first.ends_at + 12 * MINUTE) == []
