"""Who is in the room, who asks what, and what the check says of it."""

from datetime import date, timedelta

import pytest

from prep.interviews import Seat
from sandbox.client import Person, View
from storage import deliveries, preferences
from storage.deliveries import Plan
from storage.tables import Delivery, Question
from tests.slackapp.booker import Booker
from tests.slackapp.booking import booked, known
from tests.slackapp.clocks import MONDAY
from tests.slackapp.office import Office
from tests.slackapp.test_schedule import stored

pytestmark = pytest.mark.in_turn


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return office.acme.person("Ana Costa", "Europe/Berlin")


def checked(office: Office, who: dict[str, str] | None = None, **room: object) -> str:
    """What the check says."""
    return Booker(office, office.priya).check(who, **room).reading()


def asked(view: View) -> list[str]:
    """Who asks what: the names and numbers, in order."""
    lines = view.reading().splitlines()
    begin = lines.index("Who asks what") + 1
    end = next(at for at, line in enumerate(lines) if line.startswith(("Adding it fixes", "They are fixed")))
    return [line.split(" ")[0] if line[0].isdigit() else line for line in lines[begin:end]]


def test_six_people_share_the_questions_and_the_preview_is_what_comes(office: Office, ana: Person) -> None:
    people = [ana, *office.acme.people(["Ben Okoro", "Cem Kaya", "Dee Day"], "Europe/London")]
    listener = office.acme.person("Lis Tener", "America/New_York")
    booker = Booker(office, office.priya)
    view = booker.check(interviewers=people, listening=[listener], others="Eve Ohneslack")
    reading = view.reading()
    assert "Lis Tener listens only · Tue 24 Nov, 4:30 am–5:15 am, New York time" in reading
    assert "Eve Ohneslack · not on Slack" in reading
    shown = asked(view)
    assert shown[0] == "Ana Costa"
    assert "Lis Tener" not in shown
    assert [each for each in shown if each.endswith(".") and each[0].isdigit()] == ["1.", "2.", "3.", "4.", "5.", "6."]
    booker.fill()
    [added] = stored(office)
    assert [each.seat for each in added.panel] == [Seat.LEADS] + [Seat.INTERVIEWER] * 4 + [Seat.LISTENING]
    with office.db.read() as session:
        texts = {row.question_id: row.text for row in session.query(Question)}
    asks = [question for each in added.panel for question in each.asks]
    assert len(asks) == 6
    at = [reading.index(texts[question.question_id][:100]) for question in asks]
    assert at == sorted(at), "as the preview had it, in its order"


def test_whoever_is_to_lead_leads(office: Office, ana: Person) -> None:
    booker = Booker(office, office.priya)
    view = booker.check(interviewers=[ana, office.priya], others="Eve")
    assert asked(view)[0] == "Ana Costa"
    view = booker.choose("leads", "Eve")
    assert asked(view)[0] == "Eve"
    assert "Eve leads" in view.reading()
    booker.fill()
    [added] = stored(office)
    assert {each.name: each.seat for each in added.panel if each.seat is Seat.LEADS} == {"Eve": Seat.LEADS}


def test_who_leads_is_taken_from_what_is_submitted(office: Office, ana: Person) -> None:
    booker = Booker(office, office.priya)
    booker.check(interviewers=[ana, office.priya])
    slow = office.desk.fault("views.update", "error", times=None, error="hash_conflict")
    office.priya.choose(booker.view, "schedule.leads", office.priya.id)
    booker.fill()
    office.desk.lift(slow)
    assert [each.seat for each in stored(office)[0].panel] == [Seat.INTERVIEWER, Seat.LEADS]


def test_a_time_outside_the_day_is_pointed_out_for_each(office: Office) -> None:
    sam = office.acme.person("Sam Sun", "America/Los_Angeles")
    reading = checked(office, interviewers=[sam, office.priya])
    assert "For Sam Sun it is 1:30 am–2:15 am on Tuesday 24 November: outside 8 to 19 o'clock." in reading
    assert "For Priya Nair" not in reading


