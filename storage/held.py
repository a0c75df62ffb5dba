"""How often questions were asked: counted once an interview is over, and anew with whatever changes about it.

For as long as people can say something of it: from then on, and once its candidate is erased, it stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep import held
from prep.afterwards import Stage, stage_of
from prep.interviews import Interview, State
from prep.usefulness import Judgement
from storage import counters, interviews, postings, ratings, tables
from storage.tables import Candidate, Panelist, Rating


def due(session: Session, team_id: str, now: datetime) -> Sequence[str]:
    """The interviews that have begun and are not counted yet, by their start."""
    table = tables.Interview
    return session.scalars(
        select(table.interview_id)
        .where(
            table.team_id == team_id,
            table.starts_at > now - postings.KEPT,
            table.starts_at <= now,
            table.state == State.PLANNED,
            table.asked.is_(None),
        )
        .order_by(table.starts_at, table.interview_id)
    ).all()


def hold(session: Session, team_id: str, several: Iterable[Interview], now: datetime) -> None:
    """To be called before words on questions of these interviews are kept, and the interviews then counted: questions
    are held in one order, and members before them."""
    ids = {asked.question_id for each in several for seat in each.panel for asked in seat.asks}
    counters.hold(session, team_id, ids, now)


def count_one(session: Session, team_id: str, interview_id: str, now: datetime) -> None:
    """Counts an interview that is over, by itself."""
    interviews.hold(session, team_id, [interview_id])
    session.expire_all()
    if found := interviews.find(session, team_id, interview_id):
        count(session, team_id, found, now)


def count(session: Session, team_id: str, interview: Interview, now: datetime) -> None:
    """Counts what was asked in it, as it is now and by what was said of it. The caller holds it."""
    before = _counted(session, team_id, interview.id)
    if before is None or now >= interview.starts_at + postings.KEPT:
        return
    [known] = before
    if known is None and now < interview.ends_at:
        return
    unasked, took_place = _unasked(session, team_id, interview), _took_place(session, team_id, interview)
    asked = held.asked(interview, unasked, now, held=took_place)
    if asked == known:
        return
    more = Counter(asked or ())
    more.subtract(known or ())
    counters.asked(session, team_id, {each: number for each, number in more.items() if number}, now)
    session.execute(
        update(tables.Interview)
        .where(tables.Interview.team_id == team_id, tables.Interview.interview_id == interview.id)
        .values(asked=asked)
        .execution_options(synchronize_session=False)
    )


def _counted(session: Session, team_id: str, interview_id: str) -> tuple[list[str] | None] | None:
    """What was counted in it; None where its candidate is erased."""
    table = tables.Interview
    row = session.execute(
        select(table.asked)
        .join(Candidate, (Candidate.team_id == table.team_id) & (Candidate.candidate_id == table.candidate_id))
        .where(table.team_id == team_id, table.interview_id == interview_id, Candidate.erased_at.is_(None))
    ).one_or_none()
    return (row.asked,) if row else None


def _unasked(session: Session, team_id: str, interview: Interview) -> set[tuple[str, str]]:
    ids = [asked.question_id for seat in interview.panel for asked in seat.asks]
    rows = session.execute(
        select(Rating.member_id, Rating.question_id).where(
            Rating.team_id == team_id,
            Rating.question_id.in_(ids),
            Rating.source == ratings.afterwards(interview.id),
            Rating.judgement == Judgement.UNASKED,
            Rating.taken_back_at.is_(None),
        )
    )
    return {(row.member_id, row.question_id) for row in rows}


def _took_place(session: Session, team_id: str, interview: Interview) -> bool:
    rows = session.execute(
        select(Panelist.follow_up, Panelist.followed_up_at).where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview.id,
            Panelist.declined_at.is_(None),
            Panelist.follow_up == Stage.NOT_HELD,
        )
    )
    return all(stage_of(Stage(row.follow_up), row.followed_up_at, interview) is None for row in rows)
