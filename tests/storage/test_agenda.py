"""What is still to be sent is right after every change: on both databases."""

from datetime import time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.messages import Withdrawn
from storage import agenda, arranging, deliveries, preferences
from storage.deliveries import State
from storage.tables import Delivery
from tests.storage.planned import TUESDAY_DIGEST, due, tuesday
from tests.storage.search import MONDAY, Search, at, seated

QUARTER = timedelta(minutes=15)


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


def test_what_was_sent_or_is_being_sent_is_not_planned_again(session: Session, search: Search) -> None:
    booked = tuesday(search, session)
    [reminder] = search.planned(session, "reminder", member_id="UANA")
    search.send(session, reminder, MONDAY, State.SENDING)
    arranging.edit(session, search.team_id, booked.id, booked.links, "Large print.", search.by, MONDAY)
    assert search.planned(session, "reminder", member_id="UANA") == []
    assert deliveries.is_over(session, search.team_id, reminder.once)