def test_clocks_of_twelve_and_of_twenty_four_hours(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Africa/Lagos", locale="en-GB")
    assert "10:30–11:15, Berlin time" in Booker(office, ben).check(interviewers=[ben]).reading()


def test_another_interview_at_that_time_is_pointed_out(office: Office, ana: Person) -> None:
    booked(office, [ana], MONDAY.replace(day=24, hour=10), candidate="Max Mole")
    reading = checked(office, interviewers=[ana])
    assert "Ana Costa has another interview from 11:00 am to 11:45 am, Berlin time." in reading
    reading = checked(office, {"start": "11:45"}, interviewers=[ana])
    assert "another interview" not in reading


def test_whoever_hears_nothing_is_pointed_out(office: Office, ana: Person) -> None:
    gone = office.acme.person("Gon Egone", kind="deactivated")
    ben = office.acme.person("Ben Okoro", "Africa/Lagos")
    known(office, ana, ben)
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, ana.id, date(2026, 11, 30))
        plan = Plan("set", "once", ben.id, None, {}, office.clock())
        deliveries.plan(session, office.acme.id, plan, office.clock())
        session.query(Delivery).update({"state": "failed", "reason": "messages_tab_disabled"})
    reading = checked(office, interviewers=[ana, gone, ben])
    assert "Ana Costa paused my messages until Monday 30 November" in reading
    assert "Gon Egone's account is switched off" in reading
    assert "My last message to Ben Okoro didn't get through." in reading


def test_somebody_whose_zone_nobody_knows(office: Office) -> None:
    nil = office.acme.person("Nil Zone")
    assert "Nil Zone leads · Slack has no time zone for them" in checked(office, interviewers=[nil])
    view = Booker(office, nil)
    view.open()
    view.fill()
    assert "UTC (the workspace's; Slack has none for you)" in view.view.reading()


def test_where_all_only_listen_nobody_asks(office: Office, ana: Person) -> None:
    assert "Nobody asks the questions" in checked(office, listening=[ana])


def test_people_without_slack_alone_can_hold_it(office: Office) -> None:
    Booker(office, office.priya).add(others="Eve Ohneslack\nFritz")
    [added] = stored(office)
    assert [(each.member_id, each.name, each.seat) for each in added.panel] == [
        (None, "Eve Ohneslack", Seat.LEADS),
        (None, "Fritz", Seat.INTERVIEWER),
    ]
    assert all(each.asks for each in added.panel)


def test_a_shorter_interview_says_what_will_not_fit(office: Office) -> None:
    reading = checked(office, {"minutes": "30"}, interviewers=[office.priya])
    assert "It is shorter than planned: the last" in reading


def test_where_the_bank_runs_out_it_is_said(office: Office) -> None:
    with office.db.begin() as session:
        kept = session.query(Question).filter(Question.competency == "Investigation").first()
        assert kept
        session.query(Question).filter(Question.question_id != kept.question_id).update({"status": "retired"})
    reading = checked(office, interviewers=[office.priya])
    assert "of the 35 that are to be filled" in reading
    with office.db.begin() as session:
        session.query(Question).update({"status": "retired"})
    reading = checked(office, interviewers=[office.priya])
    assert "questions for 0 minutes of the 35" in reading
    assert "Who asks what" not in reading


def test_more_people_than_questions(office: Office) -> None:
    people = office.acme.people([f"Person {number}" for number in range(10)], "Europe/Berlin")
    assert "no questions: there are fewer than people" in checked(office, interviewers=people)


def test_it_says_which_are_told(office: Office, ana: Person) -> None:
    assert "I tell those who are in it" in Booker(office, office.priya).add(interviewers=[ana]).reading()
    alone = Booker(office, office.priya).add({"name": "B C"}, interviewers=[office.priya])
    assert "I tell those" not in alone.reading()
    with office.db.read() as session:
        told = {row.member_id for row in session.query(Delivery).filter(Delivery.kind == "added")}
        due = [row.due_at - office.clock() for row in session.query(Delivery).filter(Delivery.kind == "added")]
    assert told == {ana.id}, "whoever arranges it has been answered in the modal"
    assert all(timedelta() < each <= timedelta(minutes=10) for each in due)
