"""What is still to be sent is right after every change: on both databases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.messages import Withdrawn
from storage import agenda, arranging, deliveries, members, preferences
from storage.database import Database
from storage.deliveries import State
from storage.tables import Delivery
from tests.storage.search import MONDAY, Search, at, begin, person, seated

QUARTER = timedelta(minutes=15)
TUESDAY_DIGEST = datetime.combine(date(2026, 11, 24), time(7, 30), MONDAY.tzinfo)
"""8:30 in Berlin."""


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction for the whole test."""
    with db.begin() as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana and Ben to interview for it."""
    return begin(session, "UANA", "UBEN")


def due(search: Search, session: Session, kind: str, member_id: str = "UANA") -> list[datetime]:
    """When what is still to be sent is due."""
    return [row.due_at for row in search.planned(session, kind, member_id=member_id)]


def reasons(search: Search, session: Session, kind: str) -> set[tuple[str, str | None]]:
    """Why what was planned is not sent."""
    rows = session.scalars(
        select(Delivery).where(
            Delivery.team_id == search.team_id, Delivery.kind == kind, Delivery.state == State.SUPERSEDED
        )
    )
    return {(str(row.member_id), row.reason) for row in rows}


def mute(search: Search, session: Session, *kinds: str, reminder_minutes: int = 15) -> None:
    """Ana wants all kinds of message but these."""
    preferences.keep(
        session,
        search.team_id,
        "UANA",
        at=time(8, 30),
        days=[1, 2, 3, 4, 5],
        reminder_minutes=reminder_minutes,
        muted=kinds,
    )
    agenda.member_changed(session, search.team_id, "UANA", search.now)


def settle(search: Search, session: Session, chosen: time, days: Sequence[int] = (1, 2, 3, 4, 5)) -> None:
    """Ana wants her morning messages at this time, on these days."""
    preferences.keep(session, search.team_id, "UANA", at=chosen, days=days, reminder_minutes=15, muted=[])
    agenda.member_changed(session, search.team_id, "UANA", search.now)


def tuesday(search: Search, session: Session) -> Interview:
    """An interview on Tuesday at 15 o'clock in Berlin, with Ana and Ben."""
    return search.book(session, seated("UANA", "UBEN"), at(1, 5))


