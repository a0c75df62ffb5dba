"""The story: what is done at each stop, how long it lasts, and when all that is due was sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import monotonic, sleep, time
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select

from storage.deliveries import State
from storage.pacing import POST
from storage.tables import Delivery
from tests.chaos.storm.company import DAWN
from tests.chaos.storm.diary import Span
from tests.chaos.storm.progress import Progress
from tests.chaos.storm.readers import Readers
from tests.chaos.storm.scene import Scene
from tests.chaos.storm.slots import moments

_BEFORE_DAWN: Final = 24
"""Interviews that are booked when the story begins."""
_BOOKED: Final = (1, 2)
_CHANGED: Final = (0, 2)
_USUAL_START, _SLOWEST = 6.0, 2.0
"""Seconds that three processes take to start, where nothing else is to be done; and how much slower a storm may be."""
_FEWEST_STOPS: Final = 8
"""However slow this machine is: morning messages in two zones, and some reminders."""
_CHECK_EVERY: Final = 40.0
_PATIENCE: Final = 300.0
_PATIENCE_WITH_SABOTAGE: Final = 90.0
_PATIENCE_IN_A_LULL: Final = 25.0
_LOOK_EVERY: Final = 0.15
_SLEEP_FROM: Final = 100.0
"""A story of so many seconds or more has a night in it in which no process runs."""
_SLEEP: Final = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Check:
    """Everything was sent and nothing under way: all that people have must be true. The machine's time (Unix seconds),
    and the story's."""

    machine: float
    story: datetime


@dataclass
class Story:
    """What it was, once it is told. The first of `stops` is its beginning; `settled`: it came to an end by itself.
    `unheard`: reactions that the app took, and did nothing about."""

    scene: Scene
    stops: list[Span] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    reactions: int = 0
    unheard: list[str] = field(default_factory=list)
    settled: bool = True


def tell(scene: Scene, seconds: float) -> Story:
    """From dawn on, for about so many seconds of storm."""
    story = Story(scene)
    scene.arranger.does(book=_BEFORE_DAWN, change=0)
    story.stops.append(Span(DAWN, scene.hand.now()))
    began = monotonic()
    scene.keeper.open()
    scene.weather.slowly = min(max(1.0, (monotonic() - began) / _USUAL_START), _SLOWEST)
    _Teller(story, seconds, Progress(seconds)).tell()
    return story


class _Teller:
    def __init__(self, story: Story, seconds: float, progress: Progress) -> None:
        self._story, self._seconds, self._progress = story, seconds, progress
        self._scene = story.scene
        self._patience = _PATIENCE_WITH_SABOTAGE if self._scene.rig.sabotage else _PATIENCE
        self._checked = 0.0

    def tell(self) -> None:
        dice = Random(f"{self._scene.rig.seed}:story")  # noqa: S311 - how much happens is no secret
        readers = Readers(self._scene.company, self._scene.rig.seed)
        self._scene.weather.begin()
        readers.begin()
        for moment, busy in self._moments():
            self._stop(moment, dice if busy else None)
            if not self._story.settled or (not busy and self._is_long_enough()):
                break
        readers.end()
        self._scene.weather.end()
        self._scene.rig.slack.desk.settled(_PATIENCE)  # what Slack still has to tell the app
        self._story.settled = self._check(self._patience) and self._story.settled
        self._story.reactions, self._story.unheard = readers.reactions, readers.unheard()
        self._progress.close()

    def _is_long_enough(self) -> bool:
        return self._progress.seconds > self._seconds and len(self._story.stops) > _FEWEST_STOPS

    def _moments(self) -> Iterator[tuple[datetime, bool]]:
        """When to stop; past the middle of a longer story once with a long sleep before it."""
        asleep_until: datetime | None = None
        slept = self._seconds < _SLEEP_FROM
        for moment, busy in moments(DAWN):
            if asleep_until and moment < asleep_until:
                continue
            if asleep_until:
                self._sleep(moment)
                asleep_until = None
            yield moment, busy
            if not slept and not busy and self._progress.seconds > self._seconds / 2:
                asleep_until, slept = moment + _SLEEP, True

    def _sleep(self, until: datetime) -> None:
        with self._scene.weather.lull(), self._scene.keeper.asleep():
            self._scene.hand.forward_to(until)

    def _stop(self, moment: datetime, dice: Random | None) -> None:
        self._scene.hand.forward_to(moment)
        start = self._scene.hand.moves[-1].story
        if dice:
            self._scene.arranger.does(book=dice.randint(*_BOOKED), change=dice.randint(*_CHANGED))
        self._story.settled = self._wait(lambda: not self._due(posts_only=True), self._patience)
        if self._progress.seconds - self._checked > _CHECK_EVERY:
            with self._scene.weather.lull():
                self._check(_PATIENCE_IN_A_LULL)
            self._checked = self._progress.seconds
        self._story.stops.append(Span(start, self._scene.hand.now()))

    def _check(self, patience: float) -> bool:
        """Waits until all is quiet. False when it does not become so."""
        quiet = self._wait(lambda: not self._due(posts_only=False) and self._scene.keeper.is_awake(), patience)
        if quiet:
            self._story.checks.append(Check(time(), self._scene.hand.now()))
        return quiet

    def _wait(self, true: Callable[[], bool], patience: float) -> bool:
        """Until it is so. False when it does not become so."""
        end = monotonic() + patience
        while not true():
            if monotonic() > end:
                return False
            blows = sum(self._scene.weather.struck.values())
            self._progress.show(f"{self._scene.hand.now():%A %H:%M}, {blows} blows")
            sleep(_LOOK_EVERY)
        return True

    def _due(self, *, posts_only: bool) -> bool:
        which = [waits(self._scene.hand.now()), *([Delivery.method == POST] if posts_only else [])]
        with self._scene.rig.db.read() as session:
            return session.scalar(select(Delivery.delivery_id).where(*which).limit(1)) is not None


def waits(now: datetime) -> ColumnElement[bool]:
    """What is due, or being sent: for when the story may go on, and for nothing else."""
    return or_(Delivery.state == State.SENDING, and_(Delivery.state == State.PLANNED, Delivery.due_at <= now))
