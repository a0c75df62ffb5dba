"""The app's processes: started, killed, stopped for a while, started again."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep

READY_SECONDS = 180.0
_LOOK_EVERY = 0.02


def free_port() -> int:
    """One that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """One process of the app. What it logs goes to a file, which is kept when something went wrong."""

    def __init__(self, environment: Mapping[str, str], log: Path, *options: str) -> None:
        self.metrics_port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
        ours = {"PYTHONPATH": str(Path(__file__).parents[2]), "METRICS_PORT": str(self.metrics_port)}
        self._log = log
        self._began = log.stat().st_size if log.exists() else 0
        with log.open("a") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.app", *options],
                env={**kept, **ours, **environment},
                cwd=log.parent,
                stdout=file,
                stderr=file,
            )

    def wait_ready(self) -> None:
        """Waits until it says that it is ready. Raises `RuntimeError` when it ends before."""
        end = monotonic() + READY_SECONDS
        while b"ready" not in self._log.read_bytes()[self._began :]:
            if self.process.poll() is not None or monotonic() > end:
                raise RuntimeError(f"the app did not start: {self._log.read_text()[-2000:]}")
            sleep(_LOOK_EVERY)

    def kill(self) -> None:
        """`kill -9`, and it is gone."""
        self.process.kill()
        self.process.wait()

    def is_stopped(self) -> bool:
        """Whether it stands still (SIGSTOP)."""
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    def go_on(self) -> None:
        """After it stood still."""
        self.process.send_signal(signal.SIGCONT)

    def doubles(self) -> int:
        """What its `/metrics` says of messages that stand twice in Slack."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return sum(int(float(line.split()[-1])) for line in lines if line.startswith("interview_prep_doubled_total"))
