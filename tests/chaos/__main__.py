"""`python -m tests.chaos`: everything that may happen to a process that sends, and what came of it."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import SystemRandom
from time import monotonic

from sqlalchemy import make_url

from storage.database import Database
from tests import databases
from tests.chaos import scenarios
from tests.chaos.gate import Gate
from tests.chaos.scenarios import Report, Rig
from tests.chaos.stage import Slack, local_slack

GONE_SECONDS = 30.0
Scenario = Callable[[Rig], Report]


def main() -> None:
    """Exit code 0: all as it must be; 1: not."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="in HTTP, and as many in Socket Mode")
    names = [name for name, *_ in _scenarios(1)]
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="some of the scenarios")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    _say(f"seed {chosen.seed}; leases of 3 s and posts of 1 s, where `run` has 30 s and 10 s")
    fine = True
    with tempfile.TemporaryDirectory(prefix="interview-prep-chaos-") as made:
        folder = Path(made)
        with (
            local_slack(folder / "slack.log") as slack,
            databases.servers(lambda name: _folder(folder, name)) as servers,
        ):
            for name, kind, scenario in _scenarios(chosen.kills):
                if name in chosen.only:
                    began = monotonic()
                    report = _played(servers[kind], slack, chosen.seed, _folder(folder, name), scenario)
                    fine &= report.fine
                    mark, took = "ok " if report.fine else "BAD", monotonic() - began
                    _say(f"{mark}  {report.name}, {kind}: {report.told} ({took:.0f} s)")
    sys.exit(0 if fine else 1)


def _scenarios(kills: int) -> Iterator[tuple[str, str, Scenario]]:
    yield "http", "sqlite", partial(scenarios.killed, socket=False, kills=kills)
    yield "socket", "postgresql", partial(scenarios.killed, socket=True, kills=kills)
    yield "blind", "sqlite", partial(scenarios.killed, socket=False, kills=max(8, kills // 5), blind=True)
    yield "lagging", "postgresql", scenarios.lagging
    yield "lagging-longer", "sqlite", scenarios.lagging_longer
    yield "stopped-before", "postgresql", partial(scenarios.stopped, place="before")
    yield "stopped-after", "postgresql", partial(scenarios.stopped, place="after")
    yield "three", "postgresql", scenarios.three
    yield "gone", "postgresql", _gone


def _played(
    server: databases.Sqlite | databases.Postgres, slack: Slack, seed: int, folder: Path, scenario: Scenario
) -> Report:
    with server.fresh() as url, _opened(url) as db:
        return scenario(Rig(slack, url, db, seed, folder))


def _gone(rig: Rig) -> Report:
    """The app reaches PostgreSQL through a gate; what counts afterwards does not."""
    url = make_url(rig.database_url)
    gate = Gate(f"{url.query['host']}/.s.PGSQL.{url.port or 5432}")
    through = url.set(host="127.0.0.1", port=gate.port, query={}).render_as_string(hide_password=False)
    try:
        return scenarios.gone(Rig(rig.slack, through, rig.db, rig.seed, rig.folder), gate.shut, gate.open, GONE_SECONDS)
    finally:
        gate.close()


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    db = Database(url)
    yield db
    db.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _folder(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


if __name__ == "__main__":
    main()
