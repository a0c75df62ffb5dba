"""The day message to whoever arranges is planned for each day on which they arranged something, and for no other."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from prep.messages import Kind, Withdrawn
from storage import agenda, arrangers_day, arranging, members, preferences
from storage.deliveries import State
from storage.tables import Delivery
from tests.storage.search import MONDAY, Search, at, begin, person, seated

WORKDAYS = (1, 2, 3, 4, 5)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """So many days after the Monday, by the clocks of Berlin in winter."""
    return datetime.combine(MONDAY.date() + timedelta(days=day), time(hour, minute), MONDAY.tzinfo) - timedelta(hours=1)


def due(search: Search, session: Session) -> list[datetime]:
    """When the day messages are due that are still to be sent."""
    return [row.due_at for row in search.planned(session, Kind.DAY, member_id=search.by)]


def days(search: Search, session: Session) -> list[datetime]:
    """When all of them are due, each sent in its turn."""
    found: list[datetime] = []
    while planned := search.planned(session, Kind.DAY, member_id=search.by):
        [row] = planned
        found.append(row.due_at)
        search.send(session, row, row.due_at)
        arrangers_day.plan(session, search.team_id, search.by, row.due_at)
    return found


def chooses(search: Search, session: Session, at: time, days: tuple[int, ...] = WORKDAYS, muted: str = "") -> None:
    """The arranger has their messages then."""
    preferences.keep(
        session, search.team_id, search.by, at=at, days=days, reminder_minutes=15, muted=[muted] if muted else []
    )
    agenda.member_changed(session, search.team_id, search.by, search.now)


def test_one_a_day_on_days_with_interviews_and_none_on_others(session: Session, search: Search) -> None:
    for start in (at(1), at(1, 3), at(3), at(30)):
        search.book(session, seated("UANA"), start)
    assert days(search, session) == [berlin(1, 8, 30), berlin(3, 8, 30), berlin(30, 8, 30)]


def test_the_last_before_free_days_carries_what_falls_on_them(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(5))
    search.book(session, seated("UANA"), at(7))
    assert days(search, session) == [berlin(4, 8, 30), berlin(7, 8, 30)]


def test_the_evening_before_is_the_evening_before(session: Session, search: Search) -> None:
    for day in (1, 2, 7):
        search.book(session, seated("UANA"), at(day))
    chooses(search, session, time(17))
    assert days(search, session) == [berlin(0, 17), berlin(1, 17), berlin(4, 17)]


def test_whoever_changes_to_the_evening_is_told_of_no_day_twice_and_of_every_day(
    session: Session, search: Search
) -> None:
    for day in (1, 2):
        search.book(session, seated("UANA"), at(day))
    [row] = search.planned(session, Kind.DAY)
    search.now = row.due_at
    search.send(session, row, search.now)
    chooses(search, session, time(17))
    assert days(search, session) == [berlin(1, 17)]
    chooses(search, session, time(8, 30))
    assert due(search, session) == [], "Wednesday was told on Tuesday evening"


def test_it_follows_what_becomes_of_the_interviews(session: Session, search: Search) -> None:
    interview = search.book(session, seated("UANA"), at(1))
    assert due(search, session) == [berlin(1, 8, 30)]
    arranging.move(session, search.team_id, interview.id, at(2), 45, search.by, MONDAY)
    assert due(search, session) == [berlin(2, 8, 30)]
    arranging.cancel(session, search.team_id, interview.id, search.by, MONDAY)
    assert due(search, session) == []
    row = session.query(Delivery).filter_by(team_id=search.team_id, kind=Kind.DAY, due_at=berlin(2, 8, 30)).one()
    assert (row.state, row.reason) == (State.SUPERSEDED, Withdrawn.NONE_ARRANGED)


def test_of_what_they_hold_alone_the_morning_message_tells(session: Session, search: Search) -> None:
    search.book(session, seated(search.by), at(1))
    assert due(search, session) == []
    search.book(session, seated(search.by, "UANA"), at(2))
    search.book(session, seated("Dana Fox"), at(3))
    search.book(session, seated(), at(4))
    assert days(search, session) == [berlin(day, 8, 30) for day in (2, 3, 4)]


def test_it_is_not_planned_for_a_pause_nor_when_it_is_not_wanted(session: Session, search: Search) -> None:
    for day in (1, 4):
        search.book(session, seated("UANA"), at(day))
    preferences.pause(session, search.team_id, search.by, date(2026, 11, 26))
    agenda.member_changed(session, search.team_id, search.by, MONDAY)
    assert due(search, session) == [berlin(4, 8, 30)]
    preferences.pause(session, search.team_id, search.by, None)
    chooses(search, session, time(8, 30), muted=Kind.DAY)
    assert due(search, session) == []
    chooses(search, session, time(8, 30))
    assert due(search, session) == [berlin(1, 8, 30)]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", datetime(2027, 3, 29, 6, 30, tzinfo=MONDAY.tzinfo)),  # an hour earlier, by UTC, than Friday's
        ("America/New_York", datetime(2027, 3, 29, 12, 30, tzinfo=MONDAY.tzinfo)),
    ],
)
def test_when_clocks_change_it_stays_half_past_eight(
    session: Session, search: Search, zone: str, expected: datetime
) -> None:
    members.keep(session, search.team_id, person(search.by, zone), MONDAY)
    agenda.member_changed(session, search.team_id, search.by, MONDAY)
    search.book(session, seated("UANA"), datetime(2027, 3, 29, 14, tzinfo=MONDAY.tzinfo))
    assert due(search, session) == [expected]


def test_what_is_due_and_waits_to_be_sent_is_not_lost_by_a_change(session: Session, search: Search) -> None:
    interview = search.book(session, seated("UANA"), at(1))
    late = berlin(1, 8, 33)
    arranging.edit(session, search.team_id, interview.id, interview.links, "Large print.", search.by, late)
    assert agenda.recompute(session, search.team_id, late) == 2
    assert due(search, session) == [berlin(1, 8, 30)]


@pytest.mark.parametrize(
    ("now", "chosen", "days", "expected"),
    [
        (berlin(1, 8, 10), time(8), WORKDAYS, berlin(1, 8, 10)),
        (berlin(0, 18), time(17), WORKDAYS, berlin(0, 18)),
        (berlin(1, 8, 10), time(8, 15), WORKDAYS, berlin(1, 8, 15)),
        (berlin(0, 18), time(8, 30), (1, 3, 4, 5), berlin(0, 18)),
        (berlin(0, 7), time(8, 30), (1, 3, 4, 5), berlin(0, 8, 30)),
    ],
)
def test_one_whose_moment_is_put_into_the_past_is_due_at_once(
    session: Session, search: Search, now: datetime, chosen: time, days: tuple[int, ...], expected: datetime
) -> None:
    """It was planned for Tuesday at 8:30, with an interview that day."""
    search.book(session, seated("UANA"), at(1, 8))
    search.now = now
    chooses(search, session, chosen, days)
    assert due(search, session) == [expected]
    [row] = search.planned(session, Kind.DAY, member_id=search.by)
    assert row.content in ({}, arrangers_day.days(date(2026, 11, 24), date(2026, 11, 25)))


def test_one_that_would_say_nothing_is_not_due_at_once(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(2))
    search.now = berlin(1, 8, 10)
    chooses(search, session, time(8))
    assert due(search, session) == [berlin(2, 8)]


def test_a_newer_process_plans_what_no_older_one_did(session: Session, search: Search) -> None:
    search.book(session, seated("Dana Fox"), at(1))
    session.query(Delivery).filter_by(team_id=search.team_id, kind=Kind.DAY).delete()
    assert agenda.people_ahead(session, search.team_id, MONDAY) == [search.by]
    agenda.recompute(session, search.team_id, MONDAY)
    assert due(search, session) == [berlin(1, 8, 30)]


def test_other_workspaces_are_other_workspaces(session: Session, search: Search) -> None:
    elsewhere = begin(session, "UANA")
    search.book(session, seated("UANA"), at(1))
    assert due(elsewhere, session) == []
