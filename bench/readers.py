"""People who each keep a set of questions in their messages with the app: those whose reactions are poured out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session

from bench.databases import analyze
from prep.asking import Wish
from prep.messages import Kind
from slackapp.views.refs import RoleRef, SetRef
from storage.deliveries import State
from storage.ids import new_id
from storage.postings import KEPT_SETS
from storage.tables import Base, Delivery, Member, Posting, PostingQuestion, QuestionRole

READERS = 10_000
REACTIONS = ("one", "two", "three", "four", "five")
"""Of each; so many there are in all."""
EVENTS = READERS * len(REACTIONS)
_AT_ONCE = 100
"""So many react with the same number before the first of them reacts with the next."""
_TS = "1700000000.{:06}"


def reaction(index: int, since: float) -> dict[str, Any]:
    """The event with this index, of `EVENTS` that are all different. `since`: a Unix time before all of them."""
    round_, place = divmod(index, _AT_ONCE * len(REACTIONS))
    number, reader = divmod(place, _AT_ONCE)
    reader += round_ * _AT_ONCE
    return {
        "type": "reaction_added",
        "user": _member(reader),
        "reaction": REACTIONS[number],
        "item": {"type": "message", "channel": _channel(reader), "ts": _TS.format(reader)},
        "item_user": "U0BENCHBOT",
        "event_ts": f"{since + index / 1000:.6f}",
    }


def store(url: str, team_id: str) -> None:
    """Stores them: each has ten questions of a role, in a message that was sent an hour ago."""
    # An engine of its own: the product's cuts whoever keeps a connection for as long as this takes.
    engine = create_engine(url)
    with Session(engine) as session, session.begin():
        sets, sent_at = _sets(session, team_id), datetime.now(UTC) - timedelta(hours=1)
        rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
        for reader in range(READERS):
            for model, row in _rows(reader, sets[reader % len(sets)], sent_at):
                rows[model].append({"team_id": team_id, **row})
        for model, several in rows.items():  # in the order in which they refer to each other
            session.execute(insert(model), several)
    analyze(engine)
    engine.dispose()


def _sets(session: Session, team_id: str) -> list[SetRef]:
    """Ten questions of each role."""
    served: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        select(QuestionRole.role_id, QuestionRole.question_id).where(QuestionRole.team_id == team_id)
    )
    for role_id, question_id in rows:
        served[role_id].append(question_id)
    return [SetRef(RoleRef(role_id, Wish(count=10)), tuple(ids[:10])) for role_id, ids in served.items()]


def _rows(reader: int, ref: SetRef, sent_at: datetime) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    member_id, delivery_id = _member(reader), new_id()
    place = {"channel_id": _channel(reader), "ts": _TS.format(reader)}
    unlike = dict.fromkeys(("guest", "external", "deactivated", "admin"), False)
    yield (
        Member,
        {"member_id": member_id, "name": "Reader", "checked_at": sent_at, "muted": []}
        | {"dm_channel": place["channel_id"]}
        | unlike,
    )
    numbers = {each: number for number, each in enumerate(ref.question_ids, 1)}
    message = {"kind": Kind.SET, "member_id": member_id, "delivery_id": delivery_id}
    yield (
        Delivery,
        {"once": delivery_id, "content": {"set": ref.encode(), "numbers": numbers}, "state": State.SENT, "attempts": 1}
        | {"due_at": sent_at, "created_at": sent_at, "sent_at": sent_at}
        | message
        | place,
    )
    kept = {"interviews": [], "posted_at": sent_at, "forget_at": sent_at + KEPT_SETS}
    yield Posting, message | place | kept
    for each, number in numbers.items():
        yield PostingQuestion, {"question_id": each, "number": number} | place


def _member(reader: int) -> str:
    return f"U0READER{reader:05}"


def _channel(reader: int) -> str:
    return f"D0READER{reader:05}"
