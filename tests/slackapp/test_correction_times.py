"""Changes told in everybody's own time: over midnight, where clocks change, to whoever flies, and late ones."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from storage import arranging
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import QUIET, came, cancel, edit, flies, lines, move, settled, told
from tests.slackapp.mail import at, mail, said, states
from tests.slackapp.office import Office
from tests.slackapp.test_correction import ROLE, THREE, in_the_morning
from tests.slackapp.test_digest import MORNING, ana_and_ben


@pytest.mark.in_turn
def test_over_midnight_for_one_and_not_for_another(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    zoe = office.acme.person("Zoe Park", "America/Los_Angeles", locale="en-GB")
    interview = booked(office, [ana, zoe], datetime(2026, 11, 24, 20, 0, tzinfo=UTC), candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    told(office, MORNING)
    told(office, MORNING + timedelta(hours=9))
    move(office, interview, datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    told(office, office.clock() + QUIET)
    assert lines(ana, "Moved: M.K., ")[0].startswith(
        f"Moved: M.K., {ROLE}, is now tomorrow 01:30–02:15 Berlin time. It was today at 21:00."
    )
    assert lines(zoe, "Moved: M.K., ")[0].startswith(
        f"Moved: M.K., {ROLE}, is now today 16:30–17:15 Los Angeles time. It was 12:00."
    )
    assert "Moved: now Wed 25 Nov, 01:30–02:15 (was Tue 24 Nov, 21:00)" in mail(ana, "added you").reading()
    assert "Moved: now today 16:30–17:15 (was 12:00)" in mail(zoe, "Tuesday 24 November").reading()


@pytest.mark.in_turn
def test_clocks_go_forward_between_telling_and_correcting(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    friday = datetime(2027, 3, 26, 10, 0, tzinfo=UTC)
    at(office, friday)
    interview = booked(office, [ana], datetime(2027, 3, 27, 14, 0, tzinfo=UTC), candidate="Mo Khan")
    told(office, friday + timedelta(minutes=10))
    assert "Sat 27 Mar, 15:00–15:45" in mail(ana, "added you").reading()
    # As many hours later by the clock as it has: one less has passed.
    move(office, interview, datetime(2027, 3, 28, 13, 0, tzinfo=UTC))
    told(office, office.clock() + QUIET)
    assert lines(ana, "Moved: M.K., ")[0].startswith(
        f"Moved: M.K., {ROLE}, is now on Sunday, 15:00–15:45 Berlin time. It was tomorrow at 15:00."
    )
    told(office, datetime(2027, 3, 28, 12, 45, tzinfo=UTC))
    assert "In 15 minutes: M.K." in mail(ana, "In 15 minutes").reading(), "reminded by the clocks of that day"


@pytest.mark.in_turn
def test_sent_before_the_clocks_go_back_and_corrected_after(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    saturday = datetime(2027, 10, 30, 8, 0, tzinfo=UTC)
    at(office, saturday)
    interview = booked(office, [ana], datetime(2027, 10, 31, 10, 0, tzinfo=UTC), candidate="Mo Khan")
    told(office, saturday + timedelta(minutes=10))
    assert "Sun 31 Oct, 11:00–11:45" in mail(ana, "added you").reading(), "winter time by then"
    office.clock.at = datetime(2027, 10, 31, 7, 0, tzinfo=UTC)
    move(office, interview, datetime(2027, 10, 31, 12, 0, tzinfo=UTC))
    told(office, office.clock() + QUIET)
    assert "is now today 13:00–13:45 Berlin time. It was 11:00. " in lines(ana, "Moved: M.K., ")[0]
    assert "Priya Nair changed it at 08:00." in lines(ana, "Moved: M.K., ")[0]


@pytest.mark.in_turn
def test_who_flies_reads_it_where_they_are(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = in_the_morning(office, ana)
    ana.update(zone="America/New_York")
    office.desk.settled()
    move(office, interview, THREE + timedelta(hours=2))
    told(office, office.clock() + QUIET)
    reading = lines(ana, "Moved: M.K., ")[0]
    assert "is now today 11:00–11:45 New York time. It was 09:00." in reading
    assert "Priya Nair changed it at 04:30." in reading
    assert "Moved: now today 11:00–11:45 (was 09:00)" in mail(ana, "Tuesday 24 November").reading()
    assert "Tuesday 24 November: 1 interview, 1 changed · New York time" in mail(ana, "Tuesday 24").reading()


def test_a_correction_that_overtakes_the_message_it_corrects_ends_right(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], MORNING + timedelta(minutes=90), candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    office.desk.fault("chat.postMessage", "slow", times=2, seconds=4)  # whoever arranged it has one, too
    at(office, MORNING)
    flies(office, Kind.DIGEST)
    office.clock.at = MORNING + timedelta(minutes=40)
    move(office, interview, MORNING + timedelta(hours=8))
    settled(office)
    [moved] = came(ana, "Moved: M.K., ")
    assert "is now today 16:30–17:15 Berlin time. It was 10:00." in moved.reading()
    morning = mail(ana, "Tuesday 24 November")
    assert f"Moved: now today 16:30–17:15 (was 10:00) · M.K. · {ROLE}" in morning.reading()
    assert "10:00" not in said(morning).split("\n")[0]
    assert [state for state, _ in states(office, Kind.CORRECTION)] == ["sent"], "once"


def test_a_change_while_the_first_message_is_on_its_way_is_told_after_it(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], THREE, candidate="Mo Khan")
    office.desk.fault("chat.postMessage", "slow", times=1, seconds=4)
    at(office, MONDAY + timedelta(minutes=10))
    flies(office, Kind.ADDED)
    cancel(office, interview)
    settled(office)
    told(office, office.clock() + QUIET)
    assert lines(ana, "Cancelled: M.K., ")[0].startswith(f"Cancelled: M.K., {ROLE}, tomorrow 15:00–15:45 Berlin time")
    assert "Cancelled: Tue 24 Nov, 15:00–15:45" in mail(ana, "added you").reading()


def test_what_a_correction_tells_that_hangs_is_not_told_again(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = in_the_morning(office, ana)
    office.clock.at = THREE - timedelta(minutes=50)
    hangs_while_told(office, interview, THREE + timedelta(hours=1))
    edit(office, interview, interview.links, "Captions on, please")
    [moved] = came(ana, "Moved: M.K., ")
    assert "is now today 16:00–16:45 Berlin time. It was 15:00." in moved.reading()
    assert sorted(state for state, _ in states(office, Kind.CORRECTION)) == ["sent", "skipped"]


def test_what_changes_while_a_correction_hangs_is_told_as_following_it(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = in_the_morning(office, ana)
    office.clock.at = THREE - timedelta(minutes=50)
    hangs_while_told(office, interview, THREE + timedelta(hours=1))
    move(office, interview, THREE + timedelta(hours=2))
    [following] = came(ana, "Moved: M.K., ")
    assert "is now today 17:00–17:45 Berlin time. It was 16:00." in following.reading()
    assert came(ana, "Moved: now today 17:00–17:45 (was 16:00)"), "what hung, put right"


def hangs_while_told(office: Office, interview: Interview, starts_at: datetime) -> None:
    """It is moved, and the message that says so is on its way for longer than the next may wait."""
    office.desk.fault("chat.postMessage", "slow", times=1, seconds=4)
    with office.db.begin() as session:
        arranging.move(session, office.acme.id, interview.id, starts_at, 45, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    flies(office, Kind.CORRECTION)


def test_what_waited_while_the_process_was_asleep_is_told_if_it_still_helps(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    over = booked(office, [ana], THREE, candidate="Mo Khan")
    ahead = booked(office, [ben], THREE + timedelta(days=2), candidate="Jane Smith")
    told(office, MONDAY + timedelta(minutes=10))
    with office.db.begin() as session:
        for each in (over, ahead):
            arranging.move(session, office.acme.id, each.id, each.starts_at, 30, office.priya.id, office.clock())
    told(office, THREE + timedelta(days=1))
    assert sorted(states(office, Kind.CORRECTION)) == [("sent", None), ("skipped", "there was nothing left to tell")]
    assert "It takes 30 minutes now; it was 45." in mail(ben, "Changed: J.S., ").reading()
