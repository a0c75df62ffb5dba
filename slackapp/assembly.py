"""Builds every long-lived object, once, from the settings. Importing it, or anything else, does nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError
from sqlalchemy import text
from sqlalchemy.orm import Session

from slackapp import app as bolt
from slackapp.after import After
from slackapp.drawing import Drawing
from slackapp.installations import Installations, OneInstallation
from slackapp.jobs.courier import Courier
from slackapp.jobs.delivering import Sender
from slackapp.jobs.holding import count_held
from slackapp.jobs.metronome import Chore, Metronome
from slackapp.jobs.opening import Doors
from slackapp.jobs.recipes import RECIPES
from slackapp.jobs.refreshing import Refresh
from slackapp.jobs.replanning import replan, replan_all
from slackapp.jobs.retention import forget_candidates
from slackapp.jobs.tidying import tidy
from slackapp.metrics import Metrics
from slackapp.people import People
from slackapp.settings import Settings
from storage import workspaces
from storage.clocks import database_time
from storage.database import Database
from storage.filling import fill, shipped_digest

_log = structlog.get_logger(__name__)

CONNECTIONS = 24
"""Listeners' seats, what follows answers, and some of the threads that send, which mostly wait for Slack and not for
the database, or hear events, which mostly wait for each other. Four processes stay below the hundred that PostgreSQL
allows unless told otherwise."""


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
    installations: Installations | None = None,
    courier: Callable[[Sender], Courier] = Courier,
) -> Assembled:
    """The whole app on a migrated database. `now` is what the product plans by, `clock` machine time.
    `installations` stand in for the one token of the settings; `courier` makes the one who delivers.

    Fills the workspace's bank when Slack says whose token this is; if Slack cannot be asked now, it is done at the
    next start, and requests ask again meanwhile. Raises `Unavailable` when the database is out of reach, and
    `TokenRefused` when Slack does not take the token.
    """
    metrics = Metrics()
    db = Database(settings.database_url, connections=CONNECTIONS)
    after = After(metrics)
    installations = installations or OneInstallation(
        settings.slack_bot_token, settings.slack_api_url, welcome=lambda team, name: _welcome(db, team, name, now())
    )
    people = People(db, installations, after, now)
    delivery = courier(Sender(db, installations, metrics, RECIPES, now, clock))
    doors = Doors(db, installations, now, clock)
    chores: dict[str, Chore] = {
        "open": doors.open_all,
        "tidy": partial(tidy, db, now),
        "held": partial(count_held, db, now),
        "replan": partial(replan_all, db, now),
        "retention": partial(forget_candidates, db, now),
        "refresh": Refresh(db, people, now),
    }
    metronome = Metronome(delivery, settings.tick_seconds, chores)
    app = bolt.build(
        api_url=settings.slack_api_url,
        installations=installations,
        drawing=Drawing(db, people, now, settings.slack_command),
        after=after,
        nudge=metronome.nudge,
        meet=lambda team_id: metronome.soon("open", partial(doors.open, team_id), team_id),
        replan=lambda team_id: metronome.soon("replan", partial(replan, db, now, team_id), team_id),
        now=now,
    )
    try:
        installations.learn()
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
