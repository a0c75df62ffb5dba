"""`python -m bench`: the table of figures to reach, measured here and now."""

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import bank, crowd, mornings, one_at_a_time, reactions, searching, starting, ticking
from bench.databases import KINDS, filled
from bench.figures import Line, table
from bench.processes import Failed
from bench.setting import Setting
from bench.slack import local_slack
from bench.workspaces import RECIPIENTS
from slackapp.demo import loopback
from storage.starter_bank import load_all

_ROWS = {1: one_at_a_time, 2: crowd, 3: reactions, 4: mornings, 5: ticking, 6: searching, 7: starting}


def main() -> None:
    """Exit code 0: all was measured, whether reached or not; 1: something failed; 2: used wrongly."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", choices=_ROWS, default=list(_ROWS))
    parser.add_argument("--database", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts")
    parser.add_argument("--questions", type=int, default=100_000, help="in the bank, 40 a role")
    parser.add_argument("--people", type=int, default=RECIPIENTS, help="who have a message in row 4")
    chosen = parser.parse_args()
    # Ending on SIGTERM as on Ctrl-C, so that what was started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    loopback.forget_proxies()
    machine = _machine()
    try:
        lines = _measured(chosen.rows, chosen.database, chosen.rounds, chosen.questions, chosen.people)
    except (Failed, OSError, subprocess.CalledProcessError) as failed:
        sys.exit(f"bench: {failed}")
    print(f"\n{machine}")
    print(f"{chosen.questions:,} questions; the median of {chosen.rounds} rounds (lowest to highest)\n")
    print(table(lines))


def _measured(rows: list[int], kinds: list[str], rounds: int, questions: int, people: int) -> list[Line]:
    shipped = load_all()
    with tempfile.TemporaryDirectory(prefix="interview-prep-bench-") as made:
        folder = Path(made)
        with local_slack(folder) as slack:
            _say(f"filling {' and '.join(kinds)} with {questions:,} questions")
            with filled(kinds, slack.asker, questions, folder) as databases:
                setting = Setting(
                    slack, databases, bank.slugs(questions), bank.searches(shipped), rounds, folder, people
                )
                lines: list[Line] = []
                for row in sorted(rows):
                    _say(f"row {row}: {(_ROWS[row].__doc__ or '').partition(': ')[2]}")
                    lines += _ROWS[row].measure(setting)
                return lines


def _say(doing: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {doing}", file=sys.stderr, flush=True)


def _machine() -> str:
    """What it runs on, and how much else runs there: whatever does slows ours, and no reference that only waits."""
    cores, busy = os.cpu_count(), os.getloadavg()[0]
    system, python = f"{platform.system()} {platform.machine()}", platform.python_version()
    return f"{system}, {cores} cores, of which {busy:.1f} were busy before, Python {python}"


if __name__ == "__main__":
    main()
