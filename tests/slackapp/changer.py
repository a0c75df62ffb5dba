"""Changing an interview as a person does it: opened from a list, and from there step by step."""

from dataclasses import dataclass
from typing import Any

from prep.interviews import Interview
from sandbox.client import Answer, Person, View
from storage import interviews
from storage.tables import Audit, Delivery
from tests.slackapp.office import Office


@dataclass
class Changer:
    """Somebody at the modal. `view` is what is in front of them."""

    office: Office
    person: Person

    @property
    def view(self) -> View:
        """What is in front of them."""
        return self.person.modals()[-1]

    def open(self, interview: Interview, word: str = "mine") -> View:
        """Presses “Change” under the interview, in a list of theirs."""
        message = self.office.ask(word, by=self.person)
        before = self.person.modals()
        assert self.person.press(message, "change.open", value=interview.id).ok
        return self.person.wait_modal(since=before[-1] if before else None)

    def press(self, action: str) -> View:
        """Presses a button of the modal; what it then looks like."""
        before = self.view
        answer = self.person.press(before, f"change.{action}")
        assert answer.ok, answer.error
        return self.person.wait_modal(since=before)

    def submit(self, **fields: Any) -> Answer:
        """Fills fields in, and submits."""
        answer = self.person.submit(self.view, fields)
        assert answer.ok or answer.errors, answer.error
        return answer

    def does(self, interview: Interview, step: str, **fields: Any) -> View:
        """Opens it, goes to a step, fills it in; what comes of it."""
        self.open(interview)
        self.press(step)
        answer = self.submit(**fields)
        assert not answer.errors, answer.errors
        return self.view


def now(office: Office, interview: Interview) -> Interview:
    """The interview as it is stored."""
    with office.db.read() as session:
        found = interviews.find(session, office.acme.id, interview.id)
    assert found
    return found


def planned(office: Office, kind: str) -> list[Delivery]:
    """What of a kind is still to be sent."""
    with office.db.read() as session:
        return session.query(Delivery).filter_by(team_id=office.acme.id, kind=kind, state="planned").all()


def changes(office: Office, action: str) -> list[Audit]:
    """What the audit says of an action."""
    with office.db.read() as session:
        return session.query(Audit).filter_by(team_id=office.acme.id, action=action).all()
