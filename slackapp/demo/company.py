"""A believable small company to try the product in."""

from dataclasses import dataclass

from sandbox.client import Channel, Installation, Person, Workspace


@dataclass(frozen=True, slots=True)
class Company:
    """Its people and channels."""

    ana: Person
    priya: Person
    ben: Person
    sam: Person
    mei: Person
    gus: Person
    hiring: Channel
    partners: Channel


def found(acme: Workspace, app: Installation) -> Company:
    """Brings the people in: Ana arranges, Priya, Ben, Sam and Mei interview, Gus is a guest.

    `#partners` is shared with another company.
    """
    ana = acme.person("Ana Costa", "Europe/Lisbon", locale="pt-PT", kind="admin")
    priya = acme.person("Priya Nair", "Asia/Kolkata", locale="en-GB")
    ben = acme.person("Ben Okoro", "Africa/Lagos", locale="en-GB")
    sam = acme.person("Sam Rivera", "America/New_York")
    mei = acme.person("Mei Tanaka", "Asia/Tokyo", locale="ja-JP")
    gus = acme.person("Gus Lind", "Europe/Stockholm", locale="sv-SE", kind="guest")
    staff = [ana, priya, ben, sam, mei]
    acme.channel("general", [*staff, gus])
    hiring = acme.channel("hiring", staff)
    hiring.add(app)
    partners = acme.channel("partners", [ana, priya], shared=True)
    acme.open_dms(app, staff)
    return Company(ana, priya, ben, sam, mei, gus, hiring, partners)
