"""People to whom something is planned are looked up again once a day: Slack's events may have missed a move."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog
from slack_sdk.errors import SlackApiError

from slackapp.jobs import answers
from slackapp.jobs.answers import Later
from slackapp.people import STALE, People
from storage import refreshing, workspaces
from storage.database import Database

BETWEEN: Final = timedelta(seconds=1)
"""Slack asks for one call a second of a method at most: https://docs.slack.dev/apis/web-api/rate-limits"""

_log = structlog.get_logger(__name__)


@dataclass
class Refresh:
    """Looks one person up each time it is called."""

    db: Database
    people: People
    now: Callable[[], datetime]
    _waiting: deque[tuple[str, str]] = field(default_factory=deque)

    def __call__(self) -> timedelta | None:
        """How long until it is to be called again; None when nobody is left for today."""
        if not self._waiting:
            self._waiting.extend(self._stale())
        if not self._waiting:
            return None
        pause = self._look_up(*self._waiting.popleft())
        return pause if self._waiting else None

    def _stale(self) -> list[tuple[str, str]]:
        before = self.now() - STALE
        with self.db.read() as session:
            return [
                (team_id, member_id)
                for team_id in workspaces.all_ids(session)
                for member_id in refreshing.stale(session, team_id, before)
            ]

    def _look_up(self, team_id: str, member_id: str) -> timedelta:
        try:
            self.people.look_up(team_id, member_id)
        except (SlackApiError, OSError) as error:
            # Tomorrow again, or when they ask; Slack's wish for patience holds for all that are left.
            why = answers.refusal_to_open(error, attempts=1)
            _log.info("a person could not be looked up again", reason=why.reason)
            return timedelta(seconds=why.seconds) if isinstance(why, Later) else BETWEEN
        except LookupError:
            _log.info("a workspace is not ours to ask", team=team_id)
        return BETWEEN
