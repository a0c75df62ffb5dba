"""Who the storm comes over: a workspace with the app, and interviewers in three zones who are hiring for one role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sandbox.client import Installation, Person, Workspace
from slackapp import manifest
from storage import members, openings, roles, workspaces
from storage.database import Database
from storage.filling import fill, shipped_digest
from storage.members import Profile
from storage.starter_bank import load_all
from tests.chaos.stage import Slack

DAWN: Final = datetime(2026, 10, 23, 2, 45, tzinfo=UTC)
"""A Friday, before anybody's morning. On the Sunday that follows clocks go back in Berlin, a week later in New York."""
ZONES: Final = ("Europe/Berlin", "Asia/Kolkata", "America/New_York")
PEOPLE: Final = 24
_NEW: Final = 4
_ROLE: Final = "trustsafety"
_LOCALE: Final = "en-GB"


@dataclass(frozen=True, slots=True)
class Company:
    """`interviewers` by their ids, and `zones` of theirs; `arranger` is the id of who books."""

    slack: Slack
    acme: Workspace
    installation: Installation
    interviewers: Mapping[str, Person]
    zones: Mapping[str, str]
    arranger: str
    opening_id: str

    def environment(self, database_url: str) -> dict[str, str]:
        """What the app is told: Socket Mode, so that Slack speaks to whichever process lives."""
        return {
            "SLACK_BOT_TOKEN": self.installation.bot_token,
            "SLACK_APP_TOKEN": self.installation.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": database_url,
            "TICK_SECONDS": "0.5",
        }


def found(slack: Slack, db: Database, people: int = PEOPLE) -> Company:
    """The company as it is at DAWN, with nothing booked. `db` is migrated and empty. The app has direct messages with
    most of the interviewers."""
    acme = slack.desk.workspace("Acme", zone="UTC")
    written = manifest.written()
    written["settings"]["socket_mode_enabled"] = True
    installation = acme.install(written)
    zones = [ZONES[number % len(ZONES)] for number in range(people)]
    arranger, *interviewers = [
        acme.person(name, zone, locale=_LOCALE)
        for name, zone in [("Ana Costa", "UTC"), *((f"Interviewer {n}", zone) for n, zone in enumerate(zones))]
    ]
    known = interviewers[_NEW:]
    channels = acme.open_dms(installation, known)
    with db.begin() as session:
        workspaces.install(session, acme.id, "Acme", "UTC", DAWN)
        fill(session, acme.id, load_all(), DAWN)
        workspaces.keep_starter_digest(session, acme.id, shipped_digest())
        for person, zone in zip([arranger, *interviewers], ["UTC", *zones], strict=True):
            members.keep(session, acme.id, _profile(person, zone), DAWN)
        for person, channel in zip(known, channels, strict=True):
            members.keep_dm(session, acme.id, person.id, channel.id)
        role = roles.find(session, acme.id, roles.by_keys(session, acme.id, [_ROLE])[_ROLE].id)
        assert role
        opening = openings.start(session, acme.id, role, DAWN)
    return Company(
        slack,
        acme,
        installation,
        {each.id: each for each in interviewers},
        {each.id: zone for each, zone in zip(interviewers, zones, strict=True)},
        arranger.id,
        opening.id,
    )


def _profile(person: Person, zone: str) -> Profile:
    return Profile(person.id, person.name, zone, _LOCALE, guest=False, external=False, deactivated=False, admin=False)
