"""Messages with questions in them, or about interviews, remembered so that a reaction can be understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from storage.inserting import insert_once
from storage.tables import Interview, Posting, PostingQuestion

KEPT: Final = timedelta(days=30)
"""After the interview, a message is forgotten, and with it which words were said at it."""
KEPT_SETS: Final = timedelta(days=365)
"""A set of questions is about no candidate."""

# Built once, of tables' own columns: reactions come in crowds.
_P = Posting.__table__.c
_PQ = PostingQuestion.__table__.c
_FIND = (
    select(_P.kind, _P.member_id, _P.delivery_id, _P.interviews, _PQ.question_id, _PQ.number)
    .join_from(
        Posting.__table__,
        PostingQuestion.__table__,
        (_PQ.team_id == _P.team_id) & (_PQ.channel_id == _P.channel_id) & (_PQ.ts == _P.ts),
        isouter=True,
    )
    .where(_P.team_id == bindparam("team_id"), _P.channel_id == bindparam("channel_id"), _P.ts == bindparam("ts"))
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in Slack: where it is, what kind, for whom (None: for a channel), of which delivery, about which
    interviews. `numbers` has its questions, each with its number in it, or None past ten."""

    channel_id: str
    ts: str
    kind: str
    member_id: str | None
    delivery_id: str | None
    interviews: Sequence[str] = ()
    numbers: Mapping[str, int | None] = field(default_factory=dict)


def record(session: Session, team_id: str, posted: Posted, at: datetime) -> None:
    """Remembers a message, sent at `at` (product time); one that nobody could say anything with is not kept."""
    if not posted.numbers and not posted.interviews:
        return
    place: dict[str, object] = {"team_id": team_id, "channel_id": posted.channel_id, "ts": posted.ts}
    values = {
        "kind": posted.kind,
        "member_id": posted.member_id,
        "delivery_id": posted.delivery_id,
        "interviews": list(posted.interviews),
        "posted_at": at,
        "forget_at": _forget_at(session, team_id, posted, at),
    }
    if insert_once(session, Posting, {**place, **values}) and posted.numbers:
        session.execute(
            insert(PostingQuestion),
            [place | {"question_id": question_id, "number": number} for question_id, number in posted.numbers.items()],
        )


def _forget_at(session: Session, team_id: str, posted: Posted, at: datetime) -> datetime:
    if not posted.interviews:
        return at + KEPT_SETS
    last = session.scalar(
        select(func.max(Interview.starts_at)).where(
            Interview.team_id == team_id, Interview.interview_id.in_(list(posted.interviews))
        )
    )
    return max(last or at, at) + KEPT


def find(session: Session, team_id: str, channel_id: str, ts: str) -> Posted | None:
    """The message with its questions; None when it is none of ours, not settled yet, or forgotten."""
    rows = session.execute(_FIND, {"team_id": team_id, "channel_id": channel_id, "ts": ts}).all()
    if not rows:
        return None
    first = rows[0]
    numbers = {row.question_id: row.number for row in rows if row.question_id}
    return Posted(channel_id, ts, first.kind, first.member_id, first.delivery_id, tuple(first.interviews), numbers)


def due_to_forget(session: Session, team_id: str, now: datetime, *, most: int = 100) -> Iterator[Posted]:
    """Messages that are to be forgotten by now, the longest due first."""
    rows = session.execute(
        select(_P.channel_id, _P.ts)
        .where(_P.team_id == team_id, _P.forget_at <= now)
        .order_by(_P.forget_at)
        .limit(most)
    ).all()
    yield from (found for row in rows if (found := find(session, team_id, row.channel_id, row.ts)))


def forget(session: Session, team_id: str, posted: Posted) -> None:
    """Reactions on it mean nothing any more."""
    session.execute(
        delete(Posting)
        .where(Posting.team_id == team_id, Posting.channel_id == posted.channel_id, Posting.ts == posted.ts)
        .execution_options(synchronize_session=False)
    )
