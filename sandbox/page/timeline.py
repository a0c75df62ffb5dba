"""The messages that a page shows of a conversation: a stretch of them, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.control.looking import shown_message
from sandbox.local_slack import LocalSlack
from sandbox.state.conversations import Message

if TYPE_CHECKING:
    from sandbox.page.watch import Look

Json = dict[str, Any]


@dataclass(slots=True)
class Told:
    """What a page knows: of which conversation, as whose, which stretch, and each message in which version."""

    of: tuple[str, str] = ("", "")
    stretch: tuple[int, int, list[str]] = (0, 0, [])
    versions: dict[str, object] = field(default_factory=dict)


def news(slack: LocalSlack, look: "Look", told: Told) -> Json | None:
    """What is new in the stretch that a page looks at; None when nothing is.

    `total` is how many messages the person sees there, `start` the number of the first one told of, `order` their
    `ts`, `messages` those that are new or changed, by `ts`. Replies stand in the message they answer.
    """
    workspace = slack.world.workspaces.get(look.team)
    place = workspace.conversations.get(look.channel) if workspace else None
    seen = place.seen_by(look.person) if place and look.person in place.members else []
    threads = _threads(seen)
    messages = [message for message in seen if message.thread_ts not in threads or message.thread_ts == message.ts]
    start = max(0, len(messages) - look.count) if look.start is None else min(look.start, len(messages))
    shown = messages[start : start + look.count]
    versions = {m.ts: _version(m, look.person, threads.get(m.ts, ())) for m in shown}
    fresh = told.of != (look.person, look.channel)
    before = {} if fresh else told.versions
    different = [m for m in shown if before.get(m.ts) != versions[m.ts]]
    changed = {m.ts: _shown(m, look.person, threads.get(m.ts, ())) for m in different}
    stretch = (len(messages), start, list(versions))
    if not fresh and not changed and stretch == told.stretch:
        return None
    told.of, told.stretch, told.versions = (look.person, look.channel), stretch, versions
    where = {"person": look.person, "channel": look.channel, "fresh": fresh}
    return where | {"total": len(messages), "start": start, "order": list(versions), "messages": changed}


def _threads(seen: list[Message]) -> dict[str, list[Message]]:
    """The replies to each message that has some, by its `ts`; those to a message that is gone stand by themselves."""
    there = {message.ts for message in seen}
    threads: dict[str, list[Message]] = {}
    for message in seen:
        if message.thread_ts in there and message.thread_ts != message.ts:
            threads.setdefault(message.thread_ts, []).append(message)
    return threads


def _version(message: Message, person: str, replies: Sequence[Message] = ()) -> object:
    """Something that differs whenever the message, or one of its replies, looks different to the person."""
    reactions = tuple((name, tuple(users)) for name, users in message.reactions.items())
    below = [_version(reply, person) for reply in replies]
    return message.ts, message.edited_ts, reactions, repr(message.touched.get(person)), below


def _shown(message: Message, person: str, replies: Sequence[Message] = ()) -> Json:
    below = [_shown(reply, person) for reply in replies]
    return shown_message(message) | {"values": message.touched.get(person, {}), "replies": below}
