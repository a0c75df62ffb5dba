"""Sending what is due: claim, compose, post, settle. No call to Slack is inside a transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from slackapp import trouble
from slackapp.installations import Installations
from slackapp.jobs import answers
from slackapp.jobs.answers import Later, Never, Unknown
from slackapp.jobs.composing import Composed, compose
from slackapp.metrics import Metrics
from storage import deliveries, members, postings
from storage.database import Database
from storage.deliveries import Claimed, State
from storage.postings import Posted

LEASE: Final = timedelta(seconds=30)
POST_SECONDS: Final = 10
"""A third of the lease: a post that takes longer is over before the claim is."""
AT_ONCE: Final = 10

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Courier:
    """Delivers what is due. Any number may work at once, in any number of processes: a claim has one owner.

    `now` is the product's clock; `clock` tells machine time, for leases and back-off.
    """

    db: Database
    installations: Installations
    metrics: Metrics
    now: Callable[[], datetime]
    clock: Callable[[Session], datetime]

    def deliver_due(self) -> int:
        """Sends everything that is due now, and returns how many deliveries it took in hand."""
        done = 0
        while claimed := self._claim():
            for each in claimed:
                self._deliver_safely(each)
            done += len(claimed)
        return done

    def _claim(self) -> list[Claimed]:
        with self.db.read() as session:
            teams = deliveries.teams_due(session, self.now(), self.clock(session))
        for team_id in teams:
            if self.installations.client(team_id, POST_SECONDS) is None:
                continue  # another process may have its token; it is due until somebody has
            with self.db.begin() as session:
                at = self.clock(session)
                if claimed := deliveries.claim(session, team_id, self.now(), at, lease=LEASE, most=AT_ONCE):
                    return claimed
        return []

    def _deliver_safely(self, claimed: Claimed) -> None:
        try:
            state = self._deliver(claimed)
        except Exception as error:  # noqa: BLE001 - one message that cannot be made must not stop the others
            trouble.record(error, f"delivery {claimed.kind}", delivery=claimed.id)
            state = State.SENDING
        self.metrics.deliveries.labels(claimed.kind, state).inc()

    def _deliver(self, claimed: Claimed) -> State:
        client = self.installations.client(claimed.team_id, POST_SECONDS)
        with self.db.read() as session:
            composed = compose(session, claimed)
            dm = members.dm_channel(session, claimed.team_id, claimed.member_id) if claimed.member_id else None
        if client is None or composed is None:
            return self._settle(claimed, State.SKIPPED, deliveries.settle_skipped, reason="nothing to say any more")
        try:
            channel = claimed.channel_id or dm or self._open_dm(client, claimed)
        except (SlackApiError, OSError) as error:
            return self._not_sent(claimed, answers.refusal_to_open(error, claimed.attempts))
        try:
            sent = client.chat_postMessage(
                channel=channel, metadata=_metadata(claimed), unfurl_links=False, **composed.message.as_dict()
            )
        except (SlackApiError, OSError) as error:
            return self._not_sent(claimed, answers.refusal_to_post(error, claimed.attempts))
        return self._sent(claimed, composed, sent["channel"], sent["ts"])

    def _open_dm(self, client: WebClient, claimed: Claimed) -> str:
        channel: str = client.conversations_open(users=claimed.member_id)["channel"]["id"]
        with self.db.begin() as session:
            members.keep_dm(session, claimed.team_id, str(claimed.member_id), channel)
        return channel

    def _sent(self, claimed: Claimed, composed: Composed, channel: str, ts: str) -> State:
        with self.db.begin() as session:
            at = self.clock(session)
            deliveries.settle_sent(session, claimed, channel, ts, at)
            posted = Posted(channel, ts, claimed.kind, claimed.member_id)
            postings.record(session, claimed.team_id, posted, composed.numbers, at)
        return State.SENT

    def _not_sent(self, claimed: Claimed, why: Later | Never | Unknown) -> State:
        _log.warning("a message was not taken", delivery=claimed.id, kind=claimed.kind, reason=why.reason)
        match why:
            case Later(reason, seconds):
                with self.db.begin() as session:
                    not_before = self.clock(session) + timedelta(seconds=seconds)
                    deliveries.settle_later(session, claimed, not_before, reason)
                return State.PLANNED
            case Never(reason):
                return self._settle(claimed, State.FAILED, deliveries.settle_failed, reason=reason)
            case Unknown():
                # Slack may have taken it: sending again could double it, so it stays as it is.
                return State.SENDING

    def _settle(self, claimed: Claimed, state: State, settle: Callable[..., Any], **how: Any) -> State:
        with self.db.begin() as session:
            partial(settle, session, claimed)(**how)
        return state


def _metadata(claimed: Claimed) -> dict[str, Any]:
    """Names the delivery, so that a message whose answer was lost can be found again. Anybody can read it: ids only."""
    return {"event_type": "interview_prep_delivery", "event_payload": {"delivery_id": claimed.id}}
