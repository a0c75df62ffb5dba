"""A hundred workspaces in which ten thousand people have an interview tomorrow: who the morning run is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from prep.bank import StarterRole
from prep.interviews import Links, Seat
from prep.messages import Kind
from prep.preferences import OPTIONAL_KINDS
from prep.words import key
from sandbox.client import Desk, Installation, Person, Workspace
from slackapp import manifest
from storage import agenda, arranging, candidates, members, openings, preferences, roles, workspaces
from storage.arranging import Booking
from storage.database import Database
from storage.filling import fill, shipped_digest
from storage.ids import new_id
from storage.members import Profile
from storage.panels import Seated
from storage.tables import Base, Candidate, Delivery, Interview, Member, Panelist

RECIPIENTS = 10_000
_LARGEST_SHARE, _IN_A_WORKSPACE = 0.15, 100
_IN_A_ROOM = 5
_AT_ONCE = 100
"""People in a transaction."""


@dataclass(frozen=True, slots=True)
class Workspaces:
    """The app's installation in each workspace, by its id."""

    installations: Mapping[str, Installation]


def sizes(people: int) -> Sequence[int]:
    """So many people in workspaces of about a hundred; fifteen in a hundred of them are in the first."""
    largest = int(people * _LARGEST_SHARE)
    return [largest, *_shares(people - largest, max(1, people // _IN_A_WORKSPACE - 1))]


def found(desk: Desk, db: Database, role: StarterRole, people: Sequence[int]) -> Workspaces:
    """Founds workspaces with so many people each in the local Slack and in the database. Morning messages are planned
    for an hour from now."""
    first: Installation | None = None
    installations: dict[str, Installation] = {}
    for number, size in enumerate(people):
        workspace = desk.workspace(f"Company {number}")
        installed = workspace.install(None if first else manifest.written(), app_of=first)
        first = first or installed
        installations[workspace.id] = installed
        _settle(db, workspace, installed, size, role)
    return Workspaces(installations)


def make_due(db: Database, who: Workspaces, due: datetime) -> None:
    """Moves every morning message to `due`, and everybody's morning with it."""
    with db.begin() as session:
        theirs = update(Delivery).where(Delivery.team_id.in_(list(who.installations)), Delivery.kind == Kind.DIGEST)
        session.execute(theirs.values(due_at=due))
        for team_id in who.installations:
            _rise_at(session, team_id, due.time())


def _shares(total: int, parts: int) -> Sequence[int]:
    return [total // parts + (part < total % parts) for part in range(parts)]


def _settle(db: Database, workspace: Workspace, installed: Installation, size: int, role: StarterRole) -> None:
    now = datetime.now(UTC)
    arranger, *people = workspace.people([f"Interviewer {number}" for number in range(size + 1)], "UTC")
    channels = workspace.open_dms(installed, people)
    ids = [person.id for person in people]
    with db.begin() as session:
        workspaces.install(session, workspace.id, workspace.name, "UTC", now)
        fill(session, workspace.id, [role], now)
        workspaces.keep_starter_digest(session, workspace.id, shipped_digest())
        _rise_at(session, workspace.id, (now + timedelta(hours=1)).time())
        members.keep(session, workspace.id, _profile(arranger), now)
        # They want the morning message and nothing else.
        unwanted = [each for each in OPTIONAL_KINDS if each is not Kind.DIGEST]
        session.execute(update(Member).where(Member.team_id == workspace.id).values(muted=unwanted))
        known = _row(session, Member, workspace.id)
        opened = zip(ids, channels, strict=True)
        session.execute(insert(Member), [known | {"member_id": id_, "dm_channel": dm.id} for id_, dm in opened])
        _book(session, workspace.id, role, arranger.id, ids, now)
    for start in range(0, size, _AT_ONCE):
        with db.begin() as session:
            agenda.recompute(session, workspace.id, now, ids[start : start + _AT_ONCE])


def _book(
    session: Session, team_id: str, starter: StarterRole, arranger: str, people: Sequence[str], now: datetime
) -> None:
    """One interview as the product books it; the others are copies, each with a candidate and a room of its own."""
    [summary] = roles.by_keys(session, team_id, [key(starter.slug)]).values()
    role = roles.find(session, team_id, summary.id)
    if role is None:
        raise LookupError(starter.slug)
    opening = openings.start(session, team_id, role, now)
    candidate = candidates.add(session, team_id, opening.id, "Jane Smith", now, keeps_names=False)
    booking = Booking(
        opening_id=opening.id,
        position=1,
        candidate_id=candidate.id,
        starts_at=now + timedelta(hours=20),
        minutes=45,
        links=Links(),
        note="",
        arranged_by=arranger,
        seated=[Seated(each, "", Seat.INTERVIEWER) for each in people[:_IN_A_ROOM]],
        source="person",
        once=new_id(),
    )
    booked = arranging.book(session, team_id, booking, now)
    seats = [_row(session, Panelist, team_id, Panelist.panelist_id == each.id) for each in booked.panel]
    person = _row(session, Candidate, team_id)
    interview = _row(session, Interview, team_id)
    for number, start in enumerate(range(_IN_A_ROOM, len(people), _IN_A_ROOM), 2):
        whose = {"candidate_id": new_id()}
        which = {"interview_id": new_id()}
        session.execute(insert(Candidate), [person | whose | {"shown_as": f"J.S. {number}"}])
        session.execute(insert(Interview), [interview | whose | which | {"external_id": new_id()}])
        room = zip(seats, people[start : start + _IN_A_ROOM], strict=False)  # the last may be smaller
        session.execute(
            insert(Panelist),
            [seat | which | {"panelist_id": new_id(), "member_id": member_id} for seat, member_id in room],
        )


def _rise_at(session: Session, team_id: str, at: time) -> None:
    house = preferences.of_workspace(session, team_id)
    every_day = replace(house, digest_time=at, digest_days=frozenset(range(1, 8)))
    preferences.keep_house(session, team_id, every_day)


def _row(session: Session, model: type[Base], team_id: str, *where: ColumnElement[bool]) -> dict[str, Any]:
    """The columns of the one such row of the workspace, to copy it."""
    session.flush()
    table = model.__table__
    return dict(session.execute(select(table).where(table.c.team_id == team_id, *where)).mappings().one())


def _profile(person: Person) -> Profile:
    return Profile(
        id=person.id,
        name=person.name,
        zone="UTC",
        locale="en-US",
        guest=False,
        external=False,
        deactivated=False,
        admin=False,
    )
