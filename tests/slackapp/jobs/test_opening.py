"""Direct messages are opened when somebody is first put into an interview."""

from sandbox.client import Person
from storage import members
from tests.slackapp.booker import Booker
from tests.slackapp.office import Office, until


def is_open(office: Office, person: Person) -> bool:
    """Whether the app knows where to write to them."""
    with office.db.read() as session:
        return members.dm_channel(session, office.acme.id, person.id) == person.dm_channel().id


def test_they_are_open_before_the_first_message(office: Office) -> None:
    ana, ben = (office.acme.person(name, "Europe/Berlin") for name in ("Ana Costa", "Ben Okoro"))
    Booker(office, office.priya).add(interviewers=[ana], listening=[ben])
    until(lambda: is_open(office, ana) and is_open(office, ben))
    assert office.desk.calls("chat.postMessage") == []


def test_where_slack_is_busy_they_are_opened_a_little_later(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    office.desk.fault("conversations.open", "rate_limited", times=1, seconds=1)
    Booker(office, office.priya).add(interviewers=[ana])
    until(lambda: is_open(office, ana))
    until(lambda: is_open(office, office.priya))
    assert len(office.desk.calls("conversations.open")) == 3, "refused once, then Ana's, and Priya's who arranged it"


def test_somebody_to_whom_slack_opens_none_keeps_nobody_waiting(office: Office) -> None:
    ana, ben = (office.acme.person(name, "Europe/Berlin") for name in ("Ana Costa", "Ben Okoro"))
    office.desk.fault("conversations.open", "error", times=1, error="user_disabled")
    Booker(office, office.priya).add(interviewers=[ana, ben])
    until(lambda: sum(is_open(office, each) for each in (ana, ben, office.priya)) >= 2)  # she arranged it
