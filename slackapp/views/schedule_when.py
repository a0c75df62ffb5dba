"""Adding an interview, the second step: who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from prep.drafting import NEW, Filled
from prep.interviews import Candidate, Part
from prep.mistakes import LONGEST, SHORTEST
from prep.zones import COMMON
from slackapp.views.blocks import Block, View, actions, button, modal, rich, run
from slackapp.views.fields import MAX_OPTIONS, date_field, menu_field, number_field, text_field, time_field
from slackapp.views.schedule import BACK, TITLE, step
from slackapp.views.times import where
from slackapp.views.wording import count, cut

WHEN: Final = "schedule.when"
CANDIDATE: Final = "schedule.candidate"
PART: Final = "schedule.part"
MOST_CANDIDATES: Final = MAX_OPTIONS - 1


@dataclass(frozen=True, slots=True)
class Clocks:
    """The zones to begin with: the reader's own (and whether Slack knows it), and the workspace's."""

    own: str
    known: bool
    workspace: str


def when(
    title: str,
    parts: Sequence[Part],
    candidates: Sequence[Candidate],
    filled: Filled,
    clocks: Clocks,
    *,
    keeps_names: bool,
    draft_id: str,
) -> View:
    """Asks for candidate, interview, day, time and length. `filled` has a part, a zone and a candidate."""
    interviews = [(named(part), str(part.position)) for part in parts]
    return modal(
        TITLE,
        WHEN,
        [
            step(2, "who and when"),
            rich(run(cut(title, 200), "bold")),
            *_candidate(candidates, filled, keeps_names=keeps_names),
            menu_field("Interview", f"{PART}#{filled.turn}", interviews, filled.part, tells=True),
            date_field("Day", "day", _day(filled.day)),
            time_field("Start", "start", _time(filled.start)),
            menu_field(
                "Time zone",
                "zone",
                _zones(clocks, filled.zone),
                filled.zone,
                hint="Day and start are by the clocks there. Everybody is told in their own zone.",
            ),
            number_field(
                "Minutes",
                f"minutes#{filled.turn}",
                filled.length,
                hint=f"From {SHORTEST} to {LONGEST}. Five at either end are kept free of questions.",
            ),
            actions(button("Back", BACK)),
        ],
        submit="Next",
        close="Cancel",
        metadata=draft_id,
    )


def named(part: Part) -> str:
    """`1. Casework, 45 minutes`."""
    return f"{part.position}. {cut(part.title, 50)}, {count(part.minutes, 'minute')}"


def _candidate(candidates: Sequence[Candidate], filled: Filled, *, keeps_names: bool) -> list[Block]:
    known = [(each.shown_as, each.id) for each in candidates[:MOST_CANDIDATES]]
    hint = "These are the newest ones." if len(candidates) > MOST_CANDIDATES else ""
    fields = [("A new candidate", NEW), *known]
    menu = [menu_field("Candidate", CANDIDATE, fields, filled.candidate, tells=True, hint=hint)] if known else []
    kept = "Everybody in the interview sees this name." if keeps_names else "I keep and show only the initials."
    name = text_field("Name of the new candidate", "name", filled.name, placeholder="Jane Smith, or J.S.", hint=kept)
    return [*menu, *([name] if filled.candidate == NEW else [])]


def _zones(clocks: Clocks, chosen: str) -> list[tuple[str, str]]:
    own = "yours" if clocks.known else "the workspace's; Slack has none for you"
    first = {clocks.own: f"{where(clocks.own)} ({own})"}
    first |= {} if clocks.workspace in first else {clocks.workspace: f"{where(clocks.workspace)} (the workspace's)"}
    others = {zone: where(zone) for zone in (chosen, *COMMON)}
    return [(label, zone) for zone, label in (first | {z: w for z, w in others.items() if z not in first}).items()]


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None


def _time(typed: str) -> time | None:
    return time.fromisoformat(typed) if typed else None
