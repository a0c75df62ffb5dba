"""What admins choose for the whole workspace."""

from typing import Final

from prep.people import Member
from prep.preferences import LONGEST_RETENTION, MOST_CARETAKERS, SHORTEST_RETENTION, House
from prep.wallclock import city
from prep.zones import COMMON
from slackapp.views.blocks import View, choice, modal, section
from slackapp.views.fields import boxes, number_field, people_field, time_field
from slackapp.views.refs import HouseRef
from slackapp.views.settings import WEEKDAYS
from slackapp.views.wording import count, cut, either

SAVE: Final = "settings.workspace_save"

ZONE: Final = "zone"
TIME: Final = "time"
DAYS: Final = "days"
NAMES: Final = "names"
CARETAKERS: Final = "caretakers"
MOVERS: Final = "movers"
RETENTION: Final = "retention"
FULL: Final = "names"
INITIALS: Final = "initials"

_TITLE: Final = "For the workspace"


def settings(house: House) -> View:
    """The workspace's settings, as they are now; it remembers what it showed."""
    return modal(
        _TITLE,
        SAVE,
        [
            section("This holds for everybody here who has not chosen otherwise for themselves."),
            choice("Time zone, for people of whom Slack knows none", ZONE, _zones(house.zone), house.zone),
            time_field("Morning message at", TIME, house.digest_time, hint="By each person's own clock."),
            boxes("On these days", DAYS, WEEKDAYS, {str(day) for day in house.digest_days}),
            choice(
                "Show candidates by",
                NAMES,
                [("Initials, such as J.S.", INITIALS), ("Their names", FULL)],
                FULL if house.shows_names else INITIALS,
            ),
            section(
                "With initials the name that somebody types is never kept. "
                "A change holds for candidates added from now on; the others stay as they are."
            ),
            people_field(
                "Who looks after the questions",
                CARETAKERS,
                house.curators,
                most=MOST_CARETAKERS,
                optional=True,
                hint="Nobody chosen: the workspace's owners and admins.",
            ),
            people_field(
                "Who may move anyone's interviews",
                MOVERS,
                house.movers,
                most=MOST_CARETAKERS,
                optional=True,
                hint="Besides whoever arranges the interview, and the workspace's owners and admins. What somebody "
                "arranges who leaves passes to the first of them.",
            ),
            number_field(
                "Erase candidates after this many days",
                RETENTION,
                house.retention_days,
                hint=f"{SHORTEST_RETENTION} to {LONGEST_RETENTION:,}, counted from their last interview. "
                "Their name or initials, notes and links go, and what I sent about them is blanked.",
            ),
        ],
        submit="Save",
        close="Back",
        metadata=HouseRef(house).encode(),
    )


def saved(*, followed: bool) -> View:
    """The answer to saving. `followed`: everybody's messages were planned anew."""
    said = "Saved."
    if followed:
        said += " The morning messages of everybody who follows the workspace are planned by it from now on."
    return modal(_TITLE, SAVE, [section(said)], close="Back")


def admins_only() -> str:
    """Somebody else wants to see or change it."""
    return "Only the workspace's owners and admins can see and change this."


def not_members(people: list[Member]) -> str:
    """Guests, people of other companies or switched-off accounts were chosen."""
    names = either([cut(each.name, 40) for each in people[:3]])
    return f"Please choose members of this workspace; {names} can't do this here."


def wrong_retention() -> str:
    """The days are no number, too few or too many."""
    least, most = count(SHORTEST_RETENTION, "day"), count(LONGEST_RETENTION, "day")
    return f"Please give a whole number from {least} to {most}."


def _zones(current: str) -> list[tuple[str, str]]:
    """The common zones, in their order, after the one that holds now."""
    return [(city(zone), zone) for zone in dict.fromkeys((current, *COMMON))]
