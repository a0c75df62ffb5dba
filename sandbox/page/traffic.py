"""What passes between Slack and the apps, one line for each exchange, and each breach of Slack's rules."""

from dataclasses import asdict, dataclass, field
from itertools import takewhile
from typing import Any

from sandbox.local_slack import LocalSlack
from sandbox.state.record import Exchange

Json = dict[str, Any]

AT_FIRST = 300  # exchanges that a page is told of when it is opened


@dataclass(slots=True)
class Told:
    """The number of the last exchange that a page knows, those that were not over then, and the breaches."""

    last: int = 0
    going_on: dict[int, Exchange] = field(default_factory=dict)
    breaches: int = 0


def news(slack: LocalSlack, told: Told) -> Json | None:
    """Exchanges that began or ended since the page was told, and new breaches; None when there are neither."""
    record = slack.record
    begun = list(takewhile(lambda one: one.number > told.last, reversed(record.exchanges)))[::-1]
    if told.last == 0:
        begun = begun[-AT_FIRST:]
    ended = [one for one in told.going_on.values() if one.seconds is not None]
    breaches = record.breaches[told.breaches :] if told.breaches <= len(record.breaches) else record.breaches
    if not (begun or ended or breaches):
        return None
    told.last = begun[-1].number if begun else told.last
    still = [one for one in (*told.going_on.values(), *begun) if one.seconds is None]
    told.going_on = {one.number: one for one in still}
    told.breaches = len(record.breaches)
    return {"exchanges": [_line(one) for one in (*ended, *begun)], "breaches": [asdict(one) for one in breaches]}


def _line(one: Exchange) -> Json:
    return {
        "number": one.number,
        "direction": one.direction,
        "name": one.name,
        "at": one.at,
        "seconds": one.seconds,
        "status": one.status,
        "error": one.error,
        "transport": one.transport,
        "attempt": one.attempt,
    }
