"""How long the database may keep anybody, and what they are told then."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text

from storage import members, workspaces
from storage.database import WAIT_SECONDS, Database, Unavailable
from storage.members import Profile
from tests.slackapp.clocks import MONDAY

PRIYA = Profile("U1", "Priya", "Asia/Kolkata", "en-GB", guest=False, external=False, deactivated=False, admin=False)

STANDS_STILL = """
import os, signal, sys
from sqlalchemy import text
from storage.database import Database

with Database(sys.argv[1], held_seconds=1).begin() as session:
    session.execute(text("UPDATE workspace SET name = 'Never'"))
    print("holds it", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
"""
"""What another process does: it stands still in the middle of a transaction."""


def install(db: Database) -> None:
    """A workspace to write in."""
    with db.begin() as session:
        workspaces.install(session, "T1", "Acme", "UTC", MONDAY)


def test_what_raises_leaves_nothing(db: Database) -> None:
    def fail() -> None:
        with db.begin() as session:
            workspaces.install(session, "T1", "Acme", "UTC", MONDAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.read() as session:
        assert session.scalar(text("SELECT count(*) FROM workspace")) == 0


def test_sixteen_writers_all_get_their_turn(db: Database) -> None:
    install(db)

    def write(number: int) -> None:
        for turn in range(5):
            with db.begin() as session:
                members.keep(session, "T1", PRIYA, MONDAY)
                workspaces.keep_starter_digest(session, "T1", f"{number}:{turn}")

    with ThreadPoolExecutor(16) as writers:
        list(writers.map(write, range(16)))
    with db.read() as session:
        assert members.find(session, "T1", "U1")


def test_two_who_keep_the_same_person_at_once_both_succeed(db: Database) -> None:
    install(db)
    together = threading.Barrier(8)

    def keep(_: int) -> str:
        together.wait()
        with db.begin() as session:
            return members.keep(session, "T1", PRIYA, MONDAY).zone

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(keep, range(8))) == {"Asia/Kolkata"}


def test_a_locked_sqlite_file_is_unavailable_in_two_seconds(tmp_path: Path) -> None:
    path = tmp_path / "locked.sqlite3"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    db = Database(f"sqlite:///{path}")
    began = monotonic()
    with pytest.raises(Unavailable), db.begin() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    assert monotonic() - began < WAIT_SECONDS + 0.5
    db.close()
    other.close()


def test_an_unreachable_postgresql_is_unavailable_at_once() -> None:
    db = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable), db.read() as session:
        session.execute(text("SELECT 1"))
    db.close()


def test_an_unreadable_sqlite_file_is_unavailable() -> None:
    db = Database("sqlite:////proc/no/such/place.sqlite3")
    with pytest.raises(Unavailable), db.read() as session:
        session.execute(text("SELECT 1"))
    db.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_postgresql_that_hangs_in_mid_query_is_cut(database_url: str) -> None:
    """The server process is stopped, so that no time-out of the server's own can end the wait."""
    db = Database(database_url, held_seconds=1)
    stopped: list[int] = []

    def ask_a_stopped_server() -> None:
        with db.read() as session:
            stopped.append(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
            os.kill(stopped[0], signal.SIGSTOP)
            session.execute(text("SELECT 1"))

    began = monotonic()
    try:
        with pytest.raises(Unavailable):
            ask_a_stopped_server()
        assert 1 <= monotonic() - began < 3
    finally:
        os.kill(stopped[0], signal.SIGCONT)
    with db.read() as session:
        assert session.scalar(text("SELECT 1")) == 1, "the next one gets a connection that works"
    db.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_process_holds_that_stands_still_is_free_after_a_while(database_url: str) -> None:
    db = Database(database_url)
    install(db)
    command = [sys.executable, "-c", STANDS_STILL, database_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as still, ExitStack() as stack:
        stack.callback(still.kill)
        assert still.stdout
        assert still.stdout.readline() == "holds it\n"
        with db.begin() as session:
            session.execute(text("UPDATE workspace SET name = 'Ours'"))
        still.send_signal(signal.SIGCONT)
        assert still.wait(timeout=10) != 0, "what it did is undone, and it hears so"
    with db.read() as session:
        assert session.scalar(text("SELECT name FROM workspace")) == "Ours"
    db.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_connections_that_the_server_closed_are_replaced(db: Database) -> None:
    with db.read() as session:
        session.execute(text("SELECT 1"))
    with db.begin() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    with db.read() as session:
        assert session.scalar(text("SELECT 1")) == 1
