"""A believable small company to try the product in."""

from dataclasses import dataclass

from sandbox.client import Channel, Installation, Person, Workspace


@dataclass(frozen=True, slots=True)
class Company:
    """Its people and channels."""

    ana: Person
    priya: Person
    ben: Person
    gus: Person
    hiring: Channel
    partners: Channel


def found(acme: Workspace, app: Installation) -> Company:
    """Brings the people in: Ana arranges, Priya and Ben interview, Gus is a guest.

    `#partners` is shared with another company.
    """
    priya = acme.person("Priya Nair", "Asia/Kolkata", locale="en-GB")
    ben = acme.person("Ben Okoro", "Africa/Lagos", locale="en-GB")
    ana = acme.person("Ana Costa", "Europe/Lisbon", locale="pt-PT", kind="admin")
    gus = acme.person("Gus Lind", "Europe/Stockholm", kind="guest")
    hiring = acme.channel("hiring", [priya, ben, ana])
    hiring.add(app)
    partners = acme.channel("partners", [priya, ana], shared=True)
    return Company(ana, priya, ben, gus, hiring, partners)
