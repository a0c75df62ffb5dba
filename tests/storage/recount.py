"""What counters ought to be: everything that is kept of what was said, counted anew."""

from collections import Counter, defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.usefulness import Count, Judgement, Rating, Record, counted, records
from storage.tables import Interview, QuestionMonth, QuestionStat
from storage.tables import Rating as Row


def words(session: Session, team_id: str) -> list[Rating]:
    """Those that stand."""
    rows = session.execute(
        select(Row.member_id, Row.question_id, Row.said_at, Row.judgement).where(
            Row.team_id == team_id, Row.taken_back_at.is_(None)
        )
    )
    return [Rating(row.member_id, row.question_id, row.said_at, Judgement(row.judgement)) for row in rows]


def assert_counted(session: Session, team_id: str, said: list[Rating] | None = None) -> None:
    """The counters are what `said` comes to; without it, what is kept."""
    said = words(session, team_id) if said is None else said
    session.expire_all()
    ought = counted(said)
    assert _months(session, team_id) == {(each.question_id, each.month): each for each in ought}
    rows = session.scalars(select(Interview.asked).where(Interview.team_id == team_id, Interview.asked.is_not(None)))
    asked = Counter(question_id for row in rows for question_id in row or ())
    raters = defaultdict(set)
    for each in said:
        theirs = counted(one for one in said if (one.rater, one.question_id) == (each.rater, each.question_id))
        if any(one.helped or one.missed for one in theirs):
            raters[each.question_id].add(each.rater)
    for stat in session.scalars(select(QuestionStat).where(QuestionStat.team_id == team_id)):
        mine = [each for each in ought if each.question_id == stat.question_id]
        assert (stat.helped, stat.missed, stat.round) == (
            sum(each.helped for each in mine),
            sum(each.missed for each in mine),
            sum(each.round for each in mine),
        )
        assert stat.asked == asked.pop(stat.question_id, 0)
        assert stat.raters == len(raters.pop(stat.question_id, set()))
        sums = Record(stat.question_id, stat.month, stat.faded_helped, stat.faded_missed, stat.faded_round)
        assert sums == records(mine, stat.month).get(stat.question_id, Record(stat.question_id, stat.month))
    assert not raters
    assert not asked


def _months(session: Session, team_id: str) -> dict[tuple[str, int], Count]:
    """Of a month in which all was taken back a row of zeros stays."""
    rows = session.scalars(select(QuestionMonth).where(QuestionMonth.team_id == team_id))
    found = [Count(row.question_id, row.month, row.helped, row.missed, row.round) for row in rows]
    return {(each.question_id, each.month): each for each in found if each.helped or each.missed or each.round}
