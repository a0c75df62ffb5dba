"""A local Slack for the run, and in it a workspace with the app for each test."""

import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
import structlog

from sandbox import Sandbox
from tests.slackapp.clocks import Hurry
from tests.slackapp.office import Office, open_office
from tests.slackapp.produced import Produced


@pytest.fixture(autouse=True)
def plain_log() -> None:
    """structlog's default draws tracebacks with everything in them, for seconds; no process of ours logs that way.

    For each test anew: some set up a log of their own, and leave the default behind.
    """
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])


@pytest.fixture(scope="session")
def slack() -> Iterator[Sandbox]:
    """One local Slack; tests use workspaces of their own in it. Its retries come in fractions of a second, and it waits
    longer for an answer than Slack does: the machine may be busy with other tests."""
    with Sandbox.start(retry_delays=(0, 0.2, 0.5), ack_seconds=10) as sandbox:
        yield sandbox


@pytest.fixture
def office(slack: Sandbox, database_url: str) -> Iterator[Office]:
    """The app over HTTP, on either database, and nothing wrong yet. Whatever it sent was within Slack's rules."""
    slack.desk.lift()
    slack.desk.clear_record()
    with open_office(slack, database_url, machine=Hurry(), tick_seconds=1) as opened:
        yield opened
    assert slack.desk.breaches() == []


@pytest.fixture(scope="session", autouse=True)
def produced() -> Iterator[Produced]:
    """All that the views make in this run; the other processes of `make test` leave theirs in a folder."""
    everything = Produced()
    folder = Path(os.environ["PRODUCED"]) if "PRODUCED" in os.environ else None
    if folder:
        everything.recall(folder)
    stop = everything.listen()
    yield everything
    stop()
    if folder:
        everything.keep(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The test that reads everything comes last. Tests that are `in_turn` run on one of the two databases, every other
    one on either: what people are shown is made of the same objects, whatever they were kept in."""
    items.sort(key=lambda item: item.path.name == "test_words.py")
    left_out = {item for item in items if item.get_closest_marker("in_turn") and not _has_its_turn(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _has_its_turn(item: pytest.Item) -> bool:
    chosen = getattr(item, "callspec", None)
    database = chosen.params.get("database_url") if chosen else None
    turn = crc32(item.nodeid.replace(str(database), "").encode()) % 2
    return database in (None, ("sqlite", "postgresql")[turn])
