"""Changes of who is in the room, told to each of them; and how many messages all of it comes to."""

from datetime import timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Person
from storage import erasing, interviews, told
from storage.tables import Delivery
from tests.slackapp.booking import booked
from tests.slackapp.clocks import MONDAY
from tests.slackapp.corrected import QUIET, came, lines, move, restaff
from tests.slackapp.corrected import told as time_passes
from tests.slackapp.mail import mail, said, states
from tests.slackapp.office import Office
from tests.slackapp.test_correction import CALENDAR, ROLE, THREE, corrections, in_the_morning
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def test_who_is_taken_off_is_told_and_who_is_put_on_gets_their_preparation(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = in_the_morning(office, ana)
    restaff(office, interview, ben)
    time_passes(office, office.clock() + QUIET)
    assert lines(ana, "No longer yours: M.K., ") == [
        f"No longer yours: M.K., {ROLE}, today 15:00–15:45 Berlin time. You're not in this one any more. "
        f"Priya Nair changed it at 10:30. {CALENDAR}",
        "[⋯ Why this message · Pause · Settings]",
    ]
    heard = said(mail(ana, "No longer yours"))
    assert heard.startswith("No longer yours: the interview today 15:00–15:45 Berlin time. Which one it is, and who")
    assert "Tue 24 Nov, 3:00 pm–3:45 pm · M.K." in lines(ben, "added you")[1]
    assert came(ben, "Changed:") == []
    assert [state for state, _ in states(office, Kind.REMINDER)] == ["superseded", "planned"]


def test_another_seat_and_other_questions_are_one_sentence_each(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = in_the_morning(office, ana, ben)
    restaff(office, interview, ben, listening=(ana,))
    time_passes(office, office.clock() + QUIET)
    assert lines(ana, "Changed: M.K., ")[0] == (
        f"Changed: M.K., {ROLE}, today 15:00–15:45 Berlin time. You're listening only now. "
        "No longer yours to ask: questions 1–3. Priya Nair changed it at 10:30."
    )
    reading = lines(ben, "Changed: M.K., ")
    assert reading[0].endswith("You lead now. Priya Nair changed it at 10:30 am.")
    assert reading[1] == "You now also ask:"


def test_taken_off_and_put_on_again_before_it_is_told_is_nothing(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    restaff(office, interview, "Tom")
    restaff(office, interview, ana)
    time_passes(office, office.clock() + timedelta(minutes=10))
    assert corrections(office) == [("skipped", "there was nothing left to tell")]
    assert len(came(ana, "added you")) == 1


def test_taken_off_told_and_put_on_again_is_told_as_anybody_put_on(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    restaff(office, interview, "Tom")
    time_passes(office, office.clock() + QUIET)
    restaff(office, interview, ana)
    time_passes(office, office.clock() + QUIET)
    assert len(came(ana, "added you")) == 2
    assert len(corrections(office)) == 1
    assert (
        "Changed: you are in it again."
        in mail(ana, f"Tue 24 Nov, 15:00–15:45 · M.K. · {ROLE} · Berlin time\nChanged").reading()
    )


def test_whoever_puts_themselves_in_is_not_told_so(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    restaff(office, interview, ana, office.priya)
    time_passes(office, office.clock() + timedelta(minutes=10))
    assert came(office.priya, "added you") == []
    with office.db.read() as session:
        assert told.people(session, office.acme.id, interview.id) == {ana.id, office.priya.id}


def test_a_guest_by_now_is_told_nothing_and_whoever_arranged_it_hears_so(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    ana.update(kind="guest")
    office.desk.settled()
    move(office, interview, THREE + timedelta(hours=1))
    time_passes(office, office.clock() + QUIET)
    assert came(ana, "Moved: M.K., ") == []
    assert corrections(office)[0][0] == "skipped"
    assert "I can't reach Ana Costa" in mail(office.priya, "I can't reach").reading()
    assert len(corrections(office)) == 1, "and it is not tried for ever"


def test_it_can_be_read_with_a_thumb_up(office: Office, ana: Person) -> None:
    interview = in_the_morning(office, ana)
    move(office, interview, THREE + timedelta(hours=1))
    time_passes(office, office.clock() + QUIET)
    ana.react(mail(ana, "Moved: M.K., "), "thumbsup")
    office.desk.settled()
    with office.db.read() as session:
        found = interviews.find(session, office.acme.id, interview.id)
    assert found
    assert [each.read_at for each in found.panel] == [office.clock()]


def test_an_erased_candidate_is_named_nowhere_and_who_expected_them_hears_that_it_is_off(
    office: Office, ana: Person
) -> None:
    interview = in_the_morning(office, ana, keeps_names=True, candidate="Mona Kowalski")
    move(office, interview, THREE + timedelta(hours=1))
    with office.db.begin() as session:
        erasing.erase_candidate(session, office.acme.id, interview.candidate.id, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    time_passes(office, office.clock() + QUIET)
    assert lines(ana, "Cancelled: ")[0].startswith(f"Cancelled: Erased 1, {ROLE}, today 15:00–15:45 Berlin time, does")
    assert len(came(ana, "This message was about a candidate whose data was erased.")) == 2
    shown = " ".join(each.reading() + each.text for each in ana.dm())
    assert "Mona" not in shown
    with office.db.read() as session:
        kept = [str(row.content) for row in session.query(Delivery).filter_by(team_id=office.acme.id)]
        known = told.of_interview(session, office.acme.id, interview)
    assert "Mona" not in " ".join(kept)
    assert "Mona" not in str(known)


def test_two_interviews_and_one_move_in_a_week_are_at_most_nine_messages(office: Office, ana: Person) -> None:
    """As DESIGN promises: four an interview, corrections apart; counted in what Slack has."""
    first = booked(office, [ana], TEN_THIRTY, candidate="Mo Khan")
    booked(office, [ana], TEN_THIRTY + timedelta(days=2, hours=3), candidate="Jane Smith", position=2)
    moment, moved = MONDAY, False
    while moment < MONDAY + timedelta(days=7):
        moment += timedelta(minutes=10)
        time_passes(office, moment)
        if not moved and moment > TEN_THIRTY - timedelta(hours=1):
            moved = True
            move(office, first, TEN_THIRTY + timedelta(hours=5))
    sent = [each.reading() for each in ana.dm()]
    assert len(sent) <= 9, "\n---\n".join(sent)
    assert len(came(ana, "Moved: M.K., ")) == 1
