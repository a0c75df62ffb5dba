"""An interview turns out to be another candidate's, or for another role: everybody is told, and nothing is mixed up."""

from datetime import timedelta

import pytest

from prep.interviews import Interview
from sandbox.client import Person
from storage import erasing, openings, reassigning, roles
from storage.tables import Delivery, Opening
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer, changes, now
from tests.slackapp.corrected import QUIET, came, lines, settled, told
from tests.slackapp.mail import mail, numbers
from tests.slackapp.office import Office
from tests.slackapp.test_correction import CALENDAR, ROLE, THREE, in_the_morning
from tests.slackapp.test_digest import ana_and_ben

pytestmark = pytest.mark.in_turn


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


@pytest.fixture
def interview(office: Office, ana: Person) -> Interview:
    """M.K.'s, at 15 o'clock, of which Ana was told in the morning."""
    return in_the_morning(office, ana)


@pytest.fixture
def changer(office: Office) -> Changer:
    """Priya at the modal."""
    return Changer(office, office.priya)


def part(interview: Interview, position: int) -> str:
    """A part of its search, as the menu has it."""
    return f"{interview.opening.id}|{position}"


def hire(office: Office, role: str) -> str:
    """A search for another role is under way; its id."""
    with office.db.begin() as session:
        summary = roles.by_keys(session, office.acme.id, [role])[role]
        found = roles.find(session, office.acme.id, summary.id)
        assert found
        return openings.start(session, office.acme.id, found, office.clock()).id


def test_another_candidate_is_told_with_the_same_questions(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    done = changer.does(interview, "what", candidate="new", name="Rosa Tran")
    assert "R.T. · " in done.reading()
    assert "Ana Costa will hear from me what changed" in done.reading()
    told(office, office.clock() + QUIET)
    assert lines(ana, "Changed: R.T., ")[0] == (
        f"Changed: R.T., {ROLE}, today 15:00–15:45 Berlin time. You meet R.T. now; it was to be M.K. "
        f"Same questions. Priya Nair changed it at 10:30. {CALENDAR}"
    )
    morning = lines(ana, "Tuesday 24 November: 1 interview, 1 changed")
    assert morning[1:3] == [f"15:00–15:45 · R.T. · {ROLE}", "Changed: now with R.T. (was M.K.)."]
    assert len(changes(office, "interview.reassigned")) == 1


def test_another_part_brings_other_questions_and_their_numbers_are_new(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    message = mail(ana, "Tuesday 24 November")
    before = numbers(office, message)
    changer.does(interview, "what", part=part(interview, 2))
    told(office, office.clock() + QUIET)
    reading = lines(ana, "Changed: M.K., ")
    assert (
        "now; it was Trust & Safety Operations Specialist, Casework. No longer yours to ask: questions 1–6."
        in (reading[0])
    )
    assert reading[1] == "You now ask:"
    assert reading[2].startswith("7. ")
    after = numbers(office, message)
    assert before.items() <= after.items()
    assert len(set(filter(None, after.values()))) == len(list(filter(None, after.values())))


def test_another_role_takes_the_candidate_along(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    analyst = hire(office, "dataanalyst")
    changer.open(interview)
    changer.press("what")
    answer = changer.submit(part=f"{analyst}|1")
    assert not answer.errors
    if changer.view.title == "Worth a look":
        changer.submit()
    after = now(office, interview)
    assert (after.opening.id, after.candidate.opening_id, after.candidate.shown_as) == (analyst, analyst, "M.K.")
    assert after.panel[0].asks
    told(office, office.clock() + QUIET)
    assert (
        f"It is for Data Analyst, {after.part.title} now; it was {ROLE}, Casework." in lines(ana, "Changed: M.K., ")[0]
    )
    assert f"now for Data Analyst, {after.part.title} (was {ROLE}, Casework)" in mail(ana, "Tuesday 24").reading()


def test_mistakes_are_said_at_their_field(office: Office, changer: Changer, interview: Interview) -> None:
    analyst = hire(office, "dataanalyst")
    changer.open(interview)
    changer.press("what")
    assert "name or initials" in changer.submit(candidate="new", name="").errors["name"]
    with office.db.begin() as session:
        session.query(Opening).filter_by(opening_id=analyst).update({"closed_at": office.clock()})
    assert "no longer in a plan" in changer.submit(part=f"{analyst}|1").errors["part"]
    assert now(office, interview).sequence == interview.sequence


def test_what_is_as_it_was_changes_nothing_and_twice_is_once(
    office: Office, changer: Changer, interview: Interview
) -> None:
    assert changer.does(interview, "what").title == "Change an interview"
    assert now(office, interview).sequence == interview.sequence
    changer.press("what")
    office.desk.fault("view_submission", "twice", times=1)
    changer.submit(candidate="new", name="Rosa Tran")
    office.desk.settled()
    assert len(changes(office, "interview.reassigned")) == 1


def test_what_changed_meanwhile_is_shown_and_not_overwritten(
    office: Office, changer: Changer, interview: Interview
) -> None:
    changer.open(interview)
    changer.press("what")
    known(office, office.priya)
    with office.db.begin() as session:
        reassigning.held(session, office.acme.id, interview.opening.id, 2)
        reassigning.reassign(
            session, office.acme.id, interview, interview.candidate, 2, office.priya.id, office.clock()
        )
    changer.submit(candidate="new", name="Rosa Tran")
    assert "changed this interview while you had it open" in changer.view.reading()
    assert now(office, interview).candidate == interview.candidate


def test_a_candidate_who_was_replaced_and_is_erased_is_named_nowhere(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    changer.does(interview, "what", candidate="new", name="Rosa Tran")
    told(office, office.clock() + QUIET)
    assert came(ana, "M.K.")
    with office.db.begin() as session:
        erasing.erase_candidate(session, office.acme.id, interview.candidate.id, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)
    assert came(ana, "M.K.") == []
    assert "15:00–15:45 · R.T. · " in mail(ana, "Tuesday 24 November: 1 interview · Berlin").reading()
    with office.db.read() as session:
        kept = [str(row.content) for row in session.query(Delivery).filter_by(team_id=office.acme.id)]
    assert "M.K." not in " ".join(kept)


def test_nor_in_what_whoever_arranged_it_was_told_and_stays_as_it_is(
    office: Office, changer: Changer, ana: Person
) -> None:
    interview = booked(office, [ana], THREE + timedelta(days=1), candidate="Mo Khan")
    ana.command("/interview", "pause until friday")
    assert "M.K." in mail(office.priya, "Ana Costa has paused messages").reading()
    office.clock.forward(minutes=1)
    changer.does(interview, "what", candidate="new", name="Rosa Tran")
    changer.submit()  # "Change it anyway"
    assert now(office, interview).candidate.shown_as == "R.T."
    with office.db.begin() as session:
        erasing.erase_candidate(session, office.acme.id, interview.candidate.id, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)
    assert [each for each in came(office.priya, "M.K.") if not each.ephemeral] == []
    assert came(office.priya, "This message was about a candidate whose data was erased.")