def test_everybody_in_the_room_is_told_reminded_and_has_it_in_their_morning(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    for who in ("UANA", "UBEN"):
        assert due(search, session, "reminder", who) == [booked.starts_at - QUARTER]
        assert due(search, session, "digest", who) == [TUESDAY_DIGEST]
        assert due(search, session, "added", who) == [MONDAY + timedelta(minutes=10)]


def test_who_arranged_it_and_who_is_not_on_slack_are_not_told(session: Session, search: Search) -> None:
    search.book(session, seated(search.by, "Dana Fox"), at(1))
    assert search.planned(session, "added") == []
    assert {row.member_id for row in search.planned(session, "digest", "reminder")} == {search.by}


def test_several_within_the_quiet_minutes_are_told_at_once(session: Session, search: Search) -> None:
    tuesday(search, session)
    search.now += timedelta(minutes=4)
    search.book(session, seated("UANA"), at(2))
    assert due(search, session, "added") == [search.now + timedelta(minutes=10)]


def test_for_tomorrow_morning_too_four_bookings_are_one_message(session: Session, search: Search) -> None:
    for minutes in range(4):
        search.wait(session, MONDAY + timedelta(minutes=3 * minutes))
        search.book(session, seated("UANA"), at(1, minutes=15 * minutes))
    assert due(search, session, "added") == [search.now + timedelta(minutes=10)]
    assert not {each for each in search.sent if each.startswith("added")}


def test_one_before_the_next_morning_message_is_told_within_two_minutes(session: Session, search: Search) -> None:
    search.book(session, seated("UANA"), at(hours=3))
    assert due(search, session, "added") == [MONDAY + timedelta(minutes=2)]


def test_a_move_moves_reminder_and_morning_message(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    arranging.move(session, search.team_id, booked.id, at(3), 45, search.by, MONDAY)
    assert due(search, session, "reminder") == [at(3) - QUARTER]
    assert due(search, session, "digest") == [TUESDAY_DIGEST + timedelta(days=1)], "it covers two days, less a bit"
    arranging.move(session, search.team_id, booked.id, at(1, 5), 45, search.by, MONDAY)
    assert due(search, session, "reminder") == [booked.starts_at - QUARTER]
    assert due(search, session, "digest") == [TUESDAY_DIGEST]


def test_what_is_cancelled_is_never_sent(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    arranging.cancel(session, search.team_id, booked.id, search.by, MONDAY)
    assert search.planned(session, "reminder", "digest") == []
    assert reasons(search, session, "reminder") == {(who, Withdrawn.CALLED_OFF) for who in ("UANA", "UBEN")}
    assert reasons(search, session, "digest") == {(who, Withdrawn.NOTHING_AHEAD) for who in ("UANA", "UBEN")}


def test_who_leaves_the_room_gets_nothing_and_who_comes_gets_all(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA"), at(1, 5))
    arranging.restaff(session, search.team_id, booked.id, seated("UBEN"), search.by, MONDAY)
    assert search.planned(session, "reminder", "digest", member_id="UANA") == []
    assert due(search, session, "reminder", "UBEN") == [booked.starts_at - QUARTER]
    assert due(search, session, "digest", "UBEN") == [TUESDAY_DIGEST]
    assert due(search, session, "added", "UBEN")


def test_who_cannot_come_is_not_reminded(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    arranging.decline(session, search.team_id, booked.id, "UBEN", MONDAY)
    assert search.planned(session, "reminder", "digest", member_id="UBEN") == []
    assert due(search, session, "reminder", "UANA") == [booked.starts_at - QUARTER]


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


def test_who_wants_to_be_reminded_earlier_than_it_is_by_now_is_reminded_at_once(
    session: Session, search: Search
) -> None:
    booked = search.book(session, seated("UANA"), at(hours=4))
    search.wait(session, booked.starts_at - timedelta(minutes=30))
    mute(search, session, reminder_minutes=60)
    assert due(search, session, "reminder") == [search.now]
    mute(search, session, reminder_minutes=5)
    assert due(search, session, "reminder") == [booked.starts_at - timedelta(minutes=5)]
    mute(search, session, reminder_minutes=60)
    search.wait(session, search.now + timedelta(minutes=1))
    mute(search, session, reminder_minutes=15)
    assert due(search, session, "reminder") == [], "once"


def test_what_is_not_wanted_is_withdrawn_and_comes_back_when_wanted(session: Session, search: Search) -> None:
    tuesday(search, session)
    mute(search, session, "digest", "reminder")
    assert search.planned(session, "digest", "reminder", member_id="UANA") == []
    for kind in ("digest", "reminder"):
        assert ("UANA", Withdrawn.UNWANTED) in reasons(search, session, kind)
    mute(search, session, reminder_minutes=0)
    assert due(search, session, "digest") == [TUESDAY_DIGEST]
    assert due(search, session, "reminder") == [], "switched off"


def test_who_does_not_want_to_be_told_is_told_by_the_morning_message_or_else_after_all(
    session: Session, search: Search
) -> None:
    tuesday(search, session)
    mute(search, session, "added")
    assert due(search, session, "added") == []
    assert ("UANA", Withdrawn.UNWANTED) in reasons(search, session, "added")
    search.book(session, seated("UANA"), at(hours=5))
    assert due(search, session, "added") == [MONDAY + timedelta(minutes=2)], "the morning message comes too late"
    search.wait(session, at(hours=1))
    mute(search, session, "added", "digest")
    assert due(search, session, "added") == [search.now + timedelta(minutes=2)], "nothing else tells Tuesday's"


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


def test_what_is_due_and_waits_to_be_sent_is_not_lost_by_a_change(session: Session, search: Search) -> None:
    """Slack is slow, the queue is long, or nothing ran for an hour: the change must not take the message away."""
    booked = tuesday(search, session)
    late = TUESDAY_DIGEST + timedelta(minutes=3)
    arranging.edit(session, search.team_id, booked.id, booked.links, "Large print.", search.by, late)
    agenda.recompute(session, search.team_id, late)
    assert due(search, session, "digest") == [TUESDAY_DIGEST]
    late = booked.starts_at - timedelta(minutes=14)
    arranging.edit(session, search.team_id, booked.id, booked.links, "Larger print.", search.by, late)
    assert due(search, session, "reminder") == [booked.starts_at - QUARTER]
    arranging.move(session, search.team_id, booked.id, at(9), 45, search.by, late)
    assert due(search, session, "reminder") == [at(9) - QUARTER], "of the old start nobody is reminded"


def test_a_late_morning_message_gives_way_to_a_pause(session: Session, search: Search) -> None:
    tuesday(search, session)
    late = TUESDAY_DIGEST + timedelta(minutes=3)
    preferences.pause(session, search.team_id, "UANA", date(2026, 11, 26))
    agenda.member_changed(session, search.team_id, "UANA", late)
    assert due(search, session, "digest") == []


def test_what_was_sent_or_is_being_sent_is_not_planned_again(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    [reminder] = search.planned(session, "reminder", member_id="UANA")
    search.send(session, reminder, MONDAY, State.SENDING)
    arranging.edit(session, search.team_id, booked.id, booked.links, "Large print.", search.by, MONDAY)
    assert search.planned(session, "reminder", member_id="UANA") == []
    assert deliveries.is_over(session, search.team_id, reminder.once)
