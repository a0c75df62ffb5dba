"""Reactions that are kept and are no ratings: those that say "read", and those whose message is not settled yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from prep.reactions import one_name
from storage.inserting import insert_into
from storage.postings import Place
from storage.tables import Reaction
from storage.tables.columns import table_of

KEPT: Final = timedelta(days=2)
"""Longer than a message stays unsettled, and than who has read it shows."""

_E = Reaction.__table__.c


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody added a reaction to a message, or took it away; `at` is Slack's time of it (aware), `emoji` its name
    with its skin tone, in any form that Slack gives."""

    channel_id: str
    ts: str
    member_id: str
    emoji: str
    added: bool
    at: datetime

    @property
    def place(self) -> Place:
        """The message."""
        return self.channel_id, self.ts


def keep(session: Session, team_id: str, reacted: Reacted, now: datetime) -> bool:
    """What became of it last. False when something later was heard of it; at one moment taking away is the later."""
    state = {"standing": reacted.added, "at": reacted.at, "kept_at": now}
    key = {
        "team_id": team_id,
        "channel_id": reacted.channel_id,
        "ts": reacted.ts,
        "member_id": reacted.member_id,
        "emoji": one_name(reacted.emoji),
    }
    later = _E.at < reacted.at if reacted.added else or_(_E.at < reacted.at, and_(_E.at == reacted.at, _E.standing))
    statement = insert_into(session, Reaction).values(**key, **state)
    kept = session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=state, where=later).returning(_E.emoji)
    )
    return kept.one_or_none() is not None


def standing(session: Session, team_id: str, place: Place, member_id: str) -> list[str]:
    """The emoji of the member's that are kept of a message, and were added last."""
    return list(session.scalars(select(_E.emoji).where(*_on(team_id, place), _E.member_id == member_id, _E.standing)))


def take_out(session: Session, team_id: str, place: Place, emoji: Collection[str] | None = None) -> list[Reacted]:
    """What is kept of reactions on a message, or of these alone: kept no longer."""
    these = [*_on(team_id, place), *([] if emoji is None else [_E.emoji.in_(emoji)])]
    rows = session.execute(
        delete(table_of(Reaction)).where(*these).returning(_E.member_id, _E.emoji, _E.standing, _E.at)
    )
    return [Reacted(*place, *row) for row in rows]


def prune(session: Session, team_id: str, now: datetime) -> None:
    """Forgets reactions that mean nothing any more."""
    session.execute(delete(Reaction).where(Reaction.team_id == team_id, Reaction.kept_at < now - KEPT))


def _on(team_id: str, place: Place) -> tuple[ColumnElement[bool], ...]:
    channel_id, ts = place
    return _E.team_id == team_id, _E.channel_id == channel_id, _E.ts == ts
