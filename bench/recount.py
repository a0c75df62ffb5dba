"""What was kept of reactions, held against what was acknowledged, and counters against a recount."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.readers import reaction
from prep.usefulness import Judgement, Rating, counted
from storage import ratings
from storage.tables import QuestionMonth, QuestionStat
from storage.tables import Rating as Row


def lost(session: Session, team_id: str, acknowledged: Iterable[int]) -> Sequence[int]:
    """The events that were acknowledged and are not in `rating`."""
    rows = session.execute(select(Row.member_id, Row.source).where(Row.team_id == team_id))
    kept = {(member_id, source) for member_id, source in rows}
    return [index for index in acknowledged if _kept_as(index) not in kept]


def is_recount(session: Session, team_id: str) -> bool:
    """Whether all counters are what is kept comes to."""
    rows = session.execute(
        select(Row.member_id, Row.question_id, Row.said_at, Row.judgement).where(
            Row.team_id == team_id, Row.taken_back_at.is_(None)
        )
    )
    ought = counted(Rating(row[0], row[1], row[2], Judgement(row[3])) for row in rows)
    months = session.scalars(select(QuestionMonth).where(QuestionMonth.team_id == team_id))
    stats = session.execute(
        select(QuestionStat.question_id, QuestionStat.helped, QuestionStat.raters).where(
            QuestionStat.team_id == team_id
        )
    )
    # Nobody rated anything twice, or anything but helpful: each word is a rater.
    return {(row.question_id, row.month): row.helped for row in months} == {
        (each.question_id, each.month): each.helped for each in ought
    } and {(row[0], row[1], row[2]) for row in stats} == {
        (each.question_id, each.helped, each.helped) for each in ought
    }


def _kept_as(index: int) -> tuple[str, str]:
    event = reaction(index, 0.0)
    place = event["item"]
    return event["user"], ratings.at_message(place["channel"], place["ts"], event["reaction"])
