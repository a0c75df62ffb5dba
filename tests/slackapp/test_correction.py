"""“Moved: …”: what changed, once, in words, in time."""

import re
from datetime import timedelta

import pytest

from prep.interviews import Interview, Links
from prep.messages import Kind
from sandbox.client import Person
from storage import agenda, arranging, interviews, preferences
from tests.slackapp.booking import booked
from tests.slackapp.changer import Changer
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import QUIET, came, cancel, decline, edit, lines, move, settled, told
from tests.slackapp.mail import BEFORE_NAMES, at, mail, said, states
from tests.slackapp.office import Office
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

THREE = TEN_THIRTY + timedelta(hours=4, minutes=30)
"""15 o'clock in Berlin, Tuesday."""
ROLE = "Trust & Safety Operations Specialist"
CALENDAR = "Your calendar is separate: check the invite."
BUTTONS = "[✅ I've read this]  [Follow-ups]  [I can't make it]  [⋯ Why this message · Pause · Settings]"


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def in_the_morning(office: Office, *who: Person, keeps_names: bool = False, candidate: str = "Mo Khan") -> Interview:
    """At 15 o'clock they have an interview, of which their morning message has told; it is 10:30."""
    interview = booked(office, list(who), THREE, candidate=candidate, keeps_names=keeps_names, links=Links("Room 4"))
    told(office, MONDAY + timedelta(minutes=10))
    told(office, MORNING)
    office.clock.at = MORNING + timedelta(hours=2)
    return interview


def corrections(office: Office) -> list[tuple[str, str | None]]:
    """What became of them."""
    return states(office, Kind.CORRECTION)


def test_it_says_what_changed_in_words(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(minutes=90))
    assert corrections(office) == [("planned", None)]
    told(office, office.clock() + QUIET)
    assert lines(ana, "Moved: M.K., ") == [
        f"Moved: M.K., {ROLE}, is now today 16:30–17:15 Berlin time. It was 15:00. Same questions. "
        f"Priya Nair changed it at 10:30. {CALENDAR}",
        BUTTONS,
    ]


def test_its_text_begins_without_a_name(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana, keeps_names=True, candidate="Bo")
    move(office, interview, THREE + timedelta(days=1))
    told(office, office.clock() + QUIET)
    heard = said(mail(ana, "Moved: Bo, "))
    assert heard.startswith("Moved: your interview is now tomorrow 15:00–15:45 Berlin time. It was today at 15:00. ")
    assert "Bo" not in heard[:BEFORE_NAMES]
    assert f"\nMoved: Bo, {ROLE}, is now tomorrow 15:00–15:45 Berlin time. It was today at 15:00." in heard


