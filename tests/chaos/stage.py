"""What a chaos run plays in: a local Slack, a workspace with the app, and interviews that were booked."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from prep.interviews import Links, Seat
from prep.messages import Kind
from prep.preferences import OPTIONAL_KINDS
from sandbox.client import Desk, Installation, Person, Posted, Workspace
from slackapp import manifest
from storage import agenda, arranging, candidates, members, openings, preferences, roles, workspaces
from storage.arranging import Booking
from storage.database import Database
from storage.deliveries import State
from storage.filling import fill, shipped_digest
from storage.ids import new_id
from storage.members import Profile
from storage.panels import Seated
from storage.starter_bank import load_all
from storage.tables import Delivery, Member

IN_A_ROOM = 5
"""Interviewers of one interview."""
SOON = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Slack:
    """A local Slack, in a process of its own."""

    desk: Desk
    api_url: str


@contextmanager
def local_slack(log: Path, *, retry_delays: str) -> Iterator[Slack]:
    """Runs while the block lasts. Into `log` go its complaints of callers who were killed while they asked. An event
    that was not acknowledged comes again after these seconds, joined by commas."""
    command = [sys.executable, "-m", "sandbox", "--retry-delays", retry_delays, "--no-rules"]
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout
        told = json.loads(process.stdout.readline())
        try:
            with Desk(told["url"]) as desk:
                yield Slack(desk, told["api_url"])
        finally:
            process.terminate()


@dataclass(frozen=True, slots=True)
class Stage:
    """A workspace whose interviewers are to have one morning message each."""

    slack: Slack
    acme: Workspace
    installation: Installation
    database_url: str
    interviewers: Sequence[Person]

    @property
    def environment(self) -> Mapping[str, str]:
        """What the app is told in both modes."""
        return {
            "SLACK_BOT_TOKEN": self.installation.bot_token,
            "SLACK_SIGNING_SECRET": self.installation.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.database_url,
            "TICK_SECONDS": "0.5",
        }

    def posted(self) -> list[Posted]:
        """Every message that Slack took, by its own record."""
        return self.slack.desk.posted(self.acme, texts=False)

    def amiss(self) -> dict[str, int]:
        """By person, how many messages they have where it is not the one that follows from what was booked."""
        had = Counter(str(each.person) for each in self.posted())
        booked = {person.id for person in self.interviewers}
        return {each: had[each] for each in booked | had.keys() if had[each] != (each in booked)}

    def doubled(self) -> int:
        """How many messages came once too often."""
        return sum(number - 1 for number in self.amiss().values() if number > 1)

    def lost(self) -> int:
        """How many people have nothing."""
        return sum(number == 0 for number in self.amiss().values())


def booked_stage(slack: Slack, database_url: str, people: int, *, socket: bool, db: Database) -> Stage:
    """So many interviewers, five to a room, each with one interview tomorrow. Their morning messages are due a few
    seconds from now. The database, empty, is migrated."""
    acme = slack.desk.workspace("Acme", zone="UTC")
    written = manifest.written()
    written["settings"]["socket_mode_enabled"] = socket
    installation = acme.install(written)
    arranger, *interviewers = acme.people([f"Interviewer {number}" for number in range(people + 1)], "UTC")
    opened = acme.open_dms(installation, interviewers)
    now = datetime.now(UTC)
    with db.begin() as session:
        workspaces.install(session, acme.id, "Acme", "UTC", now)
        fill(session, acme.id, load_all(), now)
        workspaces.keep_starter_digest(session, acme.id, shipped_digest())
        for person in (arranger, *interviewers):
            members.keep(session, acme.id, _profile(person), now)
        for person, channel in zip(interviewers, opened, strict=True):
            members.keep_dm(session, acme.id, person.id, channel.id)
            members.welcome(session, acme.id, person.id, now)
        # They want the morning message and nothing else: so what they are to have is one message.
        unwanted = [each for each in OPTIONAL_KINDS if each is not Kind.DIGEST]
        session.execute(update(Member).where(Member.team_id == acme.id).values(muted=unwanted))
    _book(db, acme.id, arranger, interviewers, now)
    due = (datetime.now(UTC) + SOON).replace(microsecond=0)
    with db.begin() as session:
        house = preferences.of_workspace(session, acme.id)
        every_day = replace(house, digest_time=due.time(), digest_days=frozenset(range(1, 8)))
        preferences.keep_house(session, acme.id, every_day)
        agenda.recompute(session, acme.id, datetime.now(UTC))
    return Stage(slack, acme, installation, database_url, interviewers)


def _book(db: Database, team_id: str, arranger: Person, interviewers: Sequence[Person], now: datetime) -> None:
    with db.begin() as session:
        role = roles.find(session, team_id, roles.by_keys(session, team_id, ["trustsafety"])["trustsafety"].id)
        assert role
        opening = openings.start(session, team_id, role, now)
    for number in range(0, len(interviewers), IN_A_ROOM):
        room = interviewers[number : number + IN_A_ROOM]
        with db.begin() as session:
            name = f"Candidate {number}"
            candidate = candidates.add(session, team_id, opening.id, name, now, keeps_names=True)
            booking = Booking(
                opening_id=opening.id,
                position=1,
                candidate_id=candidate.id,
                starts_at=now + timedelta(hours=20),
                minutes=45,
                links=Links(),
                note="",
                arranged_by=arranger.id,
                seated=[Seated(each.id, "", Seat.INTERVIEWER) for each in room],
                source="person",
                once=new_id(),
            )
            arranging.book(session, team_id, booking, now)


def sending(db: Database) -> set[str]:
    """The claims that are open: a lease's id and a delivery's each."""
    with db.read() as session:
        rows = session.execute(select(Delivery.lease_id, Delivery.delivery_id).where(Delivery.state == State.SENDING))
        return {f"{row[0]} {row[1]}" for row in rows}


def left(db: Database) -> int:
    """How many morning messages are due and not sent."""
    now = datetime.now(UTC)
    with db.read() as session:
        rows = session.scalars(
            select(Delivery.delivery_id).where(
                Delivery.kind == Kind.DIGEST,
                Delivery.state.in_((State.PLANNED, State.SENDING)),
                Delivery.due_at < now + timedelta(hours=1),
            )
        )
        return len(rows.all())


def _profile(person: Person) -> Profile:
    facts: dict[str, Any] = {"zone": "UTC", "locale": "en-US"}
    return Profile(person.id, person.name, guest=False, external=False, deactivated=False, admin=False, **facts)
