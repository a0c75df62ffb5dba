"""Messages with questions in them, or about interviews, remembered so that a reaction can be understood."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Boolean, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from storage.inserting import insert_into, insert_once
from storage.one_of import one_of
from storage.tables import Delivery, Interview, Mention, Posting, PostingQuestion
from storage.tables.columns import table_of

KEPT: Final = timedelta(days=30)
"""After its start an interview is forgotten in messages, and with it which words were said there of its questions."""
KEPT_SETS: Final = timedelta(days=365)
"""A set of questions is about no candidate."""

# Built once, of tables' own columns: reactions come in crowds.
_D = Delivery.__table__.c
_P = Posting.__table__.c
_PQ = PostingQuestion.__table__.c
_THERE = (
    _P.team_id == bindparam("team_id"),
    one_of(_P.channel_id, "channels"),
    one_of(_P.ts, "moments"),
)
_SHOWN = (
    (_PQ.team_id == _P.team_id)
    & (_PQ.channel_id == _P.channel_id)
    & (_PQ.ts == _P.ts)
    & (bindparam("all_numbers", type_=Boolean()) | one_of(_PQ.number, "numbers"))
)
FIND = (
    select(_P.channel_id, _P.ts, _P.kind, _P.member_id, _P.delivery_id, _P.interviews, _PQ.question_id, _PQ.number)
    .join_from(Posting.__table__, PostingQuestion.__table__, _SHOWN, isouter=True)
    .where(*_THERE)
)
"""A row for each question of a message, one for a message that shows none. To be given `at`, and read with `read`."""
_THESE = select(_P.channel_id, _P.ts).where(*_THERE).order_by(_P.channel_id, _P.ts)
# SQLite has one writer at a time anyway.
_HOLD = _THESE.with_for_update(key_share=True)
_REMAIN = (
    select(_PQ.channel_id, _PQ.ts, _PQ.question_id)
    .join_from(
        Posting.__table__,
        PostingQuestion.__table__,
        (_PQ.team_id == _P.team_id) & (_PQ.channel_id == _P.channel_id) & (_PQ.ts == _P.ts),
    )
    .where(*_THERE, one_of(_PQ.question_id, "questions"))
    .with_for_update(read=True, key_share=True)
)

Place = tuple[str, str]
"""A channel's id, and Slack's timestamp of a message in it."""


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

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.channel_id, self.ts


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
        "forget_at": _forget_at(session, team_id, posted.interviews, at),
    }
    if insert_once(session, Posting, {**place, **values}) and posted.numbers:
        session.execute(
            insert(PostingQuestion),
            [place | {"question_id": question_id, "number": number} for question_id, number in posted.numbers.items()],
        )


def add(session: Session, team_id: str, channel_id: str, ts: str, numbers: Mapping[str, int | None]) -> None:
    """A message that was changed shows these questions, too. Nothing where it is not remembered any more."""
    place: dict[str, object] = {"team_id": team_id, "channel_id": channel_id, "ts": ts}
    if numbers and find(session, team_id, channel_id, ts):
        rows = [place | {"question_id": question_id, "number": number} for question_id, number in numbers.items()]
        session.execute(insert_into(session, PostingQuestion).values(rows).on_conflict_do_nothing())


def interview_moved(session: Session, team_id: str, interview_id: str) -> None:
    """What messages that told of the interview show of it is kept by when it starts now."""
    rows = session.scalars(
        select(Posting)
        .join(Delivery, (_P.team_id == _D.team_id) & (_P.channel_id == _D.channel_id) & (_P.ts == _D.ts))
        .join(Mention, (Mention.team_id == _D.team_id) & (Mention.delivery_id == _D.delivery_id))
        .where(Mention.team_id == team_id, Mention.interview_id == interview_id)
        .execution_options(populate_existing=True)
    )
    for row in rows:
        row.forget_at = _forget_at(session, team_id, row.interviews, row.posted_at)
    session.flush()


def _forget_at(session: Session, team_id: str, interview_ids: Sequence[str], at: datetime) -> datetime:
    """When something of the message is past its time: its first interview has the first turn."""
    if not interview_ids:
        return at + KEPT_SETS
    first = session.scalar(
        select(func.min(Interview.starts_at)).where(
            Interview.team_id == team_id, Interview.interview_id.in_(list(interview_ids))
        )
    )
    return (first or at) + KEPT


def not_over(session: Session, team_id: str, posted: Posted, now: datetime) -> list[str]:
    """Those of the message's interviews of which it is still to be known what was said there."""
    found = session.scalars(
        select(Interview.interview_id).where(
            Interview.team_id == team_id,
            Interview.interview_id.in_(list(posted.interviews)),
            Interview.starts_at > now - KEPT,
        )
    )
    left = set(found)
    return [each for each in posted.interviews if each in left]


