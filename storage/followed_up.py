"""How far people were asked about their interviews afterwards, and what they answered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from prep.afterwards import Stage, stage_of
from prep.interviews import Interview
from prep.usefulness import Judgement
from storage import edits, held, interviews, members, postings, ratings, sent_messages, tables
from storage.ratings import Word
from storage.sent_messages import Sent
from storage.tables import Candidate, Panelist

_RIGHT_AFTER: Final = timedelta(microseconds=1)
ABOUT: Final = "after"
"""In the content of a message: the interviews that it asks about, by id."""

Answers = Mapping[str, Mapping[str, Judgement | None]]
"""By interview and question, what somebody says of it; None: nothing, whatever they said before. A question that is
left out stays as it is."""

_SEATS = (
    select(tables.Interview.interview_id, Panelist.follow_up, Panelist.followed_up_at)
    .join(
        Panelist,
        (Panelist.team_id == tables.Interview.team_id) & (Panelist.interview_id == tables.Interview.interview_id),
    )
    .join(
        Candidate,
        (Candidate.team_id == tables.Interview.team_id) & (Candidate.candidate_id == tables.Interview.candidate_id),
    )
    .where(Panelist.declined_at.is_(None), Candidate.erased_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the member was asked about an interview, and since when; both None: not yet."""

    stage: Stage | None
    since: datetime | None


def progress(
    session: Session, team_id: str, member_id: str, about: Iterable[Interview], *, hold: bool = False
) -> dict[str, Progress]:
    """How far the member was asked about each of these interviews, by its id. Left out are those that they are not in,
    or could not come to, and those of a candidate whose data was erased. `hold`: nobody else changes it until the
    caller commits."""
    found = {each.id: each for each in about}
    if not found:
        return {}
    seats = _SEATS.where(
        Panelist.team_id == team_id, Panelist.member_id == member_id, Panelist.interview_id.in_(found)
    ).order_by(Panelist.interview_id)
    rows = session.execute(seats.with_for_update(of=Panelist) if hold else seats)
    return {row.interview_id: _progress(row, found[row.interview_id]) for row in rows}


def _progress(row: Any, interview: Interview) -> Progress:
    stage = stage_of(Stage(row.follow_up) if row.follow_up else None, row.followed_up_at, interview)
    return Progress(stage, row.followed_up_at if stage else None)


def asked(session: Session, team_id: str, member_id: str, ids: Collection[str], now: datetime) -> bool:
    """A message has asked the member about these interviews. Whether they had answered something by then."""
    about = interviews.many(session, team_id, ids) if ids else []
    known = progress(session, team_id, member_id, about, hold=True)
    for each in (each for each in about if each.id in known):
        match known[each.id].stage:
            case None:
                _reach(session, team_id, member_id, each.id, Stage.ASKED, now)
            case Stage.ASKED:
                _reach(session, team_id, member_id, each.id, Stage.ASKED_AGAIN, now)
    return any(each.stage in {Stage.ANSWERED, Stage.NOT_HELD} for each in known.values())


def is_open(interview: Interview, now: datetime) -> bool:
    """Whether something can be said of it afterwards: until what was said is no longer linked to it."""
    return interview.ends_at <= now < interview.starts_at + postings.KEPT


def is_erased(session: Session, team_id: str, ids: Collection[str]) -> bool:
    """Whether the data of a candidate of these interviews was erased."""
    found = session.scalars(
        select(Candidate.candidate_id)
        .join(
            tables.Interview,
            (tables.Interview.team_id == Candidate.team_id) & (tables.Interview.candidate_id == Candidate.candidate_id),
        )
        .where(
            Candidate.team_id == team_id,
            Candidate.erased_at.is_not(None),
            tables.Interview.interview_id.in_(list(ids)),
        )
        .limit(1)
    )
    return found.one_or_none() is not None


def said(session: Session, team_id: str, member_id: str, interview: Interview) -> dict[str, Judgement]:
    """What the member answered of the questions that are theirs, by question."""
    source = ratings.afterwards(interview.id)
    return ratings.said_at(session, team_id, member_id, source, theirs(interview, member_id))


def said_at_a_message(session: Session, team_id: str, member_id: str, interview: Interview) -> bool:
    """Whether they said something of their questions with a reaction, on whichever message about the interview."""
    ids = theirs(interview, member_id)
    return any(
        ratings.said_at(session, team_id, member_id, ratings.at_message(each.channel_id, each.ts), ids)
        for each in _messages(session, team_id, member_id, interview)
    )


