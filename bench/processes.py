"""Processes that a benchmark starts: alive while a block lasts, gone after it however it ends."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
_STOP_SECONDS = 15


class Failed(Exception):
    """A process did not do its part; the sentence says which, and what it wrote last."""


@contextmanager
def process(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Starts it in `folder`, where all that it writes goes to a file; stops it by SIGTERM when the block ends.

    It gets no variables of ours but the few that any program needs, and no `.env` lies in its folder: what a
    developer has set for a real workspace stays out of this.
    """
    with (folder / "log.txt").open("a") as log:
        started = subprocess.Popen(argv, cwd=folder, env=_variables(environment), stdout=log, stderr=log, text=True)
        with _stopping(started):
            yield started


@contextmanager
def announcing(argv: Sequence[str], folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The same for one that prints a line when it is ready; with that line, and with its standard input open."""
    pipe = subprocess.PIPE
    with (folder / "log.txt").open("a") as log:
        started = subprocess.Popen(
            argv, cwd=folder, env=_variables(None), stdin=pipe, stdout=pipe, stderr=log, text=True
        )
        with started, _stopping(started):
            line = started.stdout.readline().strip() if started.stdout else ""
            if not line:
                started.wait()  # it closed its output, so it is ending
                raise failure(started, folder)
            yield started, line


def failure(started: subprocess.Popen[str], folder: Path) -> Failed:
    """What became of a process that did not do its part, and the last lines that it wrote."""
    ended = started.poll()
    became = "did not get ready" if ended is None else f"ended with {ended}"
    written = (folder / "log.txt").read_text().splitlines()[-20:]
    return Failed(f"{started.args!r} {became}:\n" + "\n".join(written))


@contextmanager
def _stopping(started: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        started.terminate()
        try:
            started.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
            raise Failed(f"{started.args!r} did not stop within {_STOP_SECONDS} s") from None


def _variables(more: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    # The repository, for what is not installed from it: `bench` and `tests`.
    return kept | {"PYTHONPATH": str(REPOSITORY)} | dict(more or {})
