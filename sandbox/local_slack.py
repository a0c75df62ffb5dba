"""The one object that every part of the server is handed: what is known, and what is under way."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, web

from sandbox.changes import Changes
from sandbox.refusal import Refused
from sandbox.rules import Breach as RuleBreach
from sandbox.rules import message_breaches, view_breaches
from sandbox.state.faults import Faults
from sandbox.state.limits import RateLimits
from sandbox.state.record import Record
from sandbox.state.story import Story
from sandbox.state.world import World

if TYPE_CHECKING:
    from sandbox.socket_mode import Sockets

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Timing:
    """Slack's time limits, in seconds. Those that tests shorten are arguments of the server."""

    ack: float = 3.0  # docs.slack.dev/interactivity/handling-user-interaction
    trigger: float = 3.0  # docs.slack.dev/surfaces/modals
    response_url: float = 1800.0  # docs.slack.dev/interactivity/handling-user-interaction
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)  # docs.slack.dev/apis/events-api


@dataclass(slots=True)
class LocalSlack:
    """The server's insides. Its methods belong to no family of Slack's own: rules, record, tasks."""

    timing: Timing
    http: ClientSession
    sockets: "Sockets"
    base_url: str
    rules: bool = True  # whether messages and views are held to Slack's rules
    world: World = field(default_factory=World)
    story: Story = field(default_factory=Story)
    record: Record = field(default_factory=Record)
    faults: Faults = field(default_factory=Faults)
    limits: RateLimits = field(default_factory=RateLimits)
    changes: Changes = field(default_factory=Changes)
    under_way: set[asyncio.Task[Any]] = field(default_factory=set)

    def start(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Let `work` run on its own; it is cancelled when the server stops."""
        task = asyncio.get_running_loop().create_task(work)
        self.under_way.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: "asyncio.Task[Any]") -> None:
        self.under_way.discard(task)
        self.changes.tell()

    def require_message(self, place: str, app_id: str, message: Json, surface: str) -> None:
        """Refused, and put on record, when a message breaks Slack's rules for the way (`surface`) it is sent."""
        if self.rules:
            self._require(place, app_id, message_breaches(message, surface=surface))

    def require_view(self, place: str, app_id: str, view: Json) -> None:
        """Refused, and put on record, when a view breaks Slack's rules."""
        if self.rules:
            self._require(place, app_id, view_breaches(view))

    def breach(self, place: str, app_id: str, sentence: str, error: str, pointer: str = "", rule: str = "") -> None:
        """Put on record that an app did what Slack does not take."""
        self.record.broken(place, app_id, pointer, rule, sentence, error, time.time())

    def _require(self, place: str, app_id: str, found: Sequence[RuleBreach]) -> None:
        for one in found:
            self.breach(place, app_id, one.sentence, one.error, one.pointer, one.rule)
        if found:
            messages = [f"[ERROR] {one.sentence} [json-pointer:{one.pointer}]" for one in found]
            raise Refused(found[0].error, response_metadata={"messages": messages})


SLACK = web.AppKey("slack", LocalSlack)  # where handlers find it
