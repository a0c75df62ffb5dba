"""`python -m tests.chaos`: what may happen to processes that send, one thing at a time; then a storm of all of it."""

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

from slackapp.demo import loopback
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
SECONDS = 300.0
KILLS = 50
STORM = "storm"
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
    parser.add_argument("--kills", type=int, default=KILLS, help="how often a process is killed, one thing at a time")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long the storm lasts")
    parser.add_argument("--sabotage", choices=sabotage.KINDS, help="only a storm, without one of the safeguards")
    names = [name for name, *_ in _scenarios(1)]
    parser.add_argument("--only", nargs="+", choices=[*names, STORM], default=[*names, STORM], help="some of these")
    parser.add_argument("--uncorrected", action="store_true", help="do not ask whether people know of what changed")
    chosen = parser.parse_args()
    wanted = [STORM] if chosen.sabotage else chosen.only
    # Ending on SIGTERM as on Ctrl-C, so that what was started is stopped.
    signal.signal(signal.SIGTERM, _end)
    loopback.forget_proxies()
    _say(f"seed {chosen.seed}; leases of 3 s and posts of 1 s, where `run` has 30 s and 10 s")
    with tempfile.TemporaryDirectory(prefix="interview-prep-chaos-") as made:
        folder = Path(made)
        with (
            local_slack(folder / "slack.log", retry_delays="0.5,2,5") as slack,
            databases.servers(lambda name: _folder(folder, name)) as servers,
        ):
            fine = {
                each[0]: _one(each, servers, slack, chosen.seed, _folder(folder, each[0]))
                for each in _scenarios(chosen.kills)
                if each[0] in wanted
            }
            if STORM in wanted:
                rig = partial(
                    scene.Rig, slack, seed=chosen.seed, sabotage=chosen.sabotage, folder=_folder(folder, STORM)
                )
                fine[STORM] = _storm(servers["postgresql"], rig, chosen.seconds, corrected=not chosen.uncorrected)
    bad = [name for name, as_it_must_be in fine.items() if not as_it_must_be]
    _say(f"not as it must be: {', '.join(bad)}" if bad else "all as it must be")
    sys.exit(1 if bad else 0)


def _storm(
    server: databases.Sqlite | databases.Postgres, rig: Callable[..., scene.Rig], seconds: float, *, corrected: bool
) -> bool:
    with server.fresh() as url, _opened(url) as db:
        opened_on = rig(database_url=url, db=db)
        with scene.opened(opened_on) as opened:
            came = report(tell(opened, seconds), corrected=corrected)
    _say("\n".join(came.lines))
    if not came.fine:
        kept = KEPT / str(opened_on.seed)
        shutil.copytree(opened_on.folder, kept, dirs_exist_ok=True)
        (kept / "report.txt").write_text("\n".join([*came.figures, *came.amiss]))
        _say(f"seed {opened_on.seed}: not as it must be; logs and all that was found are in {kept}")
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
    db = Database(url, held_seconds=600)  # hundreds of interviews are booked at once
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
