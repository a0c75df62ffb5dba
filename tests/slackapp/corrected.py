"""Interviews that change after people were told of them, and what they then read."""

from datetime import datetime, timedelta

from prep.interviews import Interview, Links
from prep.messages import Kind
from sandbox.client import Message, Person
from storage import arranging
from storage.panels import Seated
from storage.tables import Delivery
from tests.slackapp.booking import Somebody, known, seats
from tests.slackapp.mail import at, mail
from tests.slackapp.office import Office, until

QUIET = timedelta(minutes=2)


def told(office: Office, moment: datetime) -> None:
    """It is that moment, and whatever is due by then has come."""
    at(office, moment)
    settled(office)


def settled(office: Office) -> None:
    """Waits until nothing is due any more that was not sent."""
    until(office.sent)


def flies(office: Office, kind: Kind) -> None:
    """Waits until a message of this kind was composed and is on its way to Slack."""

    def is_composed() -> bool:
        with office.db.read() as session:
            rows = session.query(Delivery).filter_by(team_id=office.acme.id, kind=kind, state="sending")
            return any("told" in row.content for row in rows)

    until(is_composed, at_least_every=0.01)


def move(
    office: Office, interview: Interview, starts_at: datetime, minutes: int = 45, by: Person | None = None
) -> Interview:
    """Somebody (Priya) moves it now."""
    with office.db.begin() as session:
        by_id = (by or office.priya).id
        moved = arranging.move(session, office.acme.id, interview.id, starts_at, minutes, by_id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)
    return moved


def cancel(office: Office, interview: Interview, reason: str = "", by: Person | None = None) -> None:
    """Somebody (Priya) calls it off now."""
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, interview.id, (by or office.priya).id, office.clock(), reason)
    office.assembled.metronome.nudge()
    settled(office)


def restaff(
    office: Office, interview: Interview, *who: Somebody, listening: tuple[Somebody, ...] = (), by: Person | None = None
) -> Interview:
    """Somebody (Priya) makes these be in the room now; the first leads."""
    known(office, *[each for each in (*who, *listening) if isinstance(each, Person)])
    seated: list[Seated] = seats(who, listening)
    with office.db.begin() as session:
        by_id = (by or office.priya).id
        after = arranging.restaff(session, office.acme.id, interview.id, seated, by_id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)
    return after


def decline(office: Office, interview: Interview, who: Person) -> None:
    """They cannot come, and say so now."""
    with office.db.begin() as session:
        assert arranging.decline(session, office.acme.id, interview.id, who.id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)


def edit(office: Office, interview: Interview, links: Links, note: str = "") -> None:
    """Priya changes where things are, and the note."""
    with office.db.begin() as session:
        arranging.edit(session, office.acme.id, interview.id, links, note, office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    settled(office)


def lines(person: Person, containing: str) -> list[str]:
    """What the person's latest message with these words says, line by line."""
    return mail(person, containing).reading().split("\n")


def came(person: Person, containing: str = "") -> list[Message]:
    """The person's messages from the app that read so, as they are now, the oldest first."""
    return [each for each in person.dm() if containing in each.reading()]
