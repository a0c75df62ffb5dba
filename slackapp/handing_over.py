"""A hand-over as one of those whom it concerns is told of it, from what is stored."""

from sqlalchemy.orm import Session

from prep.people import Member
from slackapp.views import rooms
from slackapp.views.handing_over import Told
from slackapp.views.lines import one_line
from storage import interviews, members, preferences, substitutes


def told(session: Session, team_id: str, request_id: str, reader_id: str) -> Told | None:
    """As the reader, a member, is told of it now; they are `you` in it. None when it, or its interview, is gone."""
    request = substitutes.find(session, team_id, request_id)
    interview = interviews.find(session, team_id, request.interview_id) if request else None
    if request is None or interview is None:
        return None
    people = (request.from_member, request.to_member, interview.arranged_by)
    who, instead, arranger = ("you" if each == reader_id else name(session, team_id, each) for each in people)
    reader = preferences.of_member(session, team_id, reader_id)
    return Told(request, interview, who, instead, arranger, reader)


def name(session: Session, team_id: str, member_id: str) -> str:
    """What the member is called, on one line."""
    return called(members.find(session, team_id, member_id))


def called(member: Member | None) -> str:
    """The same of a member who was looked up."""
    return one_line(member.name, rooms.MOST_NAME) if member else "somebody who has left"
