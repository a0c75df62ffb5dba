"""Builds every long-lived object, once, from the settings. Importing it, or anything else, does nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError
from sqlalchemy import text
from sqlalchemy.orm import Session

from slackapp import app as bolt
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.installations import OneInstallation
from slackapp.jobs.delivering import Courier
from slackapp.jobs.metronome import Metronome
from slackapp.metrics import Metrics
from slackapp.people import People
from slackapp.settings import Settings
from storage import workspaces
from storage.clocks import database_time
from storage.database import Database
from storage.filling import fill, shipped_digest

_log = structlog.get_logger(__name__)

CONNECTIONS = 24
"""One for each thread that may touch the database: listeners' seats, what follows answers, ticks."""


def system_now() -> datetime:
    """The system's time: what `run` plans by."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything that lives as long as the process, built and not yet started."""

    app: App
    db: Database
    after: After
    metronome: Metronome
    metrics: Metrics
    checks: Mapping[str, Callable[[], bool]]

    def close(self) -> None:
        """Gives back what was built, once nothing runs any more."""
        self.db.close()


def assemble(
    settings: Settings,
    *,
    now: Callable[[], datetime] = system_now,
    clock: Callable[[Session], datetime] = database_time,
) -> Assembled:
    """The whole app on a migrated database. `now` is what the product plans by, `clock` machine time.

    Fills the workspace's bank when Slack says whose token this is; if Slack cannot be asked now, it is done at the
    next start, and requests ask again meanwhile. Raises `Unavailable` when the database is out of reach, and
    `TokenRefused` when Slack does not take the token.
    """
    metrics = Metrics()
    db = Database(settings.database_url, connections=CONNECTIONS)
    after = After(metrics)
    installation = OneInstallation(
        settings.slack_bot_token, settings.slack_api_url, welcome=lambda team, name: _welcome(db, team, name, now())
    )
    people = People(db, installation, after, now)
    courier = Courier(db, installation, metrics, now, clock)
    metronome = Metronome(courier, settings.tick_seconds)
    app = bolt.build(
        api_url=settings.slack_api_url,
        installations=installation,
        drawing=Drawing(db, people, now, settings.slack_command),
        after=after,
        nudge=metronome.nudge,
        now=now,
    )
    try:
        installation.learn()
    except (SlackApiError, OSError) as error:
        _log.warning("Slack did not say whose token this is; asking again when somebody asks me", error=str(error))
    checks = {"database": lambda: _answers(db), "scheduler": lambda: metronome.running}
    return Assembled(app, db, after, metronome, metrics, checks)


def _welcome(db: Database, team_id: str, name: str, now: datetime) -> None:
    """The workspace is known to us from here on, with the starter bank; one that has it gets what is new."""
    digest = shipped_digest()
    with db.begin() as session:
        # Slack has no zone for a workspace. Until an admin chooses one it is UTC, and messages say so.
        workspaces.install(session, team_id, name, "UTC", now)
        if workspaces.starter_digest(session, team_id) == digest:
            return
        from storage.starter_bank import load_all  # noqa: PLC0415 - reading YAML takes a while; mostly nothing is new

        filled = fill(session, team_id, load_all(), now)
        workspaces.keep_starter_digest(session, team_id, digest)
    _log.info("the bank is ready", added=filled.added, replaced=filled.replaced, left_as_edited=filled.left)


def _answers(db: Database) -> bool:
    with db.read() as session:
        return bool(session.scalar(text("SELECT 1")))
