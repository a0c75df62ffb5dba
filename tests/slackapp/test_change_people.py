"""Other people in the room of an interview: who asks follows, what is asked stays."""

from datetime import timedelta

import pytest

from prep.interviews import Interview
from sandbox.client import Person
from storage import arranging
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer, now, planned
from tests.slackapp.office import Office

DAY = timedelta(days=1)


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    person = office.acme.person("Ana Costa", "Europe/Berlin")
    known(office, person)
    return person


@pytest.fixture
def interview(office: Office, ana: Person) -> Interview:
    """Tuesday at 10 in Berlin; Priya arranged it."""
    return booked(office, [ana, "Ben Okoro"], office.clock() + DAY)


@pytest.fixture
def changer(office: Office) -> Changer:
    """Priya at the modal."""
    return Changer(office, office.priya)


def test_people_change_and_with_them_who_asks(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    chloe = office.acme.person("Chloé Martin", "Europe/Paris")
    view = changer.does(interview, "people", interviewers=[chloe], listening=[ana], others="Dana Fox", leading="first")
    assert "Chloé Martin (leads), Dana Fox and Ana Costa (listening)." in view.reading()
    after = now(office, interview)
    asks = {each.name: len(each.asks) for each in after.panel}
    assert asks["Ana Costa"] == 0
    assert sum(asks.values()) == sum(len(each.asks) for each in interview.panel)
    assert {row.member_id for row in planned(office, "added")} == {ana.id, chloe.id}


def test_somebody_without_slack_may_lead(office: Office, changer: Changer, interview: Interview) -> None:
    changer.open(interview)
    changer.press("people")
    changer.submit(leading="name:Ben Okoro")
    assert "Ben Okoro (leads)" in changer.view.reading()
    assert "Ana Costa (leads)" not in changer.view.reading()


def test_who_said_that_they_cannot_come_is_no_longer_among_those_chosen(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, ana.id, office.clock())
    assert "Ana Costa can't come" in changer.open(interview).reading()
    view = changer.press("people")
    assert view.values["interviewers"]["interviewers"].get("selected_users", []) == []
    changer.submit(interviewers=[ana])
    assert now(office, interview).in_room[-1].member_id == ana.id


def test_mistakes_about_people_are_said_at_their_field(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    guest = office.acme.person("Gus Guest", kind="guest")
    changer.open(interview)
    changer.press("people")
    assert "a guest here" in changer.submit(interviewers=[guest]).errors["interviewers"]
    assert "twice" in changer.submit(interviewers=[ana], listening=[ana]).errors["listening"]
    assert "Nobody is in the room" in changer.submit(interviewers=[], listening=[], others="").errors["interviewers"]


def test_what_is_worth_a_look_about_people_is_shown_before(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    view = changer.does(interview, "people", interviewers=[], others="", listening=[ana])
    assert "Nobody asks the questions" in view.reading()
    assert now(office, interview) == interview
    changer.submit()
    assert changer.view.title == "Done"
    assert [each.member_id for each in now(office, interview).panel] == [ana.id]


def test_however_much_is_typed_for_who_is_not_on_slack_it_is_shown_before(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    booked(office, [ana], interview.starts_at, candidate="Li Wei")
    typed = "Dana Fox" + "\n" * 990 + "Wolfe" * 400
    view = changer.does(interview, "people", others=f"{typed:<3000}")
    assert "Ana Costa has another interview" in view.reading()
    changer.submit()
    assert changer.view.title == "Done"
    assert [len(each.name) for each in now(office, interview).panel] == [len("Ana Costa"), len("Dana Fox"), 80]