def test_moved_through_the_modal_whoever_did_it_hears_nothing_and_the_others_do(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = in_the_morning(office, ana, ben, office.priya)
    done = Changer(office, office.priya).does(interview, "move", start="18:00")  # 13:30 in Berlin
    assert "Ana Costa and Ben Okoro will hear from me what changed" in done.reading()
    told(office, office.clock() + QUIET)
    assert lines(ben, "Moved: M.K., ")[0].startswith(f"Moved: M.K., {ROLE}, is now today 1:30 pm–2:15 pm Berlin time.")
    assert "Moved: M.K., " in lines(ana, "Moved: M.K., ")[0]
    assert came(office.priya, "Moved: M.K., ") == []
    assert len(came(office.priya, "Moved: now today 6:00 pm")) == 1, "what she has is drawn anew all the same"


def test_moved_twice_within_two_minutes_is_one_correction(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(hours=1))
    office.clock.forward(minutes=1)
    move(office, interview, THREE + timedelta(hours=2))
    told(office, office.clock() + timedelta(minutes=1))
    assert corrections(office) == [("sent", None)]
    assert "is now today 17:00–17:45 Berlin time. It was 15:00." in lines(ana, "Moved: M.K., ")[0]


def test_moved_and_moved_back_is_none(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(hours=1))
    assert len(came(ana, "Moved: now today 16:00–16:45 (was 15:00)")) == 1
    move(office, interview, THREE)
    told(office, office.clock() + QUIET)
    assert corrections(office) == [("skipped", "there was nothing left to tell")]
    assert came(ana, "Moved:") == [], "and what was sent says so"


def test_within_the_hour_it_goes_at_once(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    office.clock.at = THREE - timedelta(minutes=50)
    move(office, interview, THREE + timedelta(days=7))
    assert corrections(office) == [("sent", None)]
    assert "is now on Tuesday 1 December, 15:00–15:45 Berlin time. It was today at 15:00." in lines(ana, "Moved: M")[0]


def test_one_that_was_cancelled_says_so_and_never_why(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    cancel(office, interview, "They took another offer")
    told(office, office.clock() + QUIET)
    assert lines(ana, "Cancelled: M.K., ") == [
        f"Cancelled: M.K., {ROLE}, today 15:00–15:45 Berlin time, does not take place. "
        f"Priya Nair cancelled it at 10:30. {CALENDAR}",
        "[⋯ Why this message · Pause · Settings]",
    ]
    assert "another offer" not in " ".join(each.reading() + each.text for each in ana.dm())


def test_several_changes_are_one_message(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    second = booked(office, [ana], THREE + timedelta(hours=3), candidate="Jane Smith", by=ana)
    move(office, interview, THREE + timedelta(minutes=30), minutes=30)
    edit(office, second, Links("https://meet.example/2"))
    told(office, office.clock() + QUIET)
    asks = re.compile(r"\d\. |You ask")  # of the second, which no message of hers has shown yet
    assert [each for each in lines(ana, "Moved: M.K., ")[:-1] if not asks.match(each)] == [
        f"Moved: M.K., {ROLE}, is now today 15:30–16:00 Berlin time. It was 15:00. "
        "It takes 30 minutes now; it was 45. Same questions. Priya Nair changed it at 10:30.",
        f"Changed: J.S., {ROLE}, today 18:00–18:45 Berlin time. Priya Nair changed it at 10:30.",
        "It is somewhere else now: Join",
        CALENDAR,
    ]
    heard = said(mail(ana, "Moved: M.K., "))
    assert heard.startswith("Something changed in 2 of your interviews. What it is in each of them, and who changed it")


def test_the_place_alone_is_told_and_a_note_is_only_written_into_what_was_sent(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    edit(office, interview, Links("Room 4"), note="captions on.")
    assert corrections(office) == []
    assert len(came(ana, "Please: captions on.")) == 1
    edit(office, interview, Links())
    told(office, office.clock() + QUIET)
    assert "The link or room was taken out. Same questions." in lines(ana, "Changed: M.K., ")[0]
    assert len(came(ana, "Changed: the place was taken out.")) == 2


def test_what_is_over_is_left_alone(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    told(office, THREE + timedelta(minutes=45))
    before = [each.reading() for each in ana.dm()]
    cancel(office, interview)
    assert [each.reading() for each in ana.dm()][: len(before)] == before
    assert corrections(office) == []


def test_who_was_told_nothing_hears_of_no_change(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], THREE)
    move(office, interview, THREE + timedelta(hours=1))
    told(office, MONDAY + timedelta(minutes=10))
    assert corrections(office) == []
    assert "Tue 24 Nov, 16:00–16:45" in lines(ana, "added you")[1]


def test_it_comes_whatever_is_muted_or_paused_within_a_day(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    with office.db.begin() as session:
        theirs = preferences.of_member(session, office.acme.id, ana.id).rhythm
        preferences.keep(
            session,
            office.acme.id,
            ana.id,
            at=theirs.at,
            days=theirs.days,
            reminder_minutes=0,
            muted=[Kind.CORRECTION, Kind.DIGEST],
        )
        preferences.pause(session, office.acme.id, ana.id, (MORNING + timedelta(days=20)).date())
    move(office, interview, THREE + timedelta(days=5))
    told(office, office.clock() + QUIET)
    assert "is now on Sunday, 15:00–15:45 Berlin time" in lines(ana, "Moved: M.K., ")[0]


def test_further_ahead_a_pause_puts_it_off_to_a_day_before(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], THREE + timedelta(days=5), candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, ana.id, (MORNING + timedelta(days=20)).date())
    move(office, interview, THREE + timedelta(days=6))
    told(office, office.clock() + timedelta(hours=1))
    assert corrections(office) == [("planned", None)]
    told(office, THREE + timedelta(days=4))
    assert "is now on Monday, 15:00–15:45 Berlin time. It was tomorrow at 15:00." in lines(ana, "Moved: M.K., ")[0]


def test_the_morning_message_says_what_changed_where_it_comes_first(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], THREE, candidate="Mo Khan")
    told(office, MONDAY + timedelta(minutes=10))
    office.clock.at = MORNING - timedelta(minutes=1)
    move(office, interview, THREE + timedelta(hours=1))
    told(office, MORNING)
    assert (
        lines(ana, "Tuesday 24 November: 1 interview")[1] == f"Moved: now today 16:00–16:45 (was 15:00) · M.K. · {ROLE}"
    )
    told(office, office.clock() + QUIET)
    assert corrections(office) == [("skipped", "there was nothing left to tell")]
    assert ana.press(mail(ana, "Tuesday 24 November"), "digest.read").ok
    settled(office)
    assert "Moved: now today 16:00–16:45 (was 15:00)" in mail(ana, "[✅ Read]").reading(), "and goes on saying so"


def test_somebody_who_cannot_come_is_not_told_so_and_the_others_hear_who_it_was(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = in_the_morning(office, ana, ben)
    decline(office, interview, ben)
    told(office, office.clock() + QUIET)
    reading = lines(ana, "Changed: M.K., ")
    assert reading[0] == (
        f"Changed: M.K., {ROLE}, today 15:00–15:45 Berlin time. Ben Okoro said at 10:30 that they can't come."
    )
    assert reading[1] == "You now also ask:"
    assert [each[:3] for each in reading[2:-1]] == ["4. ", "5. ", "6. "]
    assert came(ben, "Changed:") == came(ben, "No longer yours:") == []
    assert len(came(ben, "You're no longer in this one:")) == 2


def test_it_says_why_it_came(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(hours=1))
    told(office, office.clock() + QUIET)
    assert "something changed in an interview that I had told you of" in office.ask("why", by=ana).text


def test_many_at_once_come_in_messages_that_slack_takes(office: Office, ana: Person) -> None:
    for number in range(10):
        start = THREE + timedelta(days=2, minutes=50 * number)
        booked(office, [ana], start, candidate=f"Mo{number} Khan", position=number % 3 + 1)
    told(office, MONDAY + timedelta(minutes=20))
    with office.db.begin() as session:
        ahead = interviews.of_member(session, office.acme.id, ana.id, office.clock(), agenda.horizon(office.clock()))
        starts = {each.id: each.starts_at + timedelta(days=1) for each in ahead}
        arranging.move_all(session, office.acme.id, starts, office.priya.id, office.clock())
    told(office, office.clock() + QUIET)
    told(office, office.clock() + QUIET)
    assert [each.reading().count("is now on Friday") for each in came(ana, "Moved: M.K")] == [8, 2]
    at(office, office.clock() + QUIET)
    assert corrections(office) == [("sent", None)] * 2
