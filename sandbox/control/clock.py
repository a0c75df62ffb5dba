"""The story's clock. It is no part of Slack's protocol: who wants to plan by it reads it here."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.local_slack import LocalSlack
from sandbox.refusal import Impossible
from sandbox.state.story import real_now

Json = dict[str, Any]


async def clock(slack: LocalSlack, asked: Json) -> Json:
    """How many seconds the story is ahead of real time, and its present as Unix seconds."""
    return {"ahead": slack.story.ahead, "now": slack.story.now(real_now()).timestamp()}


async def move_clock(slack: LocalSlack, asked: Json) -> Json:
    """Let the story go on later: `by` so many seconds; or on a `day` (a date, or a number of days from the story's
    today) `at` a time of day, in a `zone`."""
    real = real_now()
    slack.story.move_to(_wanted(slack.story.now(real), asked), real)
    slack.changes.tell()
    return await clock(slack, asked)


def _wanted(now: datetime, asked: Json) -> datetime:
    try:
        if "by" in asked:
            return now + timedelta(seconds=float(asked["by"]))
        zone = ZoneInfo(asked["zone"])
        local = now.astimezone(zone)
        day = asked["day"]
        wanted = local.date() + timedelta(days=day) if isinstance(day, int) else date.fromisoformat(day)
        return datetime.combine(wanted, time.fromisoformat(asked["at"]), zone).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, ZoneInfoNotFoundError):
        raise Impossible("I don't know that moment: it takes a day, a time such as 08:30, and a zone.") from None


OPERATIONS = {f.__name__: f for f in (clock, move_clock)}
