"""What came of the storm, in figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.database import Database
from storage.deliveries import State
from storage.tables import Delivery
from tests.chaos.storm.clock import told_at
from tests.chaos.storm.diary import Diary
from tests.chaos.storm.record import Letter, Witness, taken
from tests.chaos.storm.referee import Referee, Verdict
from tests.chaos.storm.story import Story, waits

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Report:
    """The figures as lines, and all that was found amiss. `fine`: as it must be; with sabotage, that messages came
    twice."""

    fine: bool
    figures: list[str]
    amiss: list[str]

    @property
    def lines(self) -> list[str]:
        """The figures, and the first that was found amiss."""
        more = len(self.amiss) - _MOST_SHOWN
        return [*self.figures, *self.amiss[:_MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])]


def report(story: Story, *, corrected: bool = True) -> Report:
    """On a story that was told. `corrected`: whether what changed is to be told."""
    scene, desk = story.scene, story.scene.rig.slack.desk
    company = scene.company
    witness = Witness(company.zones, lambda machine: told_at(scene.hand.moves, machine), scene.weather.lags)
    letters = witness.letters(desk, company.acme)
    verdict = Referee(
        Diary(scene.arranger.booked), company.zones, story.stops, story.checks, letters, corrected=corrected
    ).verdict()
    verdict.lost += story.unheard
    figures = [
        f"the story: {len(scene.arranger.booked)} bookings and changes, {len(story.stops) - 1} stops, until "
        f"{scene.hand.now():%A %d %B %H:%M}; {scene.keeper.started} starts of processes",
        f"the storm: {_counted(scene.weather.struck)}",
        f"planned: {_planned(scene.rig.db)}",
        f"sent: {len(letters)}",
        f"edited: {len(taken(desk, 'chat.update'))}",
        f"reactions: {story.reactions}",
        f"skipped: {_counted(_reasons(scene.rig.db, State.SKIPPED))}",
        f"failed: {_counted(_reasons(scene.rig.db, State.FAILED))}",
        f"doubled: {len(verdict.doubled)} (by the two exceptions: {_counted(verdict.excepted)})",
        f"lost: {len(verdict.lost)}",
        f"unwanted: {len(verdict.unwanted)}",
        f"untrue: {len(verdict.untrue)}",
    ]
    if not story.settled:
        figures.append(f"it did not come to an end; never sent: {_counted(_stuck(scene.rig.db, scene.hand.now()))}")
    fine = bool(verdict.doubled) if scene.rig.sabotage else verdict.fine and story.settled
    return Report(fine, figures, _amiss(verdict, letters))


def _amiss(verdict: Verdict, letters: Sequence[Letter]) -> list[str]:
    twice = [_twice(each, letters) for each in verdict.doubled]
    return [f"  {each}" for each in (*twice, *verdict.lost, *verdict.unwanted, *verdict.untrue)]


def _twice(again: Letter, letters: Sequence[Letter]) -> str:
    """With each that says the same: whose delivery, when Slack took it and how long after its claim was checked."""
    same = [each for each in letters if (each.person, each.text) == (again.person, again.text)]
    took = ", ".join(f"{each.delivery_id} at {each.machine:.3f} after {each.waited:.3f} s" for each in same)
    return f"twice: {again.kind} to {again.person}, {again.at:%a %H:%M:%S}: {again.text[:160]!r} ({took})"


def _planned(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery)) or 0


def _stuck(db: Database, now: datetime) -> Counter[str]:
    with db.read() as session:
        rows = session.execute(
            select(Delivery.kind, Delivery.state, Delivery.reason).where(waits(now)).order_by(Delivery.due_at)
        )
        return Counter(f"{kind} {state} {reason or ''}".strip() for kind, state, reason in rows)


def _reasons(db: Database, state: State) -> Counter[str]:
    with db.read() as session:
        rows = session.execute(
            select(Delivery.reason, func.count()).where(Delivery.state == state).group_by(Delivery.reason)
        )
        return Counter({str(reason): count for reason, count in rows})


def _counted(counted: Mapping[Any, int]) -> str:
    total = sum(counted.values())
    several = sorted(counted.items(), key=lambda each: -each[1])
    return f"{total} ({', '.join(f'{count} {what}' for what, count in several)})" if several else "0"
