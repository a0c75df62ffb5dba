"""Direct messages are opened when somebody is first put into an interview."""

from datetime import timedelta

from sandbox import Sandbox
from sandbox.client import Person
from slackapp.installations import OneInstallation
from slackapp.jobs.opening import Doors
from storage import members, workspaces
from storage.clocks import database_time
from tests.slackapp.booker import Booker
from tests.slackapp.booking import booked
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


def test_whom_slack_refuses_is_left_out_until_all_others_have_theirs(office: Office) -> None:
    """The budget allows two at once: were the same two asked again and again, nobody would come after them."""
    people = [office.acme.person(name, "Europe/Berlin") for name in ("Ana Costa", "Ben Okoro", "Eve Ito", "Mo Khan")]
    office.desk.fault("conversations.open", "error", times=2, error="user_disabled")
    Booker(office, office.priya).add(interviewers=people)
    until(lambda: len(office.desk.calls("conversations.open")) >= 5)
    asked = [call.sent["users"] for call in office.desk.calls("conversations.open")]
    assert sorted(asked) == sorted({*asked}), "nobody is asked for twice"
    until(lambda: sum(is_open(office, each) for each in (*people, office.priya)) == 3)


def test_a_workspace_that_revoked_its_token_is_left_alone(office: Office) -> None:
    ana, ben = (office.acme.person(name, "Europe/Berlin") for name in ("Ana Costa", "Ben Okoro"))
    office.desk.fault("conversations.open", "error", times=None, error="token_revoked")
    Booker(office, office.priya).add(interviewers=[ana, ben])
    until(lambda: not installed(office))
    assert len(office.desk.calls("conversations.open")) == 1


def test_a_workspace_that_took_the_app_out_is_not_asked(office: Office, slack: Sandbox) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    booked(office, [ana], office.clock() + timedelta(days=1))
    with office.db.begin() as session:
        workspaces.uninstall(session, office.acme.id, office.clock())
    token = OneInstallation(office.installation.bot_token, slack.api_url, lambda _, __: None)
    doors = Doors(office.db, token, office.clock, database_time)
    assert (doors.open(office.acme.id), doors.open_all()) == (None, None)
    assert office.desk.calls("conversations.open") == []


def installed(office: Office) -> bool:
    """Whether the app takes itself to be in the workspace."""
    with office.db.read() as session:
        return workspaces.is_installed(session, office.acme.id)
