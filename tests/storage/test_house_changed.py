"""What is planned for people follows the zone data, and what their workspace chose: on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from prep.handing_over import Said
from prep.messages import Kind
from storage import agenda, arrangers, deliveries, members, preferences
from tests.storage.search import MONDAY, Search, at, person, seated

TUESDAY_DIGEST = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""8:30 in Berlin."""
THURSDAY = date(2026, 11, 26)


def house(search: Search, session: Session, **chosen: Any) -> None:
    """The workspace chooses so now."""
    before = preferences.of_workspace(session, search.team_id)
    preferences.keep_house(session, search.team_id, replace(before, **chosen))
    agenda.recompute(session, search.team_id, search.now)


def pause(search: Search, session: Session, member_id: str) -> None:
    """They pause until Thursday."""
    preferences.pause(session, search.team_id, member_id, THURSDAY)
    agenda.member_changed(session, search.team_id, member_id, search.now)


def test_newer_zone_data_move_every_morning_message_of_a_workspace(session: Session, search: Search) -> None:
    search.book(session, seated("UANA", "UBEN"), at(1, 5))
    for each in search.planned(session, "digest"):
        deliveries.put_off(session, search.team_id, each.delivery_id, each.due_at + timedelta(hours=1))
    assert agenda.recompute(session, search.team_id, MONDAY) == 3, "Ana, Ben, and whoever arranged it"
    assert {row.due_at for row in search.planned(session, "digest")} == {TUESDAY_DIGEST}
    assert agenda.recompute(session, replace(search, team_id="TNONE").team_id, MONDAY) == 0


def test_a_later_time_for_all_lets_a_pause_hide_what_it_did_not(session: Session, search: Search) -> None:
    house(search, session, digest_time=time(7))
    search.book(session, seated("UANA"), datetime(2026, 11, 26, 7, 0, tzinfo=UTC))  # an hour after the first message
    pause(search, session, "UANA")
    assert search.planned(session, Kind.PAUSED) == []
    house(search, session, digest_time=time(9))
    [told] = search.planned(session, Kind.PAUSED)
    assert (told.member_id, told.due_at) == (search.by, search.now)


def test_what_waits_for_the_end_of_a_pause_waits_for_it_in_the_zone_that_holds_now(
    session: Session, search: Search
) -> None:
    members.keep(session, search.team_id, replace(person(search.by, "UTC"), zone=None), MONDAY)
    house(search, session, zone="Europe/Berlin")
    pause(search, session, search.by)
    interview = search.book(session, seated("UANA", "UBEN"), at(6, 5))
    arrangers.tell_cannot(session, search.team_id, interview, "UANA", Said(), search.now)
    assert [row.due_at for row in search.planned(session, Kind.CANNOT)] == [datetime(2026, 11, 26, 7, 30, tzinfo=UTC)]
    house(search, session, zone="America/New_York")
    assert [row.due_at for row in search.planned(session, Kind.CANNOT)] == [datetime(2026, 11, 26, 13, 30, tzinfo=UTC)]


def test_a_change_that_says_nothing_new_plans_nothing_new(session: Session, search: Search) -> None:
    search.book(session, seated("UANA", "UBEN"), at(3, 5))
    pause(search, session, "UANA")
    before = [(row.once, row.due_at) for row in search.planned(session, *Kind)]
    assert before
    house(search, session)
    assert [(row.once, row.due_at) for row in search.planned(session, *Kind)] == before
