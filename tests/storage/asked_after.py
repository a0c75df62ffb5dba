"""Ana is asked after her interviews, and answers."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from prep.afterwards import Stage
from prep.interviews import Interview
from prep.messages import Kind
from prep.usefulness import Judgement
from storage import followed_up, following_up
from tests.storage.search import Search

ANA, BERLIN = "UANA", "Europe/Berlin"
MINUTE = timedelta(minutes=1)


def due(search: Search, session: Session, member_id: str = ANA) -> list[datetime]:
    """When what is planned to ask the member is due."""
    return [row.due_at for row in search.planned(session, Kind.AFTERWARDS, member_id=member_id)]


def send(search: Search, session: Session, member_id: str = ANA) -> list[str]:
    """What is planned to ask the member is sent when it is due; the interviews that it asked about."""
    [row] = search.planned(session, Kind.AFTERWARDS, member_id=member_id)
    once, search.now = row.once, max(search.now, row.due_at)
    group = following_up.group_of(session, search.team_id, member_id, once, search.now)
    ids = [each.id for each in following_up.unasked(session, search.team_id, member_id, group)]
    search.send(session, row, search.now)
    followed_up.asked(session, search.team_id, member_id, ids, search.now)
    following_up.plan(session, search.team_id, member_id, search.now)
    return ids


def morning(search: Search, session: Session, moment: datetime, zone: str = BERLIN) -> list[str]:
    """The interviews that Ana's morning message asks about at that moment, and she was asked."""
    search.now = moment
    ids = [each.id for each in following_up.for_morning(session, search.team_id, ANA, zone, moment)]
    followed_up.asked(session, search.team_id, ANA, ids, moment)
    return ids


def stage(search: Search, session: Session, interview: Interview) -> Stage | None:
    """How far Ana was asked about it."""
    found = search.find(session, interview.id)
    return followed_up.progress(session, search.team_id, ANA, [found])[interview.id].stage


def answer(search: Search, session: Session, interview: Interview, **words: Judgement | None) -> None:
    """Ana answers, by the place of a question among hers: `q0`, `q1`."""
    theirs = followed_up.theirs(search.find(session, interview.id), ANA)
    search.now += MINUTE
    answers = {interview.id: {theirs[int(place[1:])]: word for place, word in words.items()}}
    followed_up.answer(session, search.team_id, ANA, answers, search.now, search.now)
