"""What comes after interviews: people asked, and their answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from prep.afterwards import AFTER
from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Message, Person, View
from storage.deliveries import State
from storage.tables import Delivery, PlanQuestion, Rating
from tests.slackapp.mail import at, mail
from tests.slackapp.office import Office

FIRST = "After your interview"


def quiet(office: Office) -> None:
    """Of what is planned by now only what asks afterwards is sent: the other messages have their own tests."""
    with office.db.begin() as session:
        session.execute(
            update(Delivery)
            .where(
                Delivery.team_id == office.acme.id, Delivery.state == State.PLANNED, Delivery.kind != Kind.AFTERWARDS
            )
            .values(state=State.SUPERSEDED)
        )


def over(office: Office, interview: Interview, **later: float) -> datetime:
    """It is ten minutes after the interview, or so much later, and what is due goes out."""
    quiet(office)
    moment = interview.ends_at + AFTER + timedelta(**later)
    at(office, moment)
    return moment


def asked(office: Office, person: Person, interview: Interview) -> Message:
    """The message that asks the person after the interview."""
    over(office, interview)
    return mail(person, FIRST)


def tick(person: Person, message: Message, *titles: str) -> None:
    """Ticks the boxes whose words begin so, and no others, and presses the button."""
    for boxes in (each for each in message.elements() if each.type == "checkboxes"):
        wanted = [value for label, value in boxes.options if label.startswith(titles)] if titles else []
        assert person.choose(message, boxes, wanted).ok
    assert person.press(message, "afterwards.send").ok


def more(person: Person, message: Message) -> View:
    """Opens the modal in which everything can be said."""
    before = person.modals()[-1:]
    assert person.press(message, "afterwards.open").ok
    return person.wait_modal(containing="Which helped?".upper(), since=before[0] if before else None)


def fields(view: View) -> list[str]:
    """Its questions' fields, in order."""
    return [each.block_id for each in view.elements() if each.type == "static_select"]


def words(office: Office, person: Person) -> dict[str, str]:
    """What of the person's words counts, by the way in which they were said and the question's short title."""
    with office.db.read() as session:
        rows = session.execute(
            select(Rating.source, PlanQuestion.short, Rating.judgement)
            .join(
                PlanQuestion,
                (PlanQuestion.team_id == Rating.team_id) & (PlanQuestion.question_id == Rating.question_id),
            )
            .where(Rating.team_id == office.acme.id, Rating.member_id == person.id, Rating.taken_back_at.is_(None))
        )
        return {f"{source.partition('/')[0]} {short}": judgement for source, short, judgement in rows}


def titles(message: Message) -> Sequence[str]:
    """What stands beside the boxes, in order."""
    return [label for each in message.elements() if each.type == "checkboxes" for label, _ in each.options]
