"""Looking: what a person sees, and what was said between Slack and the apps."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from sandbox import reading
from sandbox.local_slack import LocalSlack
from sandbox.state.conversations import Conversation, Message
from sandbox.state.views import View

Json = dict[str, Any]


def shown_message(message: Message) -> Json:
    """A message for whoever looks from the control address."""
    shown = message.as_message(with_metadata=True)
    return shown | {"channel": message.channel, "ephemeral": message.only_for is not None}


def shown_view(view: View) -> Json:
    """A view for whoever looks from the control address, with the errors at its fields."""
    return view.as_view() | {"errors": view.errors}


async def messages(slack: LocalSlack, asked: Json) -> Json:
    """What a person sees in a conversation, oldest first."""
    return {"messages": [shown_message(m) for m in _place(slack, asked).seen_by(asked["person"])]}


async def wait_message(slack: LocalSlack, asked: Json) -> Json:
    """Wait for a message that a person sees: with this text, after that one, or so many of them."""
    place = _place(slack, asked)
    containing, count = asked.get("containing"), asked.get("count", 1)

    def look() -> list[Message] | None:
        seen = [m for m in place.seen_by(asked["person"]) if m.ts > asked.get("after", "")]
        if containing is not None:
            seen = [m for m in seen if containing in reading.message(m.as_message())]
        return seen if len(seen) >= count else None

    found = await slack.changes.until(look, asked["timeout"])
    if found is None:
        return {"message": None} | await messages(slack, asked)
    return {"message": shown_message(found[-1])}


async def modals(slack: LocalSlack, asked: Json) -> Json:
    """The modals a person has open, the top last."""
    return {"modals": [shown_view(view) for view in slack.world.stacks.get(asked["person"], [])]}


async def wait_modal(slack: LocalSlack, asked: Json) -> Json:
    """Wait until the top modal of a person is another than the one with `hash`, and shows `containing`."""

    def look() -> View | None:
        stack = slack.world.stacks.get(asked["person"], [])
        if not stack or stack[-1].hash == asked.get("hash"):
            return None
        there = reading.view(stack[-1].as_view())
        return stack[-1] if asked.get("containing", "") in there else None

    found = await slack.changes.until(look, asked["timeout"])
    return {"view": shown_view(found) if found else None} | await modals(slack, asked)


async def calls(slack: LocalSlack, asked: Json) -> Json:
    """Web API calls of apps, in order."""
    return {"exchanges": slack.record.read("call", asked.get("name"))}


async def deliveries(slack: LocalSlack, asked: Json) -> Json:
    """Payloads sent to apps, in order; `event` finds all `event:…`."""
    return {"exchanges": slack.record.read("delivery", asked.get("name"))}


async def posted(slack: LocalSlack, asked: Json) -> Json:
    """Every message that chat.postMessage accepted, as rows; in one workspace, or in all."""
    team, texts = asked["team"], asked["texts"]
    return {
        "posts": [
            (p.team_id, p.channel, p.ts, p.person, p.text if texts else "", p.metadata, p.at)
            for p in slack.record.posts
            if team in {None, p.team_id}
        ]
    }


async def refusals(slack: LocalSlack, asked: Json) -> Json:
    """How many calls the rate limits refused, by method; in one workspace, or in all."""
    counted: Counter[str] = Counter()
    for (team_id, method), times in slack.limits.refused.items():
        if asked["team"] in {None, team_id}:
            counted[method] += times
    return {"refused": counted}


async def breaches(slack: LocalSlack, asked: Json) -> Json:
    """What apps sent that Slack refuses."""
    return {"breaches": [asdict(breach) for breach in slack.record.breaches]}


async def clear_record(slack: LocalSlack, asked: Json) -> Json:
    """Forget all exchanges and breaches so far."""
    slack.record.clear()
    return {}


async def settled(slack: LocalSlack, asked: Json) -> Json:
    """Wait until no event is on its way, retries included."""
    done = await slack.changes.until(lambda: None if slack.under_way else True, asked["timeout"])
    return {"settled": bool(done)}


async def names(slack: LocalSlack, asked: Json) -> Json:
    """Ids of people and channels with what they are called, for reading mentions."""
    where = slack.world.workspace(asked["team"])
    called = {p.id: p.name for p in where.people.values()}
    return {"names": called | {c.id: c.name for c in where.conversations.values() if c.name}}


def _place(slack: LocalSlack, asked: Json) -> Conversation:
    return slack.world.conversation(asked["team"], asked["channel"])


OPERATIONS = {
    f.__name__: f
    for f in (
        messages,
        wait_message,
        modals,
        wait_modal,
        calls,
        deliveries,
        posted,
        refusals,
        breaches,
        clear_record,
        settled,
        names,
    )
}
