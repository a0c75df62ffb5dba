"""The next morning message is planned for when it has something to say: one a day, in everybody's own time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from storage import agenda, arranging, members, preferences
from tests.storage.planned import TUESDAY_DIGEST, due, tuesday
from tests.storage.search import MONDAY, Search, at, person, seated


def settle(search: Search, session: Session, chosen: time, days: Sequence[int] = (1, 2, 3, 4, 5)) -> None:
    """Ana wants her morning messages at this time, on these days."""
    preferences.keep(session, search.team_id, "UANA", at=chosen, days=days, reminder_minutes=15, muted=[])
    agenda.member_changed(session, search.team_id, "UANA", search.now)


def test_a_morning_message_follows_the_zone_the_time_and_the_days(session: Session, search: Search) -> None:
    tuesday(search, session)
    members.keep(session, search.team_id, person("UANA", "Europe/London"), MONDAY)
    agenda.member_changed(session, search.team_id, "UANA", MONDAY)
    assert due(search, session, "digest") == [TUESDAY_DIGEST + timedelta(hours=1)]
    preferences.keep(session, search.team_id, "UANA", at=time(17), days=[1], reminder_minutes=60, muted=[])
    agenda.member_changed(session, search.team_id, "UANA", MONDAY)
    assert due(search, session, "digest") == [at(hours=8)], "Monday at 17 in London: there is none on Tuesday"
    assert due(search, session, "reminder") == [at(1, 4)]
    assert due(search, session, "digest", "UBEN") == [TUESDAY_DIGEST]


def test_today_s_morning_message_comes_at_once_when_its_time_has_passed_before_it_came(
    session: Session, search: Search
) -> None:
    """To whoever flies east, chooses an earlier time, or follows a workspace that does."""
    tuesday(search, session)
    search.wait(session, TUESDAY_DIGEST - timedelta(minutes=20))
    members.keep(session, search.team_id, person("UANA", "Europe/Helsinki"), search.now)
    agenda.member_changed(session, search.team_id, "UANA", search.now)
    assert due(search, session, "digest") == [search.now]
    house = preferences.of_workspace(session, search.team_id)
    preferences.keep_house(session, search.team_id, replace(house, digest_time=time(8)))
    agenda.recompute(session, search.team_id, search.now)
    assert due(search, session, "digest", "UBEN") == [search.now]
    search.wait(session, search.now + timedelta(minutes=1))
    assert search.sent >= {f"digest:{who}:2026-11-24" for who in ("UANA", "UBEN")}
    assert due(search, session, "digest") == due(search, session, "digest", "UBEN") == [], "one a day, and no more"


def test_an_earlier_time_brings_it_at_once_and_a_later_one_puts_it_off_again(session: Session, search: Search) -> None:
    tuesday(search, session)
    search.wait(session, TUESDAY_DIGEST - timedelta(minutes=20))
    for chosen, comes in ((time(8), search.now), (time(9), TUESDAY_DIGEST + timedelta(minutes=30))):
        settle(search, session, chosen)
        assert due(search, session, "digest") == [comes]
    settle(search, session, time(8))
    search.wait(session, search.now + timedelta(minutes=1))
    settle(search, session, time(9))
    assert due(search, session, "digest") == [], "it came today"


def test_what_is_no_message_of_today_does_not_come_at_once(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    search.wait(session, TUESDAY_DIGEST - timedelta(minutes=20))
    settle(search, session, time(8), days=[1, 3])
    assert due(search, session, "digest") == [], "no messages on Tuesdays"
    settle(search, session, time(8, 30))
    preferences.pause(session, search.team_id, "UANA", date(2026, 11, 26))
    settle(search, session, time(8))
    assert due(search, session, "digest") == [], "nor in a pause"
    preferences.pause(session, search.team_id, "UANA", None)
    settle(search, session, time(17))
    arranging.move(session, search.team_id, booked.id, at(2, 5), 45, search.by, search.now)
    settle(search, session, time(8))
    assert due(search, session, "digest") == [TUESDAY_DIGEST + timedelta(hours=23.5)], "today's would say nothing"


def test_who_had_it_and_flies_over_the_date_line_has_the_next_day_s_at_once_and_none_twice(
    session: Session, search: Search
) -> None:
    search.book(session, seated("UANA"), at(1, 12))
    search.wait(session, at(hours=13))
    assert due(search, session, "digest") == [TUESDAY_DIGEST]
    for zone in ("Pacific/Auckland", "America/New_York", "Europe/Berlin"):
        members.keep(session, search.team_id, person("UANA", zone), search.now)
        agenda.member_changed(session, search.team_id, "UANA", search.now)
        search.wait(session, search.now + timedelta(minutes=5))
    assert {each for each in search.sent if each.startswith("digest:UANA")} == {"digest:UANA:2026-11-24"}
    assert due(search, session, "digest") == []


def test_a_pause_puts_the_morning_message_off(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(9))
    preferences.pause(session, search.team_id, "UANA", date(2026, 12, 2))
    agenda.member_changed(session, search.team_id, "UANA", MONDAY)
    assert due(search, session, "digest") == [at(9, -1, -30)]


def test_no_morning_message_where_it_would_say_nothing(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(hours=2))
    assert due(search, session, "digest") == [], "this morning's has passed, and tomorrow's comes after it"
    search.book(session, seated("UANA"), at(30))
    assert due(search, session, "digest") == [at(29, -1, -30)], "the day before: it reaches past the next one"


def test_after_one_morning_message_comes_the_next_that_has_something_to_say(session: Session, search: Search) -> None:
    for day in (1, 3):
        search.book(session, seated("UANA"), at(day))
    mornings = []
    while planned := search.planned(session, "digest", member_id="UANA"):
        mornings.append(planned[0].due_at)
        search.wait(session, planned[0].due_at)
    # Tuesday's interview is in Tuesday's message; Thursday's, at 10, in Wednesday's (until 10:30) and in Thursday's.
    assert mornings == [TUESDAY_DIGEST + timedelta(days=day) for day in (0, 1, 2)]


def test_a_day_has_one_morning_message_also_for_who_flies_west(session: Session, search: Search) -> None:
    tuesday(search, session)
    search.wait(session, TUESDAY_DIGEST + timedelta(minutes=5))
    members.keep(session, search.team_id, person("UANA", "America/New_York"), search.now)
    agenda.member_changed(session, search.team_id, "UANA", search.now)
    assert due(search, session, "digest") == []


def test_who_had_it_and_wants_it_the_evening_before_has_what_it_did_not_tell_that_evening(
    session: Session, search: Search
) -> None:
    tuesday(search, session)
    search.book(session, seated("UANA"), at(3))
    search.wait(session, TUESDAY_DIGEST + timedelta(minutes=5))
    settle(search, session, time(17))
    evening = TUESDAY_DIGEST.replace(hour=16, minute=0)
    assert due(search, session, "digest") == [evening + timedelta(days=1)]  # Thursday's
    search.book(session, seated("UANA"), at(2, 4))
    assert due(search, session, "digest") == [evening]  # Wednesday's afternoon: no later one tells it
    settle(search, session, time(8, 30))
    assert due(search, session, "digest") == [TUESDAY_DIGEST + timedelta(days=1)]
    settle(search, session, time(17))
    search.wait(session, evening)
    assert due(search, session, "digest") == [evening + timedelta(days=1)]


def test_a_late_morning_message_gives_way_to_a_pause(session: Session, search: Search) -> None:
    tuesday(search, session)
    late = TUESDAY_DIGEST + timedelta(minutes=3)
    preferences.pause(session, search.team_id, "UANA", date(2026, 11, 26))
    agenda.member_changed(session, search.team_id, "UANA", late)
    assert due(search, session, "digest") == []