def theirs(interview: Interview, member_id: str) -> list[str]:
    """The questions that were the member's to ask, by id, in running order."""
    seat = interview.seat_of(member_id)
    return [each.question_id for each in seat.asks] if seat else []


def answer(session: Session, team_id: str, member_id: str, answers: Answers, at: datetime, now: datetime) -> None:
    """The member answers about these interviews; `at` is when, by Slack's clock or the machine's. Nothing is said of
    questions that are not theirs."""
    members.hold(session, team_id, [member_id])
    about = interviews.many(session, team_id, answers)
    words = [
        (question_id, each, answers[each.id][question_id])
        for each in about
        for question_id in theirs(each, member_id)
        if question_id in answers[each.id]
    ]
    held.hold(session, team_id, about, now)
    _say(session, team_id, member_id, words, at, now)
    for each in sorted(about, key=_id):
        _reach(session, team_id, member_id, each.id, Stage.ANSWERED, now)
    for each in about:
        held.count(session, team_id, each, now)
        _draw_anew(session, team_id, member_id, each, now)


def not_held(session: Session, team_id: str, member_id: str, interview: Interview, at: datetime, now: datetime) -> None:
    """The member says that it did not take place: whatever they answered about it is taken back."""
    members.hold(session, team_id, [member_id])
    held.hold(session, team_id, [interview], now)
    words = [(question_id, interview, None) for question_id in said(session, team_id, member_id, interview)]
    _say(session, team_id, member_id, words, at, now)
    _reach(session, team_id, member_id, interview.id, Stage.NOT_HELD, now)
    held.count(session, team_id, interview, now)
    _draw_anew(session, team_id, member_id, interview, now)


def held_after_all(session: Session, team_id: str, member_id: str, interview: Interview, now: datetime) -> None:
    """It did take place: it is asked about as before."""
    members.hold(session, team_id, [member_id])
    reached = progress(session, team_id, member_id, [interview]).get(interview.id)
    if reached and reached.stage is Stage.NOT_HELD:
        _reach(session, team_id, member_id, interview.id, Stage.ASKED, now)
        held.count(session, team_id, interview, now)
    _draw_anew(session, team_id, member_id, interview, now)


def _say(
    session: Session,
    team_id: str,
    member_id: str,
    words: Iterable[tuple[str, Interview, Judgement | None]],
    at: datetime,
    now: datetime,
) -> None:
    for question_id, interview, judgement in sorted(words, key=lambda each: (each[0], each[1].id)):
        source, opening_id = ratings.afterwards(interview.id), interview.opening.id
        later = _later(session, team_id, member_id, question_id, source, at)
        if judgement:
            ratings.say(session, team_id, Word(member_id, question_id, source, judgement, later, opening_id), now)
        elif ratings.said_at(session, team_id, member_id, source, [question_id]):
            word = Word(member_id, question_id, source, Judgement.HELPED, later, opening_id)
            ratings.take_back(session, team_id, word, now)


def _later(session: Session, team_id: str, member_id: str, question_id: str, source: str, at: datetime) -> datetime:
    """`at`, or right after what was answered before: boxes tell Slack's time and a modal the machine's, and what is
    answered last is the answer, whichever of the two clocks is ahead. The caller holds the member."""
    known = ratings.words_on(session, team_id, question_id, member_id)
    before = (each.latest[0] + _RIGHT_AFTER for each in known if each.source == source)
    return max([at, *before])


def _reach(session: Session, team_id: str, member_id: str, interview_id: str, stage: Stage, now: datetime) -> None:
    session.execute(
        update(Panelist)
        .where(
            Panelist.team_id == team_id,
            Panelist.interview_id == interview_id,
            Panelist.member_id == member_id,
            Panelist.declined_at.is_(None),
        )
        .values(follow_up=stage, followed_up_at=now)
        .execution_options(synchronize_session=False)
    )


def _id(interview: Interview) -> str:
    return interview.id


def _draw_anew(session: Session, team_id: str, member_id: str, interview: Interview, now: datetime) -> None:
    """Every message that asks about it says what was answered; one that is still on its way, once it has arrived."""
    for each in _messages(session, team_id, member_id, interview):
        if interview.id in each.content.get(ABOUT, ()):
            edits.plan(session, team_id, each.id, now, mark=True)


def _messages(session: Session, team_id: str, member_id: str, interview: Interview) -> list[Sent]:
    return [each for each in sent_messages.telling_of(session, team_id, interview.id) if each.member_id == member_id]
