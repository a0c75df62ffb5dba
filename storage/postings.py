"""Messages with questions in them, remembered so that a reaction can be understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.inserting import insert_once
from storage.tables import Posting, PostingQuestion


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in Slack: where it is, what kind, for whom (None: for a channel), about which interview."""

    channel_id: str
    ts: str
    kind: str
    member_id: str | None
    about: str | None


def record(session: Session, team_id: str, posted: Posted, numbers: Mapping[str, int | None], at: datetime) -> None:
    """Remembers a message and its questions: `numbers` has each question's number in it, or None past ten."""
    place: dict[str, object] = {"team_id": team_id, "channel_id": posted.channel_id, "ts": posted.ts}
    about = {"kind": posted.kind, "member_id": posted.member_id, "about": posted.about, "posted_at": at}
    new = insert_once(session, Posting, {**place, **about})
    if new and numbers:
        session.execute(
            insert(PostingQuestion),
            [place | {"question_id": question_id, "number": number} for question_id, number in numbers.items()],
        )


def numbers(session: Session, team_id: str, channel_id: str, ts: str) -> dict[str, int | None]:
    """The questions of a message, with their numbers there; empty when it is none of ours."""
    rows = session.execute(
        select(PostingQuestion.question_id, PostingQuestion.number).where(
            PostingQuestion.team_id == team_id, PostingQuestion.channel_id == channel_id, PostingQuestion.ts == ts
        )
    )
    return {row[0]: row[1] for row in rows}


def is_known(session: Session, team_id: str, channel_id: str, ts: str) -> bool:
    """Whether the message is one of ours, and settled."""
    return session.get(Posting, (team_id, channel_id, ts)) is not None