def find(session: Session, team_id: str, channel_id: str, ts: str) -> Posted | None:
    """The message with its questions; None when it is none of ours, not settled yet, or forgotten."""
    return many(session, team_id, [(channel_id, ts)]).get((channel_id, ts))


def many(session: Session, team_id: str, places: Collection[Place]) -> dict[Place, Posted]:
    """The messages at these places that there are."""
    return read(session.execute(FIND, at(team_id, places)))


def read(rows: Iterable[Any]) -> dict[Place, Posted]:
    """The messages of these rows of `FIND`."""
    found: dict[Place, Any] = {}
    numbers: dict[Place, dict[str, int | None]] = {}
    for row in rows:
        place = row.channel_id, row.ts
        found[place] = row
        shown = numbers.setdefault(place, {})
        if row.question_id is not None:
            shown[row.question_id] = row.number
    return {
        place: Posted(*place, row.kind, row.member_id, row.delivery_id, tuple(row.interviews), numbers[place])
        for place, row in found.items()
    }


def hold(session: Session, team_id: str, place: Place) -> None:
    """Whoever says that they have read the message goes one after the other until the caller commits."""
    session.execute(_HOLD, at(team_id, [place]))


def remain(session: Session, team_id: str, shown: Collection[tuple[Place, str]]) -> bool:
    """Whether all these questions in messages are still remembered; they are then, until the caller commits."""
    places, questions = map(set, zip(*shown, strict=True))
    held = session.execute(_REMAIN, at(team_id, places) | {"questions": list(questions)})
    return {((row.channel_id, row.ts), row.question_id) for row in held} >= set(shown)


def at(team_id: str, places: Collection[Place], wanted: Collection[int] = ()) -> dict[str, Any]:
    """What `FIND` is to be given: of the questions it finds all, or where some numbers are `wanted`, those with one of
    them. (It may find more messages: the moments of some in the channels of others.)"""
    channels, moments = map(set, zip(*places, strict=True))
    there = {"team_id": team_id, "channels": list(channels), "moments": list(moments)}
    return there | {"numbers": list(wanted), "all_numbers": not wanted}


def due_to_forget(session: Session, team_id: str, now: datetime) -> Posted | None:
    """A message of which something is to be forgotten by now; None when none is left."""
    row = session.execute(
        select(_P.channel_id, _P.ts).where(_P.team_id == team_id, _P.forget_at <= now).order_by(_P.forget_at).limit(1)
    ).one_or_none()
    return find(session, team_id, row.channel_id, row.ts) if row else None


def forget(session: Session, team_id: str, posted: Posted) -> None:
    """Reactions on it mean nothing any more. What was said at it is to be cut off from it first: `storage.cutting`."""
    session.execute(
        delete(Posting)
        .where(Posting.team_id == team_id, Posting.channel_id == posted.channel_id, Posting.ts == posted.ts)
        .execution_options(synchronize_session=False)
    )


def leave(session: Session, team_id: str, posted: Posted, interview_ids: Sequence[str], gone: Collection[str]) -> None:
    """The message is about these of its interviews alone from here on, and its questions `gone` mean nothing there any
    more. What was said of them at it is to be cut off before, as in `forget`."""
    row = session.get(Posting, (team_id, *posted.place), populate_existing=True)
    if row is None:
        return
    row.interviews = list(interview_ids)
    row.forget_at = _forget_at(session, team_id, interview_ids, row.posted_at)
    session.flush()
    session.execute(
        delete(table_of(PostingQuestion)).where(
            _PQ.team_id == team_id,
            _PQ.channel_id == posted.channel_id,
            _PQ.ts == posted.ts,
            _PQ.question_id.in_(list(gone)),
        )
    )
