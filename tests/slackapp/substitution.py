"""Handing an interview over as people do it: somebody names a substitute, who is asked."""

from dataclasses import dataclass
from typing import Any

from prep.interviews import Interview
from sandbox.client import Answer, Message, Person
from storage import openings
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import now
from tests.slackapp.mail import mail
from tests.slackapp.office import Office
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben

QUESTION = "Can you come to an interview instead of Ana Costa?"


@dataclass
class Room:
    """An interview on Tuesday at 10:30 in Berlin. Priya arranged it, Ana leads, Ben is in it; Chloé might come."""

    office: Office
    interview: Interview
    ana: Person
    ben: Person
    chloe: Person

    @property
    def priya(self) -> Person:
        """Who arranged it."""
        return self.office.priya

    def names(self, somebody: Person, chosen: Person | None = None, **fields: Any) -> Answer:
        """They press “I can't make it”, fill it in, and submit."""
        for view in somebody.modals()[-1:]:
            somebody.close(view, everything=True)
        assert somebody.press(self.office.ask("digest", by=somebody), "cannot.open").ok
        view = somebody.wait_modal(containing="Tell them")
        return somebody.submit(view, {**fields, **({"substitute": [chosen]} if chosen else {})})

    def asked(self, fields: dict[str, Any] | None = None) -> Message:
        """Ana names Chloé; the question, as it came."""
        assert not self.names(self.ana, self.chloe, **(fields or {})).errors
        return mail(self.chloe, QUESTION)

    def says(self, message: Message, *, yes: bool, by: Person | None = None) -> None:
        """Somebody, Chloé unless said, presses yes or no."""
        assert (by or self.chloe).press(message, "substitute.yes" if yes else "substitute.no").ok

    def asks(self) -> dict[str, list[str]]:
        """Who asks which questions now, by name."""
        return {each.name: [one.question_id for one in each.asks] for each in now(self.office, self.interview).panel}

    def present(self) -> list[str]:
        """Those in the room, by name."""
        return [each.name for each in now(self.office, self.interview).in_room]

    def covered(self) -> bool:
        """Whether every question is somebody's who is in the room, and nobody else's."""
        interview = now(self.office, self.interview)
        with self.office.db.read() as session:
            opening = interview.opening.id
            questions = openings.questions(session, self.office.acme.id, opening, interview.part.position)
        asked = [one.question_id for each in interview.panel for one in each.asks]
        present = [one.question_id for each in interview.in_room for one in each.asks]
        return sorted(asked) == sorted(present) == sorted(each.id for each in questions)


def room(office: Office, **booking: Any) -> Room:
    """The room, and everybody known."""
    ana, ben = ana_and_ben(office)
    chloe = office.acme.person("Chloé Martin", "Europe/Paris")
    known(office, chloe)
    return Room(office, booked(office, [ana, ben], booking.pop("at", TEN_THIRTY), **booking), ana, ben, chloe)
