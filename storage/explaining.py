"""What somebody asks about their messages: which came last, which are to come, which did not come and why."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from prep.digests import Rhythm
from prep.messages import Due, Kind, Missed, TakenOver, Withdrawn
from prep.pauses import first_to_come
from storage.deliveries import State
from storage.tables import Delivery, Posting

_AHEAD: Final = 200
"""More than anybody has planned in a pause."""
_TELLING: Final = tuple(each.value for each in (*Withdrawn, *TakenOver) if each is not Withdrawn.REPLANNED)
"""What was only planned anew did not stay out."""
_CAME: Final = select(Delivery.kind, func.coalesce(Posting.posted_at, Delivery.due_at)).outerjoin(
    Posting,
    and_(Posting.team_id == Delivery.team_id, Posting.channel_id == Delivery.channel_id, Posting.ts == Delivery.ts),
)
"""The kind of a message, and when it came: as far as that is remembered in product time, else when it was due."""


def last(session: Session, team_id: str, member_id: str) -> Due | None:
    """The message that reached the member last."""
    row = session.execute(
        _CAME.where(*_theirs(team_id, member_id), Delivery.state == State.SENT)
        .order_by(Delivery.sent_at.desc())
        .limit(1)
    ).one_or_none()
    return Due(*row) if row else None


def sent(session: Session, team_id: str, member_id: str, delivery_id: str) -> Due | None:
    """One message that reached the member; None when it did not, or was for somebody else."""
    row = session.execute(
        _CAME.where(*_theirs(team_id, member_id), Delivery.state == State.SENT, Delivery.delivery_id == delivery_id)
    ).one_or_none()
    return Due(*row) if row else None


def sent_since(
    session: Session, team_id: str, member_id: str, since: datetime, until: datetime, *, most: int = 20
) -> list[Due]:
    """The messages due in `[since, until]` that reached the member, the latest first."""
    rows = session.execute(
        _CAME.where(*_theirs(team_id, member_id), Delivery.state == State.SENT, Delivery.due_at.between(since, until))
        .order_by(Delivery.due_at.desc(), Delivery.delivery_id.desc())
        .limit(most)
    )
    return [Due(*row) for row in rows]


def coming(session: Session, team_id: str, member_id: str, rhythm: Rhythm) -> Due | None:
    """The message that comes to the member next: the first of those planned that their pause does not hold back."""
    rows = session.execute(
        select(Delivery.kind, Delivery.due_at)
        .where(*_theirs(team_id, member_id), Delivery.state.in_((State.PLANNED, State.SENDING)))
        .order_by(Delivery.due_at, Delivery.kind.desc())  # of two at once always the same
        .limit(_AHEAD)
    )
    return first_to_come((Due(row.kind, row.due_at) for row in rows), rhythm)


def missed(
    session: Session, team_id: str, member_id: str, since: datetime, until: datetime, *, most: int = 10
) -> list[Missed]:
    """What was due to the member in `[since, until]` and did not come, the latest first."""
    rows = session.execute(
        select(Delivery.kind, Delivery.due_at, Delivery.state, Delivery.reason)
        .where(
            *_theirs(team_id, member_id),
            Delivery.due_at.between(since, until),
            or_(
                Delivery.state.in_((State.FAILED, State.SKIPPED)),
                and_(Delivery.state == State.SUPERSEDED, Delivery.reason.in_(_TELLING)),
            ),
        )
        .order_by(Delivery.due_at.desc())
        .limit(most)
    )
    return [Missed(Due(row.kind, row.due_at), row.state == State.FAILED, row.reason or "") for row in rows]


def _theirs(team_id: str, member_id: str) -> tuple[ColumnElement[bool], ...]:
    # An edit changes a message that came; it is none itself.
    return (Delivery.team_id == team_id, Delivery.member_id == member_id, Delivery.kind != Kind.EDIT)
