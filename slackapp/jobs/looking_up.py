"""What became of a message whose claim ran out: looked for in Slack, before anything is sent again.

A process was killed, the connection dropped, the database went away: the delivery stayed `sending`. It names itself
in the message's metadata, so the person's messages with the app say whether Slack has it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from prep.messages import NotShared
from slackapp import hearing, trouble
from slackapp.jobs import answers
from slackapp.jobs.answers import Away, Later, Never
from slackapp.jobs.delivering import METADATA, NO_CHANNEL, Sender
from slackapp.jobs.doubles import NOT_FOUND, Suspect
from slackapp.jobs.halting import halt
from storage import members, pacing, reacting, settling, sharing, unreached
from storage.claims import Claimed
from storage.pacing import HISTORY, UPDATE

BEFORE: Final = timedelta(days=1)
"""How far before the claim is looked: clocks differ."""
_PAGE: Final = 200

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LookUp:
    """Finds out. Each complete, empty answer permits one more send."""

    sender: Sender

    def look_up(self, claimed: Claimed) -> None:
        """Settles a delivery whose claim ran out. Never raises."""
        try:
            self._look_up(claimed)
        except Exception as error:  # noqa: BLE001 - the claim runs out again, and is looked up again
            trouble.record(error, f"look-up {claimed.kind}", delivery=claimed.id)

    def recount(self, suspect: Suspect) -> None:
        """Counts what Slack showed too late: messages that were there when another one was sent. Never raises."""
        client = self.sender.client(suspect.claimed)
        try:
            found = _found(client, suspect.channel_id, suspect.claimed) if client else []
        except (SlackApiError, OSError) as error:
            trouble.record(error, "recount", delivery=suspect.claimed.id)
            return
        earlier = sum(float(message["ts"]) < float(suspect.ts) for message in found)
        self.sender.metrics.doubles.labels("shown late").inc(earlier)

    def _look_up(self, claimed: Claimed) -> None:
        if claimed.method == UPDATE:  # changing a message to what it says already does no harm
            self._send_again(claimed)
            return
        if claimed.member_id is None:
            self._give_up(claimed)
            return
        client, channel = self.sender.client(claimed), self._channel(claimed)
        if client is None:
            return
        try:
            # No channel is known: it was never opened, so nothing was ever posted to it.
            found = _found(client, channel, claimed) if channel else []
        except (SlackApiError, OSError) as error:
            self._not_answered(claimed, answers.refusal_to_open(error, claimed.attempts))
            return
        if not found or channel is None:
            self._send_again(claimed)
            return
        _log.info("found in Slack", delivery=claimed.id)
        # The newest settles it. Others stand there when an earlier look-up was shown nothing.
        self.sender.metrics.doubles.labels("shown late").inc(len(found) - 1)
        self.sender.sent(replace(claimed, reason=None), channel, found[0]["ts"])
        self._read_reactions(client, claimed, channel, found[0]["ts"])

    def _read_reactions(self, client: WebClient, claimed: Claimed, channel: str, ts: str) -> None:
        """Once: what was said on it before anybody knew whose it is may have been passed over."""
        try:
            message = client.reactions_get(channel=channel, timestamp=ts, full=True)["message"]
        except (SlackApiError, OSError) as error:
            trouble.record(error, "reactions of a message that was found", delivery=claimed.id)
            return
        for reacted in hearing.reactions(message, channel):
            with self.sender.db.begin() as session:
                reacting.hear(session, claimed.team_id, reacted, self.sender.now())

    def _channel(self, claimed: Claimed) -> str | None:
        if claimed.channel_id or not claimed.member_id:
            return claimed.channel_id
        with self.sender.db.read() as session:
            return members.dm_channel(session, claimed.team_id, claimed.member_id)

    def _send_again(self, claimed: Claimed) -> None:
        with self.sender.db.begin() as session:
            settling.later(session, claimed, self.sender.clock(session), NOT_FOUND)

    def _not_answered(self, claimed: Claimed, why: Later | Never | Away) -> None:
        _log.warning("a look-up was not answered", delivery=claimed.id, reason=why.reason)
        if why == Never(NO_CHANNEL):
            self._send_again(claimed)  # where there are no messages, this one is not
            return
        with self.sender.db.begin() as session:
            at = self.sender.clock(session)
            match why:
                case Away(reason):
                    halt(session, claimed.team_id, reason, self.sender.now())
                case Later(_, seconds, everybody):
                    if everybody:
                        pacing.hold_back(session, claimed.team_id, HISTORY, at + timedelta(seconds=seconds))
                case Never():  # a scope that is missing, say: an operator's to mend, and until then nobody knows
                    if settling.keep(session, claimed, at, at + pacing.LONGEST_PATIENCE):
                        unreached.plan_next(session, claimed, self.sender.now())

    def _give_up(self, claimed: Claimed) -> None:
        """A channel's messages are not ours to read: better not shared than shared twice, and whoever
        shared it can look."""
        with self.sender.db.begin() as session:
            if settling.failed(session, claimed, NotShared.LOST):
                sharing.tell(session, claimed, NotShared.LOST, self.sender.now())


def _found(client: WebClient, channel: str, claimed: Claimed) -> list[dict[str, Any]]:
    """The messages of a delivery in a conversation, newest first: all pages, from a day before the claim on."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = client.conversations_history(
            channel=channel,
            oldest=_ts(claimed.since - BEFORE),
            include_all_metadata=True,
            limit=_PAGE,
            cursor=cursor or None,
        )
        found += [message for message in page["messages"] if _names(message) == claimed.id]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found


def _names(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA:
        return None
    named: str | None = (metadata.get("event_payload") or {}).get("delivery_id")
    return named


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
