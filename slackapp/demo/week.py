"""The company's days when somebody comes to try the product: three searches, with interviews today and tomorrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from prep import wallclock
from sandbox.client import Person, View
from slackapp.demo.company import Company

PATIENCE = 15.0
LISBON = "Europe/Lisbon"
BEFORE_WORK, MORNING = time(7, 30), time(8, 0)
_THURSDAY = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """One interview to add; `start` is by the clocks in Lisbon, `day` how many days from the first."""

    role: str
    candidate: str
    day: int
    start: str
    interviewers: Sequence[Person]


def begins(real: datetime) -> datetime:
    """When the story begins: before work in Lisbon, on the next day still to come that is a working day before another
    one, so that everybody's next morning brings a message."""
    day = real.astimezone(UTC).date()
    while day.isoweekday() > _THURSDAY or wallclock.at(day, BEFORE_WORK, LISBON) < real:
        day += timedelta(days=1)
    return wallclock.at(day, BEFORE_WORK, LISBON)


def interviews(company: Company) -> tuple[Planned, ...]:
    """What Ana has to arrange."""
    priya, ben, sam, mei = company.priya, company.ben, company.sam, company.mei
    return (
        Planned("trust-safety", "Jane Smith", 0, "11:00", (priya, ben)),
        Planned("data-analyst", "Marek Kowal", 0, "15:00", (sam, ben)),
        Planned("trust-safety", "Leila Osman", 1, "10:00", (ben, priya)),
        Planned("software-engineer", "Aiko Ruiz", 1, "09:00", (mei, priya)),
    )


def add(ana: Person, planned: Planned, first: date) -> None:
    """Ana adds it in the modal, as anybody would. RuntimeError when the app refuses, TimeoutError when it is silent."""
    day = first + timedelta(days=planned.day)
    ana.command("/interview", f"schedule {planned.role}")
    view = _next(ana, ana.wait_modal(containing="Step 1", timeout=PATIENCE), {}, "Step 2")
    when = {"name": planned.candidate, "day": day.isoformat(), "start": planned.start, "zone": LISBON}
    view = _next(ana, view, when, "Step 3")
    room = {
        "interviewers": planned.interviewers,
        "place": "https://meet.example/room",
        "cv": "https://cv.example/one",
        "feedback": "https://forms.example/one",
    }
    view = _next(ana, view, room, "Step 4")
    ana.submit(view, {})
    ana.close(ana.wait_modal(containing="calendar", timeout=PATIENCE))


def _next(who: Person, view: View, values: dict[str, Any], then: str) -> View:
    answer = who.submit(view, {_block(view, name): value for name, value in values.items()})
    if not answer.ok:
        raise RuntimeError(f"the modal refused: {answer.errors or answer.error}")
    return who.wait_modal(containing=then, timeout=PATIENCE)


def _block(view: View, name: str) -> str:
    """The id of a field's block: its name, and perhaps the number of what is proposed in it."""
    return next(
        each.block_id for each in view.elements() if each.block_id.split("#")[0].removeprefix("schedule.") == name
    )
