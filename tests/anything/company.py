"""A workspace with the app: two who arrange, interviewers in several zones, a search that they are hiring for."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from sandbox import Sandbox
from sandbox.client import Installation, Person, Workspace
from slackapp.settings import Settings
from storage import members, openings, roles
from storage.database import Database
from storage.members import Profile
from tests import bank
from tests.filled import with_bank
from tests.slackapp.office import app_manifest, settings

DAWN: Final = datetime(2026, 10, 22, 4, 0, tzinfo=UTC)
"""A Thursday. On the Sunday that follows clocks go back in Berlin, a week later in New York."""
ZONES: Final = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia")
NAMES: Final = ("Ana Costa", "Ben Okoro", "Chloé Martin")
LOCALE: Final = "en-GB"
_ROLE: Final = "trustsafety"


@dataclass(frozen=True, slots=True)
class Company:
    """`interviewers` by their ids; `arrangers` are two admins, of whom the first books until they leave; `settings` are
    what the app is started with."""

    slack: Sandbox
    acme: Workspace
    installation: Installation
    settings: Settings
    arrangers: tuple[Person, Person]
    interviewers: dict[str, Person]
    opening_id: str


def found(slack: Sandbox, database_url: str) -> Company:
    """The company at DAWN, with nothing booked, in a migrated, empty database."""
    acme = slack.desk.workspace("Acme", zone="UTC")
    installation = acme.install(app_manifest(socket=True))
    priya, noor = (acme.person(name, "UTC", locale=LOCALE, kind="admin") for name in ("Priya Nair", "Noor Haddad"))
    people = [acme.person(name, ZONES[place], locale=LOCALE) for place, name in enumerate(NAMES)]
    with_bank(database_url, acme.id, "Acme", [bank.role("trust-safety")], DAWN)
    db = Database(database_url)
    with db.begin() as session:
        for arranger in (priya, noor):
            members.keep(session, acme.id, replace(profile(arranger, "UTC"), admin=True), DAWN)
        for person, zone in zip(people, ZONES, strict=False):
            members.keep(session, acme.id, profile(person, zone), DAWN)
        role = roles.find(session, acme.id, roles.by_keys(session, acme.id, [_ROLE])[_ROLE].id)
        assert role
        opening = openings.start(session, acme.id, role, DAWN)
    db.close()
    return Company(
        slack,
        acme,
        installation,
        settings(slack, installation, database_url, socket=True),
        (priya, noor),
        {each.id: each for each in people},
        opening.id,
    )


def profile(person: Person, zone: str) -> Profile:
    """Somebody as Slack describes them, in this zone."""
    return Profile(person.id, person.name, zone, LOCALE, guest=False, external=False, deactivated=False, admin=False)
