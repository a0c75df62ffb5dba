"""Interviews that are moved while a morning's messages go out: whoever was told gets an edit and a correction."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import sleep

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bench.workspaces import Workspaces
from prep.messages import Kind
from storage import arranging
from storage.database import Database, Unavailable
from storage.deliveries import State
from storage.tables import Delivery, Interview, Mention

IN_LARGEST, IN_OTHERS = 12, 2
_AGAIN_SECONDS = 0.1
_LATER = timedelta(minutes=30)
_A_MORNING = timedelta(hours=1)


def move_some(db: Database, who: Workspaces, now: datetime) -> None:
    """By half an hour, as whoever arranged them does it: those of which most people were told already."""
    for number, team_id in enumerate(who.installations):
        with db.read() as session:
            chosen = _told(session, team_id, IN_OTHERS if number else IN_LARGEST)
        for each in chosen:
            while not _moved(db, each, now):
                sleep(_AGAIN_SECONDS)


def _moved(db: Database, chosen: Interview, now: datetime) -> bool:
    """False where the app, which is busy, keeps the database to itself: Slack would tell a person to press again."""
    at = chosen.starts_at + _LATER
    try:
        with db.begin() as session:
            arranging.move(session, chosen.team_id, chosen.interview_id, at, chosen.minutes, chosen.arranged_by, now)
    except Unavailable:
        return False
    return True


def left(db: Database, who: Workspaces, due: datetime) -> int:
    """How many messages are still to be sent that morning."""
    ahead = Delivery.state.in_((State.PLANNED, State.SENDING)) & (Delivery.due_at <= due + _A_MORNING)
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(_theirs(who), ahead)) or 0


def sent(db: Database, who: Workspaces) -> Counter[tuple[str, str]]:
    """How many messages were sent, by workspace and kind."""
    counted = select(Delivery.team_id, Delivery.kind, func.count()).group_by(Delivery.team_id, Delivery.kind)
    with db.read() as session:
        rows = session.execute(counted.where(_theirs(who), Delivery.state == State.SENT))
        return Counter({(team_id, Kind(kind)): number for team_id, kind, number in rows})


def last_at(db: Database, who: Workspaces) -> datetime:
    """When the last of them was sent; some was."""
    with db.read() as session:
        moments = select(Delivery.sent_at).where(_theirs(who), Delivery.sent_at.is_not(None))
        return session.scalars(moments.order_by(Delivery.sent_at.desc()).limit(1)).one()


def _told(session: Session, team_id: str, most: int) -> Sequence[Interview]:
    mentions = (
        select(Mention.interview_id, func.count().label("people"))
        .where(Mention.team_id == team_id)
        .group_by(Mention.interview_id)
        .subquery()
    )
    of_most = select(Interview).join(mentions, mentions.c.interview_id == Interview.interview_id)
    return session.scalars(
        of_most.where(Interview.team_id == team_id)
        .order_by(mentions.c.people.desc(), Interview.interview_id)
        .limit(most)
    ).all()


def _theirs(who: Workspaces) -> ColumnElement[bool]:
    return Delivery.team_id.in_(list(who.installations))
