"""Row 5: a tick with nothing due, with a million interviews stored and with a thousand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from bench import plenty
from bench.figures import Figure, Line
from bench.many import ManyInstallations
from bench.processes import Failed
from bench.setting import Setting
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.metrics import Metrics
from storage.clocks import database_time
from storage.database import Database

FEW, MANY = 1_000, 1_000_000
_TICKS = 200
"""A round."""
_MOST_TIMES_LONGER = 1.5


def measure(setting: Setting) -> Iterator[Line]:
    """The same ticks before and after the interviews are there, each with two messages sent or ahead."""
    for kind, url in setting.databases.items():
        db = Database(url, held_seconds=600)
        team_id = setting.slack.asker.team_id
        courier = Courier(
            Sender(db, ManyInstallations({}, ""), Metrics(), {}, lambda: datetime.now(UTC), database_time)
        )
        few = _ticks(db, courier, team_id, 0, FEW, setting.rounds)
        many = _ticks(db, courier, team_id, FEW, MANY, setting.rounds)
        courier.stop(1)
        db.close()
        times = many.median / few.median
        yield Line(
            5, kind, "a tick with nothing due", f"{FEW:,}: {few}", str(many),
            f"{times:.2f} times", f"{_MOST_TIMES_LONGER:g} times at most", times <= _MOST_TIMES_LONGER,
        )  # fmt: skip


def _ticks(db: Database, courier: Courier, team_id: str, stored: int, wanted: int, rounds: int) -> Figure:
    """Milliseconds of a tick once `wanted` interviews are stored."""
    plenty.store(db, team_id, stored, wanted)
    found = [median(_milliseconds(courier.round) for _ in range(_TICKS)) for _ in range(rounds)]
    return Figure(found, "ms", 2)


def _milliseconds(tick: Callable[[], timedelta | None]) -> float:
    begun = perf_counter()
    if tick() is not None:
        raise Failed("something was due")
    return (perf_counter() - begun) * 1000
