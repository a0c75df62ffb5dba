"""What one person needs to know of one interview."""

from dataclasses import replace
from datetime import UTC, datetime

from prep.bank import Category
from prep.briefs import brief
from prep.interviews import Asked, Candidate, Interview, Links, Opening, Panelist, Part, PlannedQuestion, Seat, State

QUESTIONS = [
    PlannedQuestion(id_, f"{id_}?", id_, Category.GENERAL, skill, minutes, ())
    for id_, skill, minutes in (("a", "Judgement", 10), ("b", "SQL", 10), ("c", "Judgement", 10), ("d", "Care", 5))
]


def somebody(id_: str, asks: str, seat: Seat = Seat.INTERVIEWER) -> Panelist:
    """A person in the room who asks these questions, a letter each."""
    return Panelist(id_, f"U{id_}", id_, seat, tuple(Asked(each, None) for each in asks), None, None)


ANA, BEN, CLEO = somebody("ana", "abc", Seat.LEADS), somebody("ben", "d"), somebody("cleo", "", Seat.LISTENING)
INTERVIEW = Interview(
    "i",
    Opening("o", "r", "Analyst"),
    Part("o", 1, "Casework", 45, ("Judgement", "SQL", "Care"), frozen=True),
    Candidate("c", "o", "J.S."),
    datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    45,
    Links(),
    "",
    State.PLANNED,
    "Upriya",
    0,
    (ANA, BEN, CLEO),
)


def test_mine_are_mine_and_colleagues_have_no_numbers() -> None:
    told = brief(INTERVIEW, ANA, QUESTIONS, {"a": 1, "b": 2, "c": None, "d": 4})
    assert [(each.question.id, each.number) for each in told.order] == [("a", 1), ("b", 2), ("c", None), ("d", None)]
    assert [each.question.id for each in told.mine] == ["a", "b", "c"]
    assert told.skills == ("Judgement", "SQL")
    assert told.others == (BEN, CLEO)


def test_who_cannot_come_is_not_in_it_and_their_questions_are_nobodys() -> None:
    gone = replace(BEN, declined_at=INTERVIEW.starts_at)
    told = brief(replace(INTERVIEW, panel=(ANA, gone, CLEO)), CLEO, QUESTIONS, {})
    assert told.others == (ANA,)
    assert told.order[3].asker is None
    assert told.mine == ()


def test_a_shorter_interview_does_not_fit_the_last() -> None:
    told = brief(replace(INTERVIEW, minutes=30), ANA, QUESTIONS, {})
    assert [each.fits for each in told.order] == [True, True, False, False]
    longer = [*QUESTIONS, replace(QUESTIONS[0], id="e", minutes=60)]
    assert all(each.fits for each in brief(INTERVIEW, ANA, longer, {}).order), "as long as planned: nothing is cut"
