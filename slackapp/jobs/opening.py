"""Direct messages are opened when somebody is first put into an interview, so that their first message is only a post.

Whoever is not reached here (Slack refused, the process ended) has theirs opened with the first message to them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from slackapp.installations import Installations
from slackapp.jobs import answers
from slackapp.jobs.answers import Away, Later, Never
from slackapp.jobs.halting import halt
from storage import agenda, members, pacing, workspaces
from storage.database import Database
from storage.pacing import BUDGETS, OPEN

POST_SECONDS: Final = 10

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Doors:
    """Opens direct messages, within the budget that all processes share. `now` is the product's clock, `clock` machine
    time."""

    db: Database
    installations: Installations
    now: Callable[[], datetime]
    clock: Callable[[Session], datetime]
    _refused: dict[str, set[str]] = field(default_factory=dict)
    """By workspace, to whom Slack opens none; forgotten once all others have theirs."""

    def open_all(self) -> timedelta | None:
        """In every workspace. How long until it is to be called again; None when nobody is left."""
        with self.db.read() as session:
            teams = workspaces.all_ids(session)
        pauses = [pause for team_id in teams if (pause := self.open(team_id))]
        return min(pauses, default=None)

    def open(self, team_id: str) -> timedelta | None:
        """In one workspace, for everybody in an interview that is still to come, and who arranged it. How long until
        it is to be called again, where the budget does not reach, or Slack asked for patience."""
        pause = self._open(team_id)
        if pause is None:
            self._refused.pop(team_id, None)
        return pause

    def _open(self, team_id: str) -> timedelta | None:
        client = self.installations.client(team_id, POST_SECONDS)
        refused = self._refused.setdefault(team_id, set())
        strangers = [each for each in self._strangers(team_id) if each not in refused]
        if client is None or not strangers:
            return None
        with self.db.begin() as session:
            allowed = pacing.allowance(session, team_id, OPEN, self.clock(session))
            pacing.spend(session, team_id, allowed, min(allowed.calls, len(strangers)))
        for member_id in strangers[: allowed.calls]:
            match self._open_one(client, team_id, member_id):
                case Later(_, seconds):
                    return timedelta(seconds=seconds)
                case Away():
                    return None
                case Never():
                    refused.add(member_id)
        return BUDGETS[OPEN].between if len(strangers) > allowed.calls else None

    def _strangers(self, team_id: str) -> list[str]:
        with self.db.read() as session:
            if not workspaces.is_installed(session, team_id):
                return []
            return members.without_dm(session, team_id, agenda.people_ahead(session, team_id, self.now()))

    def _open_one(self, client: WebClient, team_id: str, member_id: str) -> Later | Never | Away | None:
        """Opens somebody's, or says why it did not; a workspace that no longer has the app is left alone."""
        try:
            channel = client.conversations_open(users=member_id)["channel"]["id"]
        except (SlackApiError, OSError) as error:
            why = answers.refusal_to_open(error, attempts=1)
            _log.info("direct messages could not be opened", reason=why.reason)
            self._settle(team_id, why)
            return why
        with self.db.begin() as session:
            members.keep_dm(session, team_id, member_id, channel)
        return None

    def _settle(self, team_id: str, why: Later | Never | Away) -> None:
        with self.db.begin() as session:
            match why:
                case Away(reason):
                    halt(session, team_id, reason, self.now())
                case Later(_, seconds, everybody=True):
                    until = self.clock(session) + timedelta(seconds=seconds)
                    pacing.hold_back(session, team_id, OPEN, until)
