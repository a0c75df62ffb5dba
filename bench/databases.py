"""The databases under the app: a SQLite file and a PostgreSQL server, filled with the same bank."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from bench.commands import Asker
from bench.processes import Failed, announcing, failure, process

KINDS = ("sqlite", "postgresql")


@contextmanager
def filled(kinds: Sequence[str], asker: Asker, questions: int, folder: Path) -> Iterator[dict[str, str]]:
    """The address of each, filled, while the block lasts. Raises `Failed`."""
    with ExitStack() as stack:
        urls = {kind: _empty(kind, folder, stack) for kind in kinds}
        with ExitStack() as fillers:
            started = [fillers.enter_context(_filler(url, asker, questions, folder)) for url in urls.values()]
            for each in started:
                if each.wait():
                    raise failure(each, folder)
        yield urls


def _empty(kind: str, folder: Path, stack: ExitStack) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder / 'bench.sqlite3'}"
    server, line = stack.enter_context(announcing([sys.executable, "-m", "tests.postgres"], folder))
    stack.callback(_stop, server)
    return make_url(line).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def analyze(engine: Engine) -> None:
    """What autovacuum does within a minute of so many new rows, now rather than while we measure. SQLite counts nothing
    by itself: it is told what to expect when it is migrated."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


@contextmanager
def _filler(url: str, asker: Asker, questions: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    argv = [sys.executable, "-m", "bench.filling", url, asker.team_id, asker.member_id, str(questions)]
    with process(argv, folder) as started:
        yield started


def _stop(server: subprocess.Popen[str]) -> None:
    """It ends, and removes its files, when its standard input does: a signal would leave them."""
    if server.stdin:
        server.stdin.close()
    if server.wait(30):
        raise Failed("PostgreSQL did not stop as it should")
