"""A search for a role, in a workspace of its own, with people who can be put into interviews."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.digests import covers_until, latest_digest
from prep.interviews import Candidate, Interview, Links, Opening, Seat
from prep.telling import told_by_itself
from storage import (
    arranging,
    candidates,
    interviews,
    members,
    mornings,
    openings,
    preferences,
    roles,
    told,
    untold,
    workspaces,
)
from storage.arranging import Booking
from storage.deliveries import State
from storage.filling import fill
from storage.ids import new_id
from storage.members import Profile
from storage.panels import Seated
from storage.tables import Delivery
from tests import bank

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def seated(*people: str, listening: Collection[str] = ()) -> list[Seated]:
    """These in the room, the first leading. Ids of members begin with U; anything else is a name without Slack."""
    seats = [(each, Seat.INTERVIEWER if place else Seat.LEADS) for place, each in enumerate(people)]
    seats += [(each, Seat.LISTENING) for each in listening]
    return [Seated(each, "", seat) if each.startswith("U") else Seated(None, each, seat) for each, seat in seats]


@dataclass
class Search:
    """An opening. Everything is done in the caller's session, at `now`, by `UARRANGER`."""

    team_id: str
    opening: Opening
    now: datetime = MONDAY
    by: str = "UARRANGER"
    sent: set[str] = field(default_factory=set)
    """`once` of every message that was sent."""
    until: dict[str, datetime] = field(default_factory=dict)
    """Up to when a morning message that was sent told what starts, by its `once`."""

    def candidate(self, session: Session, name: str = "Jane Smith") -> Candidate:
        """A new one."""
        return candidates.add(session, self.team_id, self.opening.id, name, self.now, keeps_names=False)

    def book(
        self,
        session: Session,
        room: Sequence[Seated],
        starts_at: datetime,
        *,
        candidate: Candidate | None = None,
        position: int = 1,
        minutes: int = 45,
        once: str = "",
    ) -> Interview:
        """Adds an interview; without `candidate` for a new one."""
        candidate = candidate or self.candidate(session)
        booking = Booking(
            opening_id=self.opening.id,
            position=position,
            candidate_id=candidate.id,
            starts_at=starts_at,
            minutes=minutes,
            links=Links("https://meet.example/1", "https://cv.example/1", ""),
            note="Captions on, please.",
            arranged_by=self.by,
            seated=room,
            source="person",
            once=once or new_id(),
        )
        return arranging.book(session, self.team_id, booking, self.now)

    def find(self, session: Session, interview_id: str) -> Interview:
        """The interview as it is now."""
        session.expire_all()
        found = interviews.find(session, self.team_id, interview_id)
        assert found
        return found

    def planned(self, session: Session, *kinds: str, member_id: str = "") -> list[Delivery]:
        """What is still to be sent, by when it is due: of these kinds, to this member."""
        session.expire_all()
        rows = session.scalars(
            select(Delivery)
            .where(Delivery.team_id == self.team_id, Delivery.state == State.PLANNED)
            .order_by(Delivery.due_at, Delivery.delivery_id)
        )
        return [row for row in rows if row.kind in kinds and member_id in ("", row.member_id)]

    def wait(self, session: Session, until: datetime) -> None:
        """Time passes: what becomes due is sent, each at its moment."""
        while due := [row for row in self.planned(session, "added", "digest", "reminder") if row.due_at <= until]:
            self.send(session, due[0], max(due[0].due_at, self.now))
        self.now = until

    def send(self, session: Session, row: Delivery, at: datetime, state: State = State.SENT) -> None:
        """This message is sent at this moment, with what follows from it."""
        self.sent.add(row.once)
        content = row.content
        if state is State.SENT and row.kind == "digest" and row.member_id:
            rhythm = preferences.of_member(session, self.team_id, row.member_id).rhythm
            self.until[row.once] = covers_until(rhythm, latest_digest(rhythm, row.due_at, at))
            content = {**content, mornings.UNTIL: self.until[row.once].isoformat()}
        session.execute(
            update(Delivery)
            .where(Delivery.team_id == self.team_id, Delivery.delivery_id == row.delivery_id)
            .values(state=state, content=content, channel_id=f"D{row.member_id}", ts=f"{len(self.sent)}.0", sent_at=at)
        )
        if state is State.SENT and row.kind in {"added", "digest"} and row.member_id:
            theirs = preferences.of_member(session, self.team_id, row.member_id)
            for each in untold.ahead(session, self.team_id, row.member_id, at):
                if row.kind == "digest" or told_by_itself(theirs, each.starts_at, at):
                    told.know(session, self.team_id, each, row.member_id, at)
        if row.kind == "digest" and row.member_id:
            mornings.plan(session, self.team_id, row.member_id, at)


def begin(session: Session, *people: str, zone: str = "Europe/Berlin") -> Search:
    """A search in a new workspace, in which these people are members; so is whoever arranges."""
    team_id = f"T{uuid4().hex[:12]}"
    workspaces.install(session, team_id, "Acme", "UTC", MONDAY)
    fill(session, team_id, [bank.role("trust-safety")], MONDAY)
    for each in ("UARRANGER", *people):
        members.keep(session, team_id, person(each, zone), MONDAY)
    role = roles.find(session, team_id, roles.by_keys(session, team_id, ["trustsafety"])["trustsafety"].id)
    assert role
    return Search(team_id, openings.start(session, team_id, role, MONDAY))


def person(member_id: str, zone: str) -> Profile:
    """Somebody, as Slack describes them."""
    return Profile(
        member_id, member_id.title(), zone, "en-GB", guest=False, external=False, deactivated=False, admin=False
    )


def at(days: float = 0, hours: float = 0, minutes: float = 0) -> datetime:
    """So long after the Monday on which every search begins: 10 o'clock in Berlin."""
    return MONDAY + timedelta(days=days, hours=hours, minutes=minutes)
