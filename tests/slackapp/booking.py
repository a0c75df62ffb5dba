"""Interviews for tests of what follows from them: booked as the product books, without the modal."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk import WebClient

from prep.interviews import Candidate, Interview, Links, Seat
from sandbox.client import Person
from slackapp.people import profile_of
from storage import arranging, candidates, members, openings, roles
from storage.arranging import Booking
from storage.ids import new_id
from storage.panels import Seated
from tests.slackapp.office import Office

Somebody = Person | str
"""A person, or the name of one without Slack."""


def known(office: Office, *people: Person) -> None:
    """The app has heard of these people, by what Slack says of them."""
    client = WebClient(office.installation.bot_token, base_url=office.assembled.app.client.base_url)
    for person in people:
        user = client.users_info(user=person.id, include_locale=True)["user"]
        with office.db.begin() as session:
            members.keep(session, office.acme.id, profile_of(user, office.acme.id), office.clock())


def booked(
    office: Office,
    who: Sequence[Somebody],
    starts_at: datetime,
    *,
    candidate: str | Candidate = "Jane Smith",
    minutes: int = 45,
    role: str = "trustsafety",
    position: int = 1,
    listening: Sequence[Somebody] = (),
    by: Person | None = None,
    links: Links | None = None,
    note: str = "",
    keeps_names: bool = False,
) -> Interview:
    """An interview that `by` (Priya) arranged. The first of `who` leads; `position` is the part of the plan.

    A name makes a new candidate; hand in an interview's `candidate` for their next one.
    """
    team_id, arranger = office.acme.id, by or office.priya
    known(office, arranger, *[each for each in (*who, *listening) if isinstance(each, Person)])
    with office.db.begin() as session:
        summary = roles.by_keys(session, team_id, [role])[role]
        found = roles.find(session, team_id, summary.id)
        assert found
        opening = openings.of_role(session, team_id, found.id)
        opening = opening or openings.start(session, team_id, found, office.clock())
        if isinstance(candidate, str):
            candidate = candidates.add(session, team_id, opening.id, candidate, office.clock(), keeps_names=keeps_names)
        booking = Booking(
            opening_id=opening.id,
            position=position,
            candidate_id=candidate.id,
            starts_at=starts_at,
            minutes=minutes,
            links=links or Links(),
            note=note,
            arranged_by=arranger.id,
            seated=seats(who, listening),
            source="person",
            once=new_id(),
        )
        return arranging.book(session, team_id, booking, office.clock())


def seats(who: Sequence[Somebody], listening: Sequence[Somebody] = ()) -> list[Seated]:
    """These in the room, the first of `who` leading."""
    asking = [_seated(each, Seat.INTERVIEWER if place else Seat.LEADS) for place, each in enumerate(who)]
    return [*asking, *(_seated(each, Seat.LISTENING) for each in listening)]


def _seated(somebody: Somebody, seat: Seat) -> Seated:
    if isinstance(somebody, Person):
        return Seated(somebody.id, "", seat)
    return Seated(None, somebody, seat)
