"""`python -m tests.chaos`: a storm over three processes; or one after the other what may happen to one that sends."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import SystemRandom
from time import monotonic

from storage.database import Database
from tests import databases
from tests.chaos import sabotage, scenarios
from tests.chaos.gate import Gate
from tests.chaos.scenarios import Report, Rig
from tests.chaos.stage import Slack, local_slack
from tests.chaos.storm import scene
from tests.chaos.storm.report import report
from tests.chaos.storm.story import tell

GONE_SECONDS = 30.0
SECONDS, SABOTAGED_SECONDS = 300.0, 60.0
KILLS = 50
KEPT = Path("build/chaos")
"""What a storm left behind that did not end well: its logs, and what was booked."""
Scenario = Callable[[Rig], Report]
Servers = dict[str, databases.Sqlite | databases.Postgres]


def main() -> None:
    """Exit code 0: all as it must be (with `--sabotage`: messages came twice); 1: not."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument(
        "--seed", type=int, default=SystemRandom().randrange(10**6), help="the same makes the same plan"
    )
    parser.add_argument("--seconds", type=float, help="how long the storm lasts")
    parser.add_argument("--sabotage", choices=sabotage.KINDS, help="the storm without one of the safeguards")
    parser.add_argument("--uncorrected", action="store_true", help="do not ask whether people know of what changed")
    parser.add_argument("--kills", type=int, help="instead of the storm one thing at a time, with so many kills")
    names = [name for name, *_ in _scenarios(1)]
    parser.add_argument("--only", nargs="+", choices=names, help="some of these")
    chosen = parser.parse_args()
    # Ending on SIGTERM as on Ctrl-C, so that what was started is stopped.
    signal.signal(signal.SIGTERM, _end)
    _say(f"seed {chosen.seed}; leases of 3 s and posts of 1 s, where `run` has 30 s and 10 s")
    with tempfile.TemporaryDirectory(prefix="interview-prep-chaos-") as made:
        folder = Path(made)
        with (
            local_slack(folder / "slack.log", retry_delays="0.5,2,5") as slack,
            databases.servers(lambda name: _folder(folder, name)) as servers,
        ):
            if chosen.kills or chosen.only:
                wanted = [each for each in _scenarios(chosen.kills or KILLS) if each[0] in (chosen.only or names)]
                played = [_one(each, servers, slack, chosen.seed, _folder(folder, each[0])) for each in wanted]
                fine = all(played)
            else:
                seconds = chosen.seconds or (SABOTAGED_SECONDS if chosen.sabotage else SECONDS)
                fine = _storm(
                    servers["postgresql"],
                    slack,
                    chosen.seed,
                    chosen.sabotage,
                    seconds,
                    folder,
                    corrected=not chosen.uncorrected,
                )
    sys.exit(0 if fine else 1)


def _storm(
    server: databases.Sqlite | databases.Postgres,
    slack: Slack,
    seed: int,
    sabotaged: str | None,
    seconds: float,
    folder: Path,
    *,
    corrected: bool,
) -> bool:
    run = _folder(folder, "storm")
    with (
        server.fresh() as url,
        _opened(url) as db,
        scene.opened(scene.Rig(slack, url, db, seed, sabotaged, run)) as opened,
    ):
        came = report(tell(opened, seconds), corrected=corrected)
    _say("\n".join(came.lines))
    if not came.fine:
        kept = KEPT / str(seed)
        shutil.copytree(run, kept, dirs_exist_ok=True)
        (kept / "report.txt").write_text("\n".join([*came.figures, *came.amiss]))
        _say(f"seed {seed}: not as it must be; logs and all that was found are in {kept}")
    return came.fine


def _scenarios(kills: int) -> Iterator[tuple[str, str, Scenario]]:
    yield "http", "sqlite", partial(scenarios.killed, socket=False, kills=kills)
    yield "socket", "postgresql", partial(scenarios.killed, socket=True, kills=kills)
    yield "blind", "sqlite", partial(scenarios.killed, socket=False, kills=max(8, kills // 5), blind=True)
    yield "lagging", "postgresql", scenarios.lagging
    yield "lagging-longer", "sqlite", scenarios.lagging_longer
    yield "stopped-before", "postgresql", partial(scenarios.stopped, place="claimed")
    yield "stopped-after", "postgresql", partial(scenarios.stopped, place="checked")
    yield "three", "postgresql", scenarios.three
    yield "gone", "postgresql", _gone


def _one(wanted: tuple[str, str, Scenario], servers: Servers, slack: Slack, seed: int, folder: Path) -> bool:
    _, kind, scenario = wanted
    began = monotonic()
    with servers[kind].fresh() as url, _opened(url) as db:
        came = scenario(Rig(slack, url, db, seed, folder))
    _say(f"{'ok ' if came.fine else 'BAD'}  {came.name}, {kind}: {came.told} ({monotonic() - began:.0f} s)")
    return came.fine


def _gone(rig: Rig) -> Report:
    """The app reaches PostgreSQL through a gate; what counts afterwards does not."""
    gate = Gate(rig.database_url)
    try:
        return scenarios.gone(
            Rig(rig.slack, gate.url, rig.db, rig.seed, rig.folder), gate.shut, gate.open, GONE_SECONDS
        )
    finally:
        gate.close()


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    db = Database(url)
    yield db
    db.close()


def _end(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _folder(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


if __name__ == "__main__":
    main()
