"""Direct messages are opened when somebody is first put into an interview, so that their first message is only a post.

Whoever is not reached here (Slack was busy, the process ended) has theirs opened with the first message to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from slackapp.installations import Installations
from slackapp.jobs import answers
from slackapp.jobs.answers import Later
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

    def open_all(self) -> timedelta | None:
        """In every workspace. How long until it is to be called again; None when nobody is left."""
        with self.db.read() as session:
            teams = workspaces.all_ids(session)
        pauses = [pause for team_id in teams if (pause := self.open(team_id))]
        return min(pauses, default=None)

    def open(self, team_id: str) -> timedelta | None:
        """In one workspace, for everybody in an interview that is still to come, and who arranged it. How long until
        it is to be called again, where the budget does not reach, or Slack asked for patience."""
        client = self.installations.client(team_id, POST_SECONDS)
        with self.db.read() as session:
            ahead = agenda.people_ahead(session, team_id, self.now())
            strangers = members.without_dm(session, team_id, ahead)
        if client is None or not strangers:
            return None
        with self.db.begin() as session:
            allowed = pacing.allowance(session, team_id, OPEN, self.clock(session))
            pacing.spend(session, team_id, allowed, min(allowed.calls, len(strangers)))
        for member_id in strangers[: allowed.calls]:
            try:
                channel = client.conversations_open(users=member_id)["channel"]["id"]
            except (SlackApiError, OSError) as error:
                why = answers.refusal_to_open(error, attempts=1)
                _log.info("direct messages could not be opened yet", reason=why.reason)
                if isinstance(why, Later):
                    return timedelta(seconds=why.seconds)
            else:
                with self.db.begin() as session:
                    members.keep_dm(session, team_id, member_id, channel)
        return BUDGETS[OPEN].between if len(strangers) > allowed.calls else None
