"""Sending one message: compose, check the claim, post, settle. No call to Slack is inside a transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from slackapp import trouble
from slackapp.installations import Installations
from slackapp.jobs import answers
from slackapp.jobs.answers import Away, Later, Never, Unknown
from slackapp.jobs.composing import Composed, Nothing, Recipes
from slackapp.jobs.doubles import Doubles
from slackapp.jobs.halting import halt
from slackapp.metrics import Metrics
from storage import (
    claims,
    correcting,
    edits,
    members,
    pacing,
    postings,
    reacting,
    settling,
    succession,
    told,
    unreached,
)
from storage.claims import Claimed
from storage.database import Database, Unavailable
from storage.deliveries import State
from storage.pacing import OPEN, UPDATE
from storage.postings import Posted

LEASE: Final = claims.LONGEST_LEASE
POST_SECONDS: Final = 10
"""A third of the lease: a post is over before its claim is, whatever Slack does."""
METADATA: Final = "interview_prep_delivery"
NO_CHANNEL: Final = "channel_not_found"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what was claimed. Thread-safe: any number of messages at once.

    `now` is the product's clock; `clock` tells machine time, for leases and back-off. A claim lasts for `lease`, and
    a call to Slack for `post_seconds`, a third of it at most.
    """

    db: Database
    installations: Installations
    metrics: Metrics
    recipes: Recipes
    now: Callable[[], datetime]
    clock: Callable[[Session], datetime]
    lease: timedelta = LEASE
    post_seconds: int = POST_SECONDS
    doubles: Doubles = field(default_factory=Doubles)

    def send(self, claimed: Claimed) -> None:
        """Sends one message, or settles why not. Never raises: one that cannot be sent delays no other."""
        try:
            state = self._send(claimed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on; the claim runs out and is looked up
            trouble.record(error, f"delivery {claimed.kind}", delivery=claimed.id)
            state = State.SENDING
        self.metrics.deliveries.labels(claimed.kind, state).inc()

    def client(self, claimed: Claimed) -> WebClient | None:
        """Speaks to the workspace of a delivery; None when the app is no longer in it."""
        return self.installations.client(claimed.team_id, self.post_seconds)

    def _send(self, claimed: Claimed) -> State:
        client = self.client(claimed)
        if client is None:
            return self._not_taken(claimed, Later("not installed", answers.LONGEST_SECONDS), claimed.method)
        try:
            channel = claimed.channel_id or self._open_dm(client, claimed)
        except (SlackApiError, OSError) as error:
            return self._not_taken(claimed, answers.refusal_to_open(error, claimed.attempts), OPEN)
        composed = self._compose(claimed)
        if isinstance(composed, State):
            return composed
        try:
            taken = _post(client, claimed, channel, composed.message.as_dict())
        except (SlackApiError, OSError) as error:
            return self._not_taken(claimed, answers.refusal_to_post(error, claimed.attempts), claimed.method)
        return self.sent(replace(claimed, content=_content(claimed, composed)), *taken)

    def _open_dm(self, client: WebClient, claimed: Claimed) -> str:
        member_id = str(claimed.member_id)
        channel: str = client.conversations_open(users=member_id)["channel"]["id"]
        with self.db.begin() as session:
            members.keep_dm(session, claimed.team_id, member_id, channel)
        return channel

    def _compose(self, claimed: Claimed) -> Composed | State:
        """The message, its claim checked in the same transaction: what follows is the post, and nothing else."""
        try:
            with self.db.begin() as session:
                composed = self.recipes[claimed.kind].compose(session, claimed, self.now())
                if isinstance(composed, Nothing):
                    if settling.skipped(session, claimed, composed.reason):
                        self.recipes[claimed.kind].sent(session, claimed, self.now())
                    return State.SKIPPED
                until = self.clock(session) + self.lease
                if not settling.renew(session, claimed, until, _content(claimed, composed)):
                    return State.SENDING  # somebody else has taken it over
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - a mistake of ours in one kind of message: nothing was sent, so try again
            trouble.record(error, f"composing {claimed.kind}", delivery=claimed.id)
            why = Later(f"not composed: {type(error).__name__}", answers.back_off(claimed.attempts))
            return self._not_taken(claimed, why, claimed.method)
        return composed

    def sent(self, claimed: Claimed, channel_id: str, ts: str) -> State:
        """Slack has the message: settles it, remembers its questions, and does what follows from it."""
        with self.db.begin() as session:
            at = self.clock(session)
            correcting.hold(session, claimed)
            if not settling.sent(session, claimed, channel_id, ts, at):
                # The process stood still between its check and its post: somebody else has taken this over.
                self._overtaken(session, claimed, ts)
                return State.SENDING
            if claimed.method != UPDATE:
                self._remember(session, claimed, channel_id, ts)
                unreached.reached(session, claimed, self.now())
            correcting.settled(session, claimed, self.now())
            if claimed.method == UPDATE:
                reacting.changed(session, claimed.team_id, (channel_id, ts), self.now())
            self.recipes[claimed.kind].sent(session, claimed, self.now())
        self.doubles.watch(claimed, channel_id, ts, at)
        return State.SENT

    def _remember(self, session: Session, claimed: Claimed, channel_id: str, ts: str) -> None:
        """Reactions on the message can be understood from here on, and those that came too soon are."""
        numbers, named = claimed.content.get("numbers", {}), claimed.content.get("named", ())
        about = tuple(each for each in claimed.content.get("interviews", ()) if each not in named)
        posted = Posted(channel_id, ts, claimed.kind, claimed.member_id, claimed.id, about, numbers)
        postings.record(session, claimed.team_id, posted, self.now())
        reacting.settled(session, claimed, posted, self.now())

    def _overtaken(self, session: Session, claimed: Claimed, ts: str) -> None:
        """Somebody else has settled it meanwhile. Of two changes Slack may have the older last: one more is made."""
        if claimed.method == UPDATE:
            edits.plan(session, claimed.team_id, claimed.content["of"], self.now())
        else:
            self.metrics.doubles.labels("suspended").inc(_is_second(ts, settling.settled_as(session, claimed)))

    def _not_taken(self, claimed: Claimed, why: Later | Never | Away | Unknown, method: str) -> State:
        """Settles a delivery whose call of `method` was refused, or whose answer was lost."""
        _log.warning("a message was not taken", delivery=claimed.id, kind=claimed.kind, reason=why.reason)
        if isinstance(why, Unknown) and claimed.method == UPDATE:
            why = Later(why.reason, answers.back_off(claimed.attempts))  # the same change twice is one
        fault = _recorded(claimed, why) if isinstance(why, Never) else ""
        with self.db.begin() as session:
            at = self.clock(session)
            match why:
                case Later(reason, seconds, everybody):
                    until = at + timedelta(seconds=seconds)
                    settling.later(session, claimed, until, reason)
                    if everybody:
                        pacing.hold_back(session, claimed.team_id, method, until)
                    return State.PLANNED
                case Never(reason) if _may_open_anew(claimed, reason):
                    members.forget_dm(session, claimed.team_id, str(claimed.member_id))
                    settling.later(session, claimed, at, reason)
                    return State.PLANNED
                case Never(reason):
                    self._failed(session, claimed, reason, fault)
                    return State.FAILED
                case Away(reason):
                    settling.later(session, claimed, at, reason)
                    halt(session, claimed.team_id, reason, self.now())
                    return State.PLANNED
                case Unknown():
                    # Slack may have taken it: it stays claimed, and is looked up when the claim has run out.
                    return State.SENDING

    def _failed(self, session: Session, claimed: Claimed, reason: str, fault: str) -> None:
        """Slack will never take it; what whoever arranged interviews was to hear goes to somebody else if they left."""
        has_left = succession.shows_left(claimed, reason)
        if has_left:
            succession.hold(session, claimed.team_id, self.now(), claimed.member_id)
        if settling.failed(session, claimed, reason):
            unreached.tell(session, claimed, reason, self.now(), fault)
            if has_left:
                succession.left(session, claimed, self.now())


def _post(client: WebClient, claimed: Claimed, channel: str, message: dict[str, Any]) -> tuple[str, str]:
    """Where the message is, once Slack has it: channel and timestamp. A delivery that edits changes an old one."""
    if claimed.method == UPDATE:
        old = claimed.content["edits"]
        answer = client.chat_update(channel=old["channel"], ts=old["ts"], **message)
    else:
        named = {"event_type": METADATA, "event_payload": {"delivery_id": claimed.id}}
        answer = client.chat_postMessage(
            channel=channel, metadata=named, unfurl_links=False, unfurl_media=False, **message
        )
    return answer["channel"], answer["ts"]


def _may_open_anew(claimed: Claimed, reason: str) -> bool:
    """Whether the messages with a person were gone, for the first time: then they are opened anew."""
    return claimed.member_id is not None and reason == NO_CHANNEL != claimed.reason


def _recorded(claimed: Claimed, why: Never) -> str:
    """The id under which a mistake of ours, for which Slack takes no message, is logged; empty where it is none."""
    ours = answers.is_ours(why.reason, to_person=claimed.member_id is not None, method=claimed.method)
    if not ours or why.error is None:
        return ""
    return trouble.record(why.error, f"delivery {claimed.kind}", delivery=claimed.id, reason=why.reason)


def _is_second(ts: str, settled_ts: str | None) -> bool:
    """Whether it came after the one that settled its delivery: an earlier one is counted by whoever sent that."""
    return settled_ts is not None and float(ts) > float(settled_ts)


def _content(claimed: Claimed, composed: Composed) -> dict[str, Any]:
    """What is kept of a message: its questions, and what it told its reader of which interviews."""
    kept = {**claimed.content, **composed.content, "numbers": dict(composed.numbers)}
    kept.pop(edits.ERASED, None)  # what is composed now names nobody whose data was erased before
    if composed.tells and claimed.member_id:
        kept["interviews"] = [each.id for each in composed.tells]
        kept["named"] = [each.id for each in composed.named]
        kept["told"] = {each.id: told.snapshot(each, claimed.member_id) for each in composed.tells}
    return kept
